import { Module } from '@nestjs/common';
import { ActsModule } from '../acts/acts.module';
import { ErasePerson } from './erase-person.service';
import { ExportPerson } from './export-person.service';
import { Identities } from './identities.service';
import { Organisations } from './organisations.service';
import { People } from './people.service';
import { Secrets } from './secrets.service';

/** Organisations, the people in them and what is kept of each. */
@Module({
  imports: [ActsModule],
  providers: [ErasePerson, ExportPerson, Organisations, People, Identities, Secrets],
  exports: [ErasePerson, ExportPerson, Organisations, People, Identities, Secrets],
})
export class OrganisationsModule {}
