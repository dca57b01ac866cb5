import type { Type } from '@nestjs/common';
import { ActForCommand } from './act-for';
import { AskAgainCommand } from './ask-again';
import { AgreeCommand, RefuseCommand } from './answer-request';
import { CalendarCommand } from './calendar';
import { AddSessionCommand } from './add-session';
import { CancelLeaveCommand } from './cancel-leave';
import { CancelSessionCommand, CloseSignUpCommand, OpenSignUpCommand, RestoreSessionCommand } from './cancel-session';
import { ChangeSessionCommand } from './change-session';
import { ChainListCommand } from './chain-list';
import { ClaimCommand } from './claim';
import { ConfirmCommand } from './confirm';
import { DropCommand } from './drop';
import { FillCommand, GapsCommand, UnconfirmedCommand } from './gaps';
import { GiveCommand } from './give';
import { HelpCommand } from './help';
import { LateCommand } from './late';
import { MailAddressCommand, NoMailCommand } from './mail-address';
import { MessageStatusCommand } from './message-status';
import { AskCoordinatorCommand, ReplyCommand } from './ask-coordinator';
import { HandoversCommand } from './handovers';
import { MostServedCommand } from './most-served';
import { MyLeaveCommand } from './my-leave';
import { MyRequestsCommand } from './my-requests';
import { HotlineCommand, QuestionsCommand } from './questions';
import { UnreportedCommand } from './unreported';
import { WhoIsFreeCommand } from './who-is-free';
import { MyShiftsCommand } from './my-shifts';
import { MyStatsCommand } from './my-stats';
import { AddVolunteerCommand, BindingCodeCommand } from './newcomers';
import { NoShowCommand } from './no-show';
import { NotifyCommand } from './notify';
import { OfferCommand } from './offer';
import { OnDutyCommand } from './on-duty';
import { OpenShiftsCommand } from './open-shifts';
import { CheckInCommand, FeedbackCommand, RegisterCommand, SessionsCommand, UnregisterCommand } from './participate';
import { QuietCommand, RemindMeCommand } from './reach';
import { PartCommand } from './part';
import { ReportCommand } from './report';
import { DraftCommand, PublishCommand } from './rota-month';
import { ArriveCommand, HandoverCommand, OffDutyCommand } from './serve';
import { StatsCommand, YearReportCommand } from './stats';
import { SwapCommand } from './swap';
import { TakeLeaveCommand } from './take-leave';
import { UndoCommand } from './undo';
import { WishCommand } from './wish';
import type { Command } from '../dialogue/turn';

/** Every act that can be carried out in a conversation; a command is registered by its line here. */
export const COMMANDS: readonly Type<Command>[] = [
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
  LateCommand,
  PartCommand,
  ReportCommand,
  TakeLeaveCommand,
  CancelLeaveCommand,
  WishCommand,
  RemindMeCommand,
  QuietCommand,
  CalendarCommand,
  MailAddressCommand,
  NoMailCommand,
  MyStatsCommand,
  MyLeaveCommand,
  MyRequestsCommand,
  WhoIsFreeCommand,
  MostServedCommand,
  HandoversCommand,
  UnreportedCommand,
  HotlineCommand,
  QuestionsCommand,
  AskCoordinatorCommand,
  ReplyCommand,
  SessionsCommand,
  RegisterCommand,
  UnregisterCommand,
  CheckInCommand,
  FeedbackCommand,
  AddSessionCommand,
  ChangeSessionCommand,
  CancelSessionCommand,
  RestoreSessionCommand,
  CloseSignUpCommand,
  OpenSignUpCommand,
  DraftCommand,
  PublishCommand,
  GapsCommand,
  UnconfirmedCommand,
  AskAgainCommand,
  FillCommand,
  ActForCommand,
  NoShowCommand,
  BindingCodeCommand,
  AddVolunteerCommand,
  NotifyCommand,
  MessageStatusCommand,
  StatsCommand,
  YearReportCommand,
  ChainListCommand,
  HelpCommand,
];

/** Those of them that a coordinator may carry out for somebody else: 代 张三 认领 3. */
export const FOR_OTHERS: readonly Type<Command>[] = [
  ClaimCommand,
  DropCommand,
  OfferCommand,
  ConfirmCommand,
  ArriveCommand,
  OffDutyCommand,
  LateCommand,
  TakeLeaveCommand,
  CancelLeaveCommand,
  RegisterCommand,
  UnregisterCommand,
];
