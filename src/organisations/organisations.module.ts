import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module';
import { SeatRemindersModule } from '../reminders/seat-reminders.module';
import { ActLinks } from './act-links.service';
import { ActsModule } from './acts.module';
import { Actors } from './actors.service';
import { BindingCodes } from './binding-codes.service';
import { ChangeOrganisation } from './change-organisation.service';
import { ErasePerson } from './erase-person.service';
import { ExportPerson } from './export-person.service';
import { Grants } from './grants.service';
import { Identities } from './identities.service';
import { Installation } from './installation.service';
import { LookAtOrganisation } from './look-at-organisation.service';
import { MailAddresses } from './mail-addresses.service';
import { Organisations } from './organisations.service';
import { PasskeyChallenges } from './passkey-challenges.service';
import { Passkeys } from './passkeys.service';
import { People } from './people.service';
import { SampleVoices } from './sample-voices.service';
import { Secrets } from './secrets.service';
import { SignInCodes } from './sign-in-codes.service';
import { WebSessions } from './web-sessions.service';

const SERVICES = [
  ActLinks,
  Actors,
  ChangeOrganisation,
  ErasePerson,
  ExportPerson,
  LookAtOrganisation,
  Organisations,
  People,
  Identities,
  Grants,
  Installation,
  MailAddresses,
  BindingCodes,
  PasskeyChallenges,
  Passkeys,
  Secrets,
  SampleVoices,
  SignInCodes,
  WebSessions,
];

@Module({
  imports: [ActsModule, MessagingModule, SeatRemindersModule],
  providers: SERVICES,
  exports: [ActsModule, ...SERVICES],
})
export class OrganisationsModule {}
