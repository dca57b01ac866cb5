import { Module } from '@nestjs/common';
import { ActsModule } from '../acts/acts.module';
import { ErasePerson } from './erase-person.service';
import { ExportPerson } from './export-person.service';
import { Holdings } from './holdings.service';
import { Identities } from './identities.service';
import { OrganisationWriter } from './organisation-writer.service';
import { Organisations } from './organisations.service';
import { People } from './people.service';
import { PeopleNames } from './people-names.service';
import { PhoneNumbers } from './phone-numbers.service';
import { PersonWriter } from './person-writer.service';
import { RemoveOrganisation } from './remove-organisation.service';
import { SecretProof } from './secret-proof.service';
import { Secrets } from './secrets.service';

const SERVICES = [
  ErasePerson,
  ExportPerson,
  Holdings,
  Identities,
  Organisations,
  OrganisationWriter,
  People,
  PeopleNames,
  PersonWriter,
  PhoneNumbers,
  RemoveOrganisation,
  SecretProof,
  Secrets,
];

/** Organisations, the people in them and what is kept of each. */
@Module({
  imports: [ActsModule],
  providers: SERVICES,
  exports: SERVICES,
})
export class OrganisationsModule {}
