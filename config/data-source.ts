import { CreateOrganisations1795478400001 } from '../migrations/2026112401-create-organisations';
import { CreatePeople1795478400002 } from '../migrations/2026112402-create-people';
import { CreateGrants1795478400003 } from '../migrations/2026112403-create-grants';
import { CreateIdentities1795478400004 } from '../migrations/2026112404-create-identities';
import { CreateBindingCodes1795478400005 } from '../migrations/2026112405-create-binding-codes';
import { CreateBindingAttempts1795478400006 } from '../migrations/2026112406-create-binding-attempts';
import { CreateWebSessions1795478400007 } from '../migrations/2026112407-create-web-sessions';
import { CreateAuditEntries1795478400008 } from '../migrations/2026112408-create-audit-entries';
import { CreateQualifications1795478400009 } from '../migrations/2026112409-create-qualifications';
import { CreatePersonQualifications1795478400010 } from '../migrations/2026112410-create-person-qualifications';
import { CreateAvailability1795478400011 } from '../migrations/2026112411-create-availability';
import { CreateLeaves1795478400012 } from '../migrations/2026112412-create-leaves';
import { CreateProgrammes1795478400013 } from '../migrations/2026112413-create-programmes';
import { CreateSessions1795478400014 } from '../migrations/2026112414-create-sessions';
import { CreateShifts1795478400015 } from '../migrations/2026112415-create-shifts';
import { CreateAssignments1795478400016 } from '../migrations/2026112416-create-assignments';
import { CreateSwapRequests1795478400017 } from '../migrations/2026112417-create-swap-requests';
import { CreateRotas1795478400018 } from '../migrations/2026112418-create-rotas';
import { CreateRotaEntries1795478400019 } from '../migrations/2026112419-create-rota-entries';
import { CreateRegistrations1795478400020 } from '../migrations/2026112420-create-registrations';
import { CreateTallyEntries1795478400021 } from '../migrations/2026112421-create-tally-entries';
import { CreateInbox1795478400022 } from '../migrations/2026112422-create-inbox';
import { CreateOutbox1795478400023 } from '../migrations/2026112423-create-outbox';
import { CreateOperations1795478400024 } from '../migrations/2026112424-create-operations';
import { CreateScheduleSlots1795478400025 } from '../migrations/2026112425-create-schedule-slots';
import { CreateDialogues1795478400026 } from '../migrations/2026112426-create-dialogues';
import { CreateFeedTokens1795478400027 } from '../migrations/2026112427-create-feed-tokens';
import { CreateSwapWishes1795564800010 } from '../migrations/2026112510-create-swap-wishes';
import { CreateSwapRings1795564800011 } from '../migrations/2026112511-create-swap-rings';
import { CreateSwapRingLegs1795564800012 } from '../migrations/2026112512-create-swap-ring-legs';
import { NoteBegunSendings1795564800020 } from '../migrations/2026112520-note-begun-sendings';
import { WatchShifts1795564800030 } from '../migrations/2026112530-watch-shifts';
import { CreateVacancies1795564800031 } from '../migrations/2026112531-create-vacancies';
import { CreateVacancyAsks1795564800032 } from '../migrations/2026112532-create-vacancy-asks';
import { CreateEscalations1795564800033 } from '../migrations/2026112533-create-escalations';
import { CreateEscalationCalls1795564800034 } from '../migrations/2026112534-create-escalation-calls';
import { CreateNotices1795564800035 } from '../migrations/2026112535-create-notices';
import { CreateChannelCredits1795564800036 } from '../migrations/2026112536-create-channel-credits';
import { CountChanges1795564800060 } from '../migrations/2026112560-count-changes';
import { KnowWhenTheTimeChanged1795564800061 } from '../migrations/2026112561-know-when-the-time-changed';
import { LetFeedsShowMore1795564800062 } from '../migrations/2026112562-let-feeds-show-more';
import { CreateCalendarAnswers1795564800063 } from '../migrations/2026112563-create-calendar-answers';
import { CreateInvitations1795564800064 } from '../migrations/2026112564-create-invitations';
import { CreateMailCodes1795564800065 } from '../migrations/2026112565-create-mail-codes';
import { CreateCalendarSources1795564800066 } from '../migrations/2026112566-create-calendar-sources';
import { CreateBusyTimes1795564800067 } from '../migrations/2026112567-create-busy-times';
import { CreateSignInChallenges1795564800070 } from '../migrations/2026112570-create-sign-in-challenges';
import { CreatePasskeys1795564800071 } from '../migrations/2026112571-create-passkeys';
import { KnowBrowsersOfWebSessions1795564800072 } from '../migrations/2026112572-know-browsers-of-web-sessions';
import { LetGrantsReachACounty1795564800073 } from '../migrations/2026112573-let-grants-reach-a-county';
import { FollowDrafts1795564800080 } from '../migrations/2026112580-follow-drafts';
import { RememberCrisisSigns1796000400001 } from '../migrations/2026113001-remember-crisis-signs';
import { ExpectLateArrivals1796000400011 } from '../migrations/2026113011-expect-late-arrivals';
import { KeepAskedQuestions1796000400031 } from '../migrations/2026113031-keep-asked-questions';
import { CreatePeriodTotals1796000400063 } from '../migrations/2026113063-create-period-totals';
import { KeepAccountOfBackups1796083200041 } from '../migrations/2026120141-keep-account-of-backups';
import { KnowWhereHoursComeFrom1796000400041 } from '../migrations/2026113041-know-where-hours-come-from';
import { CloseSignUps1796000400051 } from '../migrations/2026113051-close-sign-ups';
import { KeepPartsOfFigures1796000400052 } from '../migrations/2026113052-keep-parts-of-figures';
import { CreateCallBacks1796086800041 } from '../migrations/2026120141-create-call-backs';
import { CreateChannelTokens1796086800042 } from '../migrations/2026120142-create-channel-tokens';
import { KeepHowSureFiguresAre1796086800061 } from '../migrations/2026120161-keep-how-sure-figures-are';
import { CountAllowances1796000400061 } from '../migrations/2026113061-count-allowances';
import { CalendarAnswerRow } from '../src/calendar/calendar-answer.row';
import { FeedTokenRow } from '../src/calendar/feed-token.row';
import { InvitationRow } from '../src/calendar/invitation.row';
import { AskedQuestionRow } from '../src/questions/asked-question.row';
import { CrisisSignRow } from '../src/conversation/crisis/crisis-sign.row';
import { DialogueRow } from '../src/conversation/dialogue/dialogue.row';
import { ChangeCounterRow } from '../src/database/change-counter.row';
import { OperationRow } from '../src/acts/operation.row';
import { ScheduleSlotRow } from '../src/database/schedule-slot.row';
import { InboxRow } from '../src/messaging/inbox.row';
import { CallBackRow } from '../src/messaging/call-back.row';
import { ChannelTokenRow } from '../src/messaging/channel-token.row';
import { ChannelCreditRow } from '../src/messaging/channel-credit.row';
import { NoticeRow } from '../src/messaging/notice.row';
import { OutboxRow } from '../src/messaging/outbox.row';
import { AuditEntryRow } from '../src/acts/audit-entry.row';
import { AllowanceRow } from '../src/accounts/allowance.row';
import { BackupRow } from '../src/installation/backup.row';
import { InstallationFactRow } from '../src/installation/installation-fact.row';
import { BindingAttemptRow } from '../src/accounts/binding-attempt.row';
import { BindingCodeRow } from '../src/accounts/binding-code.row';
import { GrantRow } from '../src/accounts/grant.row';
import { IdentityRow } from '../src/organisations/identity.row';
import { MailCodeRow } from '../src/accounts/mail-code.row';
import { OrganisationRow } from '../src/organisations/organisation.row';
import { PasskeyRow } from '../src/accounts/passkey.row';
import { PersonRow } from '../src/organisations/person.row';
import { SignInChallengeRow } from '../src/accounts/sign-in-challenge.row';
import { WebSessionRow } from '../src/accounts/web-session.row';
import { BusyTimeRow } from '../src/programmes/busy-time.row';
import { CalendarSourceRow } from '../src/programmes/calendar-source.row';
import { ProgrammeRow } from '../src/programmes/programme.row';
import { SessionRow } from '../src/programmes/session.row';
import { VacancyRow } from '../src/watching/vacancy.row';
import { VacancyAskRow } from '../src/watching/vacancy-ask.row';
import { EscalationRow } from '../src/watching/escalation.row';
import { EscalationCallRow } from '../src/watching/escalation-call.row';
import { RegistrationRow } from '../src/registrations/registration.row';
import { AssignmentRow } from '../src/rota/assignment.row';
import { DraftRunRow } from '../src/drafts/draft-run.row';
import { RotaAccountRow } from '../src/drafts/rota-account.row';
import { RotaEntryRow } from '../src/drafts/rota-entry.row';
import { RotaRow } from '../src/drafts/rota.row';
import { ShiftRow } from '../src/rota/shift.row';
import { SwapRequestRow } from '../src/rota/swap-request.row';
import { SwapRingLegRow } from '../src/rota/swap-ring-leg.row';
import { SwapRingRow } from '../src/rota/swap-ring.row';
import { SwapWishRow } from '../src/rota/swap-wish.row';
import { PeriodTotalRow } from '../src/statistics/period-total.row';
import { TallyEntryRow } from '../src/statistics/tally-entry.row';
import { AvailabilityRow } from '../src/volunteers/availability.row';
import { LeaveRow } from '../src/volunteers/leave.row';
import { PersonQualificationRow } from '../src/volunteers/person-qualification.row';
import { QualificationRow } from '../src/volunteers/qualification.row';

