import { VolunteersModule } from '../volunteers/volunteers.module';
import { AccountsModule } from '../accounts/accounts.module';
import { RegistrationHoldings } from './registration-holdings.service';
import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module';
import { ActsModule } from '../acts/acts.module';
import { OrganisationsModule } from '../organisations/organisations.module';
import { ProgrammesModule } from '../programmes/programmes.module';
import { AsksModule } from '../asks/asks.module';
import { StatisticsModule } from '../statistics/statistics.module';
import { BringRegistrations } from './bring-registrations.service';
import { CancelRegistration } from './cancel-registration.service';
import { ChangeCapacity } from './change-capacity.service';
import { ChangeSignUp } from './change-sign-up.service';
import { ChangeParty } from './change-party.service';
import { CheckInCodes } from './check-in-codes.service';
import { CheckIn } from './check-in.service';
import { GiveFeedback } from './give-feedback.service';
import { LookAtSessions } from './look-at-sessions.service';
import { NotifyRegistered } from './notify-registered.service';
import { PublicSessions } from './public-sessions.service';
import { RegisterForSession } from './register-for-session.service';
import { RegisterNewcomer } from './register-newcomer.service';
import { RegistrationMessages } from './registration-messages.service';
import { SessionRegistrations } from './session-registrations.service';
import { SignUpHousehold } from './sign-up-household.service';
import { UndoCancelling, UndoRegistration } from './undo-registration.service';
import { Waitlist } from './waitlist.service';

@Module({
  imports: [
    VolunteersModule,
    AccountsModule,
    MessagingModule,
    ActsModule,
    OrganisationsModule,
    ProgrammesModule,
    AsksModule,
    StatisticsModule,
  ],
  providers: [
    RegistrationHoldings,
    BringRegistrations,
    CancelRegistration,
    ChangeCapacity,
    ChangeSignUp,
    ChangeParty,
    CheckIn,
    CheckInCodes,
    GiveFeedback,
    LookAtSessions,
    NotifyRegistered,
    PublicSessions,
    RegisterForSession,
    RegisterNewcomer,
    RegistrationMessages,
    SessionRegistrations,
    SignUpHousehold,
    UndoCancelling,
    UndoRegistration,
    Waitlist,
  ],
  exports: [
    BringRegistrations,
    CancelRegistration,
    ChangeCapacity,
    ChangeSignUp,
    ChangeParty,
    CheckIn,
    CheckInCodes,
    GiveFeedback,
    LookAtSessions,
    NotifyRegistered,
    RegisterForSession,
    RegisterNewcomer,
    SessionRegistrations,
    SignUpHousehold,
    Waitlist,
  ],
})
export class RegistrationsModule {}
