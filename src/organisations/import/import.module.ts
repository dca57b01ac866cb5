import { Module } from '@nestjs/common';
import { ProgrammesModule } from '../../programmes/programmes.module';
import { OrganisationsModule } from '../organisations.module';
import { ExportOrganisation } from './export-organisation.service';
import { ImportHistory } from './import-history.service';
import { ImportOrganisation } from './import-organisation.service';
import { ImportPeople } from './import-people.service';

@Module({
  imports: [OrganisationsModule, ProgrammesModule],
  providers: [ImportPeople, ImportHistory, ImportOrganisation, ExportOrganisation],
  exports: [ImportOrganisation, ExportOrganisation],
})
export class ImportModule {}
