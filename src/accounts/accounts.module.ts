import { AccountHoldings } from './account-holdings.service';
import { Module } from '@nestjs/common';
import { ActsModule } from '../acts/acts.module';
import { MessagingModule } from '../messaging/messaging.module';
import { OrganisationsModule } from '../organisations/organisations.module';
import { AddVolunteer } from './add-volunteer.service';
import { ActLinks } from './act-links.service';
import { Actors } from './actors.service';
import { Allowances } from './allowances.service';
import { BoundAccounts } from './bound-accounts.service';
import { BindingCodes } from './binding-codes.service';
import { Grants } from './grants.service';
import { Installation } from './installation.service';
import { KnownDevices } from './known-devices.service';
import { MailAddresses } from './mail-addresses.service';
import { PasskeyChallenges } from './passkey-challenges.service';
import { Passkeys } from './passkeys.service';
import { SampleVoices } from './sample-voices.service';
import { SignInCodes } from './sign-in-codes.service';
import { WebSessions } from './web-sessions.service';

/** Who somebody is to the service: codes, passkeys, sign-ins, links, and what each may do. */
@Module({
  imports: [ActsModule, MessagingModule, OrganisationsModule],
  providers: [
    AccountHoldings,
    AddVolunteer,
    ActLinks,
    Actors,
    Allowances,
    BoundAccounts,
    Grants,
    Installation,
    KnownDevices,
    MailAddresses,
    BindingCodes,
    PasskeyChallenges,
    Passkeys,
    SampleVoices,
    SignInCodes,
    WebSessions,
  ],
  exports: [
    ActLinks,
    AddVolunteer,
    Actors,
    Allowances,
    BoundAccounts,
    Grants,
    Installation,
    KnownDevices,
    MailAddresses,
    BindingCodes,
    PasskeyChallenges,
    Passkeys,
    SampleVoices,
    SignInCodes,
    WebSessions,
  ],
})
export class AccountsModule {}
