import { AsksModule } from '../asks/asks.module';
import { DraftHoldings } from './draft-holdings.service';
import { OrganisationsModule } from '../organisations/organisations.module';
import { Module } from '@nestjs/common';
import { ActsModule } from '../acts/acts.module';
import { MessagingModule } from '../messaging/messaging.module';
import { RosteringModule } from '../rostering/rostering.module';
import { RotaModule } from '../rota/rota.module';
import { VolunteersModule } from '../volunteers/volunteers.module';
import { CompareRota } from './compare-rota.service';
import { CopyMonth } from './copy-month.service';
import { DraftRota } from './draft-rota.service';
import { DraftRuns } from './draft-runs.service';
import { DraftTimes } from './draft-times';
import { GatherMonth } from './gather-month.service';
import { OpenVersion } from './open-version.service';
import { PublishRota } from './publish-rota.service';
import { RepairRota } from './repair-rota.service';
import { RotaAccounts } from './rota-accounts.service';
import { RotaVersions } from './rota-versions.service';

/** The month before it holds: drafted, compared, published and repaired. */
@Module({
  imports: [
    OrganisationsModule,
    AsksModule,
    ActsModule,
    MessagingModule,
    RosteringModule,
    RotaModule,
    VolunteersModule,
  ],
  providers: [
    DraftHoldings,
    CompareRota,
    CopyMonth,
    DraftRota,
    DraftRuns,
    { provide: DraftTimes, useValue: new DraftTimes() },
    GatherMonth,
    OpenVersion,
    PublishRota,
    RepairRota,
    RotaAccounts,
    RotaVersions,
  ],
  exports: [CopyMonth, DraftRota, DraftRuns, DraftTimes, OpenVersion, PublishRota, RepairRota, RotaVersions],
})
export class DraftsModule {}
