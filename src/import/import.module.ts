import { VolunteersModule } from '../volunteers/volunteers.module';
import { DraftsModule } from '../drafts/drafts.module';
import { ActsModule } from '../acts/acts.module';
import { AccountsModule } from '../accounts/accounts.module';
import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module';
import { ProgrammesModule } from '../programmes/programmes.module';
import { RegistrationsModule } from '../registrations/registrations.module';
import { StatisticsModule } from '../statistics/statistics.module';
import { RotaModule } from '../rota/rota.module';
import { OrganisationsModule } from '../organisations/organisations.module';
import { ExportOrganisation } from './export-organisation.service';
import { FileReaders } from './file-readers.service';
import { ImportHistory } from './import-history.service';
import { ImportOrganisation } from './import-organisation.service';
import { ImportPeople } from './import-people.service';
import { ImportSpreadsheet } from './import-spreadsheet.service';
import { SampleOrganisation } from './sample-organisation.service';
import { SheetTemplates } from './sheet-templates.service';
import { SessionsModule } from '../sessions/sessions.module';

@Module({
  imports: [
    AccountsModule,
    VolunteersModule,
    DraftsModule,
    ActsModule,
    SessionsModule,
    MessagingModule,
    OrganisationsModule,
    ProgrammesModule,
    RotaModule,
    RegistrationsModule,
    StatisticsModule,
  ],
  providers: [
    FileReaders,
    ImportPeople,
    ImportHistory,
    ImportOrganisation,
    ExportOrganisation,
    ImportSpreadsheet,
    SampleOrganisation,
    SheetTemplates,
  ],
  exports: [FileReaders, ImportOrganisation, ExportOrganisation, ImportSpreadsheet, SampleOrganisation, SheetTemplates],
})
export class ImportModule {}
