import { ActsModule } from '../acts/acts.module';
import { Module, type Type } from '@nestjs/common';
import type { Configuration } from '../../config/configuration';
import { CalendarModule } from '../calendar/calendar.module';
import { MessagingModule } from '../messaging/messaging.module';
import { NoticesModule } from '../messaging/notices.module';
import { MessageWording } from '../messaging/wording.port';
import { CONFIGURATION } from '../kernel/configuration.token';
import { OrganisationsModule } from '../organisations/organisations.module';
import { ProgrammesModule } from '../programmes/programmes.module';
import { WatchingModule } from '../watching/watching.module';
import { AsksModule } from '../asks/asks.module';
import { RegistrationsModule } from '../registrations/registrations.module';
import { RotaModule } from '../rota/rota.module';
import { StatisticsModule } from '../statistics/statistics.module';
import { VolunteersModule } from '../volunteers/volunteers.module';
import { Awaiting } from './dialogue/awaiting.service';
import { ChainDifference } from './commands/chain-difference.service';
import { Called } from './dialogue/readers/called.service';
import { CommandTable } from './commands/command-table';
import { ActForCommand } from './commands/act-for';
import { AgreeCommand, RefuseCommand } from './commands/answer-request';
import { AskedToCover } from './commands/asked-to-cover';
import { CalendarCommand } from './commands/calendar';
import { ChainListCommand } from './commands/chain-list';
import { ClaimCommand } from './commands/claim';
import { ConfirmCommand } from './commands/confirm';
import { DropCommand } from './commands/drop';
import { FillCommand, Gaps, GapsCommand, UnconfirmedCommand } from './commands/gaps';
import { GiveCommand } from './commands/give';
import { HelpCommand } from './commands/help';
import { MessageStatusCommand } from './commands/message-status';
import { MyShiftsCommand } from './commands/my-shifts';
import { MyStatsCommand } from './commands/my-stats';
import { NotifyCommand } from './commands/notify';
import { OfferCommand } from './commands/offer';
import { OnDutyCommand } from './commands/on-duty';
import { OpenShiftsCommand } from './commands/open-shifts';
import {
  CheckInCommand,
  FeedbackCommand,
  OpenSessions,
  RegisterCommand,
  SessionsCommand,
  UnregisterCommand,
} from './commands/participate';
import { QuietCommand, RemindMeCommand } from './commands/reach';
import { ReportCommand } from './commands/report';
import { DraftCommand, PublishCommand } from './commands/rota-month';
import { ArriveCommand, HandoverCommand, OffDutyCommand } from './commands/serve';
import { StatsCommand, YearReportCommand } from './commands/stats';
import { SwapCommand } from './commands/swap';
import { TakeLeaveCommand } from './commands/take-leave';
import { WishCommand } from './commands/wish';
import { UndoCommand } from './commands/undo';
import { SwapWishes } from './commands/wish-swap';
import { Conversation } from './conversation.service';
import { CrisisAlarm } from './dialogue/readers/crisis-alarm.service';
import { DialoguesRepository } from './dialogue/dialogues.repository';
import { InboxRepository } from './dialogue/inbox.repository';
import { ChatCompletions } from './language-model/chat-completions';
import { LanguageModel, NoLanguageModel } from './language-model/language-model.port';
import { Proposals } from './language-model/proposals.service';
import { MailBinding } from './commands/mail-address';
import { Notices } from './wording/notices';
import { NoticesOfExchanges } from './wording/notices-of-exchanges';
import { NoticesOfSeats } from './wording/notices-of-seats';
import { NoticesOfSessions } from './wording/notices-of-sessions';
import { NoticesOfShifts } from './wording/notices-of-shifts';
import { OpenShifts } from './commands/open-shifts.service';
import { OwnPage } from './commands/own-page.service';
import { OwnRegistrations } from './commands/own-registrations.service';
import { OwnShifts } from './commands/own-shifts.service';
import { PageLinks } from './dialogue/page-links.service';
import { ConversationSettings } from './dialogue/pace';
import { PeopleByName } from './commands/people-by-name.service';
import { PersonPreferences } from './commands/preferences.service';
import { Requests } from './commands/requests.service';
import { Speakers } from './dialogue/speakers.service';
import { Strangers } from './dialogue/readers/strangers.service';
import type { Command } from './dialogue/turn';
import { Vocabularies } from './dialogue/vocabularies.service';
import { AccountsModule } from '../accounts/accounts.module';
import { DraftsModule } from '../drafts/drafts.module';
import { SessionsModule } from '../sessions/sessions.module';

const COMMANDS: readonly Type<Command>[] = [
  OpenShiftsCommand,
  MyShiftsCommand,
  OnDutyCommand,
  ClaimCommand,
  UndoCommand,
  DropCommand,
  OfferCommand,
  GiveCommand,
  SwapCommand,
  AgreeCommand,
  RefuseCommand,
  ConfirmCommand,
  ArriveCommand,
  HandoverCommand,
  OffDutyCommand,
  ReportCommand,
  TakeLeaveCommand,
  WishCommand,
  RemindMeCommand,
  QuietCommand,
  CalendarCommand,
  MyStatsCommand,
  SessionsCommand,
  RegisterCommand,
  UnregisterCommand,
  CheckInCommand,
  FeedbackCommand,
  DraftCommand,
  PublishCommand,
  GapsCommand,
  UnconfirmedCommand,
  FillCommand,
  ActForCommand,
  NotifyCommand,
  MessageStatusCommand,
  StatsCommand,
  YearReportCommand,
  ChainListCommand,
  HelpCommand,
];

/** Door 1: everything that is said to the service, and the words of everything the service says of itself. */
@Module({
  imports: [
    ActsModule,
    SessionsModule,
    DraftsModule,
    AccountsModule,
    OrganisationsModule,
    ProgrammesModule,
    VolunteersModule,
    RotaModule,
    RegistrationsModule,
    StatisticsModule,
    CalendarModule,
    MessagingModule,
    AsksModule,
    WatchingModule,
    NoticesModule,
  ],
  providers: [
    ...COMMANDS,
    { provide: CommandTable, useFactory: (...all: Command[]) => new CommandTable(all), inject: [...COMMANDS] },
    { provide: ConversationSettings, useValue: new ConversationSettings() },
    NoticesOfSeats,
    NoticesOfExchanges,
    NoticesOfSessions,
    NoticesOfShifts,
    { provide: MessageWording, useClass: Notices },
    {
      provide: LanguageModel,
      useFactory: ({ languageModel }: Configuration) =>
        languageModel ? new ChatCompletions(languageModel) : new NoLanguageModel(),
      inject: [CONFIGURATION],
    },
    AskedToCover,
    Awaiting,
    Called,
    ChainDifference,
    Conversation,
    CrisisAlarm,
    DialoguesRepository,
    Gaps,
    InboxRepository,
    OpenSessions,
    OpenShifts,
    OwnPage,
    PageLinks,
    OwnRegistrations,
    OwnShifts,
    PeopleByName,
    PersonPreferences,
    Proposals,
    Requests,
    Speakers,
    MailBinding,
    Strangers,
    SwapWishes,
    Vocabularies,
  ],
  exports: [Conversation, MessageWording],
})
export class ConversationModule {}
