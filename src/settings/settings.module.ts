import { Module } from '@nestjs/common';
import { ActsModule } from '../acts/acts.module';
import { AsksModule } from '../asks/asks.module';
import { OrganisationsModule } from '../organisations/organisations.module';
import { ChangeOrganisation } from './change-organisation.service';
import { LookAtOrganisation } from './look-at-organisation.service';

/** What an organisation set for itself, and the way to change it. */
@Module({
  imports: [ActsModule, AsksModule, OrganisationsModule],
  providers: [ChangeOrganisation, LookAtOrganisation],
  exports: [ChangeOrganisation, LookAtOrganisation],
})
export class SettingsModule {}