/** Every row class; a table without one here is not seen by TypeORM. */
export const ENTITIES = [
  CalendarAnswerRow,
  InvitationRow,
  ChangeCounterRow,
  FeedTokenRow,
  AskedQuestionRow,
  CrisisSignRow,
  AllowanceRow,
  BackupRow,
  InstallationFactRow,
  DialogueRow,
  OperationRow,
  ScheduleSlotRow,
  InboxRow,
  OutboxRow,
  AuditEntryRow,
  BindingAttemptRow,
  BindingCodeRow,
  GrantRow,
  IdentityRow,
  MailCodeRow,
  OrganisationRow,
  PasskeyRow,
  PersonRow,
  SignInChallengeRow,
  WebSessionRow,
  BusyTimeRow,
  CalendarSourceRow,
  ProgrammeRow,
  SessionRow,
  RegistrationRow,
  AssignmentRow,
  DraftRunRow,
  RotaAccountRow,
  RotaEntryRow,
  RotaRow,
  ShiftRow,
  SwapRequestRow,
  SwapRingLegRow,
  SwapRingRow,
  SwapWishRow,
  TallyEntryRow,
  PeriodTotalRow,
  AvailabilityRow,
  LeaveRow,
  PersonQualificationRow,
  QualificationRow,
  NoticeRow,
  CallBackRow,
  ChannelTokenRow,
  ChannelCreditRow,
  VacancyRow,
  VacancyAskRow,
  EscalationRow,
  EscalationCallRow,
];

