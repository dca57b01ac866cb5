import { ActsModule } from '../acts/acts.module';
import { DialogueHoldings } from './dialogue/dialogue-holdings.service';
import { Module } from '@nestjs/common';
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
import { Prompted } from './dialogue/readers/prompted.service';
import { PromptsSaid } from './dialogue/prompts.service';
import { CarryOut } from './commands/carry-out.service';
import { CommandTable } from './commands/command-table';
import { DoableForOthers } from './commands/act-for';
import { COMMANDS, FOR_OTHERS } from './commands/commands';
import { AskedToCover } from './commands/asked-to-cover';
import { DraftOnwards } from './commands/draft-onwards.service';
import { FillTogether } from './commands/fill-together.service';
import { Gaps } from './commands/gap-referents.service';
import { NoticeAudiences } from './commands/notice-audiences.service';
import { OpenSessions } from './commands/participate';
import { SwapWishes } from './commands/wish-swap';
import { Conversation } from './conversation.service';
import { CrisisAlarm } from './crisis/crisis-alarm.service';
import { CrisisCare } from './crisis/crisis-care.service';
import { CrisisSigns } from './crisis/crisis-signs.repository';
import { CrisisAfterwards, CrisisHeard } from './dialogue/readers/crisis.service';
import { DialoguesRepository } from './dialogue/dialogues.repository';
import { ChatCompletions } from './language-model/chat-completions';
import { LanguageModel, NoLanguageModel } from './language-model/language-model.port';
import { Proposals } from './language-model/proposals.service';
import { Supposing } from './language-model/supposing.service';
import { MessageTexts } from './wording/message-texts';
import { ExchangeTexts } from './wording/exchange-texts';
import { SeatTexts } from './wording/seat-texts';
import { SessionTexts } from './wording/session-texts';
import { ShiftTexts } from './wording/shift-texts';
import { OpenShifts } from './commands/open-shifts.service';
import { PartCounts } from './commands/part-counts.service';
import { OwnPage } from './commands/own-page.service';
import { OwnRegistrations } from './commands/own-registrations.service';
import { OwnShifts } from './commands/own-shifts.service';
import { PassOn } from './commands/pass-on.service';
import { PageLinks } from './dialogue/page-links.service';
import { ConversationSettings } from './dialogue/pace';
import { PeopleByName } from './commands/people-by-name.service';
import { PlannedSessions } from './commands/planned-sessions.service';
import { ProgrammeMeasures } from './commands/programme-measures.service';
import { PersonPreferences } from './commands/preferences.service';
import { ReportSessions } from './commands/report-sessions.service';
import { SeveralReports } from './commands/several-reports.service';
import { Requests } from './commands/requests.service';
import { KeptAnswers } from './dialogue/kept-answers.service';
import { ReadMessages } from './dialogue/read-message.service';
import { Answers } from './dialogue/readers/answers.service';
import { Corrections } from './dialogue/readers/corrections.service';
import { Readers } from './dialogue/readers.service';
import { Speakers } from './dialogue/speakers.service';
import { Strangers } from './dialogue/readers/strangers.service';
import type { Command } from './dialogue/turn';
import { Vocabularies } from './dialogue/vocabularies.service';
import { AccountsModule } from '../accounts/accounts.module';
import { DraftsModule } from '../drafts/drafts.module';
import { ImportModule } from '../import/import.module';
import { QuestionsModule } from '../questions/questions.module';
import { OrganisationAnswers } from './answers/organisation-answers.service';
import { OwnQuestions } from './commands/own-questions.service';
import { RotaSheet } from './commands/rota-sheet.service';
import { SessionQuestions } from './commands/session-questions.service';
import { OrganisationQuestions } from './dialogue/readers/organisation-questions.service';
import { QuestionTexts } from './wording/question-texts';
import { SessionsModule } from '../sessions/sessions.module';

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
    QuestionsModule,
    ImportModule,
  ],
  providers: [
    DialogueHoldings,
    ...COMMANDS,
    { provide: CommandTable, useFactory: (...all: Command[]) => new CommandTable(all), inject: [...COMMANDS] },
    {
      provide: DoableForOthers,
      useFactory: (...all: Command[]) => new DoableForOthers(all),
      inject: [...FOR_OTHERS],
    },
    { provide: ConversationSettings, useValue: new ConversationSettings() },
    SeatTexts,
    ExchangeTexts,
    SessionTexts,
    ShiftTexts,
    { provide: MessageWording, useClass: MessageTexts },
    {
      provide: LanguageModel,
      useFactory: ({ languageModel }: Configuration) =>
        languageModel ? new ChatCompletions(languageModel) : new NoLanguageModel(),
      inject: [CONFIGURATION],
    },
    AskedToCover,
    Answers,
    Awaiting,
    CarryOut,
    ChainDifference,
    Corrections,
    Conversation,
    CrisisAlarm,
    CrisisAfterwards,
    CrisisCare,
    CrisisHeard,
    CrisisSigns,
    DialoguesRepository,
    DraftOnwards,
    FillTogether,
    Gaps,
    KeptAnswers,
    NoticeAudiences,
    OpenSessions,
    OpenShifts,
    OrganisationAnswers,
    OrganisationQuestions,
    OwnPage,
    PartCounts,
    OwnQuestions,
    PageLinks,
    RotaSheet,
    SessionQuestions,
    QuestionTexts,
    PassOn,
    OwnRegistrations,
    OwnShifts,
    PeopleByName,
    PlannedSessions,
    ProgrammeMeasures,
    PersonPreferences,
    Prompted,
    PromptsSaid,
    Proposals,
    ReadMessages,
    Readers,
    ReportSessions,
    Requests,
    SeveralReports,
    Speakers,
    Strangers,
    Supposing,
    SwapWishes,
    Vocabularies,
  ],
  exports: [Conversation, MessageWording],
})
export class ConversationModule {}
