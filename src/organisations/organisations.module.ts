import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module';
import { SeatRemindersModule } from '../asks/seat-reminders.module';
import { ActLinks } from '../accounts/act-links.service';
import { ActsModule } from '../acts/acts.module';
import { Actors } from '../accounts/actors.service';
import { BindingCodes } from '../accounts/binding-codes.service';
import { ChangeOrganisation } from '../settings/change-organisation.service';
import { ErasePerson } from './erase-person.service';
import { ExportPerson } from './export-person.service';
import { Grants } from '../accounts/grants.service';
import { Identities } from './identities.service';
import { Installation } from '../accounts/installation.service';
import { LookAtOrganisation } from '../settings/look-at-organisation.service';
import { MailAddresses } from '../accounts/mail-addresses.service';
import { Organisations } from './organisations.service';
import { PasskeyChallenges } from '../accounts/passkey-challenges.service';
import { Passkeys } from '../accounts/passkeys.service';
import { People } from './people.service';
import { SampleVoices } from '../accounts/sample-voices.service';
import { Secrets } from './secrets.service';
import { SignInCodes } from '../accounts/sign-in-codes.service';
import { WebSessions } from '../accounts/web-sessions.service';

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