/** Every migration, oldest first. */
export const MIGRATIONS = [
  CreateOrganisations1795478400001,
  CreatePeople1795478400002,
  CreateGrants1795478400003,
  CreateIdentities1795478400004,
  CreateBindingCodes1795478400005,
  CreateBindingAttempts1795478400006,
  CreateWebSessions1795478400007,
  CreateAuditEntries1795478400008,
  CreateQualifications1795478400009,
  CreatePersonQualifications1795478400010,
  CreateAvailability1795478400011,
  CreateLeaves1795478400012,
  CreateProgrammes1795478400013,
  CreateSessions1795478400014,
  CreateShifts1795478400015,
  CreateAssignments1795478400016,
  CreateSwapRequests1795478400017,
  CreateRotas1795478400018,
  CreateRotaEntries1795478400019,
  CreateRegistrations1795478400020,
  CreateTallyEntries1795478400021,
  CreateInbox1795478400022,
  CreateOutbox1795478400023,
  CreateOperations1795478400024,
  CreateScheduleSlots1795478400025,
  CreateDialogues1795478400026,
  CreateFeedTokens1795478400027,
  CreateSwapWishes1795564800010,
  CreateSwapRings1795564800011,
  CreateSwapRingLegs1795564800012,
  NoteBegunSendings1795564800020,
  WatchShifts1795564800030,
  CreateVacancies1795564800031,
  CreateVacancyAsks1795564800032,
  CreateEscalations1795564800033,
  CreateEscalationCalls1795564800034,
  CreateNotices1795564800035,
  CreateChannelCredits1795564800036,
  CountChanges1795564800060,
  KnowWhenTheTimeChanged1795564800061,
  LetFeedsShowMore1795564800062,
  CreateCalendarAnswers1795564800063,
  CreateInvitations1795564800064,
  CreateMailCodes1795564800065,
  CreateCalendarSources1795564800066,
  CreateBusyTimes1795564800067,
  CreateSignInChallenges1795564800070,
  CreatePasskeys1795564800071,
  KnowBrowsersOfWebSessions1795564800072,
  LetGrantsReachACounty1795564800073,
  FollowDrafts1795564800080,
  RememberCrisisSigns1796000400001,
  ExpectLateArrivals1796000400011,
  KeepAskedQuestions1796000400031,
  KnowWhereHoursComeFrom1796000400041,
  CloseSignUps1796000400051,
  KeepPartsOfFigures1796000400052,
  CountAllowances1796000400061,
  CreatePeriodTotals1796000400063,
  KeepAccountOfBackups1796083200041,
  CreateCallBacks1796086800041,
  CreateChannelTokens1796086800042,
  KeepHowSureFiguresAre1796086800061,
];
