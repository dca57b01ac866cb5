import { VolunteersModule } from '../volunteers/volunteers.module';
import { CalendarHoldings } from './calendar-holdings.service';
import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module';
import { ActsModule } from '../acts/acts.module';
import { OrganisationsModule } from '../organisations/organisations.module';
import { ProgrammesModule } from '../programmes/programmes.module';
import { RegistrationsModule } from '../registrations/registrations.module';
import { RotaModule } from '../rota/rota.module';
import { AnswerInvitation } from './answer-invitation.service';
import { BusyTimesReader } from './busy-times-reader.service';
import { CalendarEntries } from './calendar-entries.repository';
import { CalendarFeeds } from './calendar-feeds.service';
import { CalendarFiles } from './calendar-files.service';
import { CalendarSources } from './calendar-sources.service';
import { FeedReader } from './feed-reader.service';
import { FeedTokens } from './feed-tokens.service';
import { FindInvitation } from './find-invitation.service';
import { InvitationLetters } from './invitation-letters.service';
import { InvitationsRepository } from './invitations.repository';
import { Invitations } from './invitations.service';
import { SessionCountsRepository } from './session-counts.repository';
import { AccountsModule } from '../accounts/accounts.module';

@Module({
  imports: [
    VolunteersModule,
    AccountsModule,
    ActsModule,
    MessagingModule,
    OrganisationsModule,
    ProgrammesModule,
    RegistrationsModule,
    RotaModule,
  ],
  providers: [
    CalendarHoldings,
    AnswerInvitation,
    BusyTimesReader,
    CalendarEntries,
    CalendarFeeds,
    CalendarFiles,
    CalendarSources,
    FeedReader,
    FeedTokens,
    FindInvitation,
    InvitationLetters,
    Invitations,
    InvitationsRepository,
    SessionCountsRepository,
  ],
  exports: [
    AnswerInvitation,
    CalendarFeeds,
    CalendarFiles,
    CalendarSources,
    FeedTokens,
    FindInvitation,
    InvitationLetters,
    Invitations,
  ],
})
export class CalendarModule {}
