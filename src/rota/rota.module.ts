import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module';
import { ActsModule } from '../acts/acts.module';
import { SeatRemindersModule } from '../asks/seat-reminders.module';
import { RosteringModule } from '../rostering/rostering.module';
import { VolunteersModule } from '../volunteers/volunteers.module';
import { AnswerRequest } from './answer-request.service';
import { AnswerRing } from './answer-ring.service';
import { AskExchange } from './ask-exchange.service';
import { AssignShift } from './assign-shift.service';
import { AssignmentWriter } from './assignment-writer.service';
import { Candidates } from './candidates.service';
import { ClaimShift } from './claim-shift.service';
import { ConfirmShift } from './confirm-shift.service';
import { DraftRuns } from '../drafts/draft-runs.service';
import { DraftRota } from '../drafts/draft-rota.service';
import { DropShift } from './drop-shift.service';
import { Duty } from './duty.service';
import { Exchange } from './exchange.service';
import { GatherMonth } from '../drafts/gather-month.service';
import { GiveShift } from './give-shift.service';
import { LookAtRequests } from './look-at-requests.service';
import { LookAtRings } from './look-at-rings.service';
import { CopyMonth } from '../drafts/copy-month.service';
import { JudgePerson } from './judge-person.service';
import { MoveAssignment } from './move-assignment.service';
import { RotaVersions } from '../drafts/rota-versions.service';
import { SeenSeats } from './seen-seats.service';
import { LookAtPeople } from './look-at-people.service';
import { LookAtRota } from './look-at-rota.service';
import { MarkNoShow } from './mark-no-show.service';
import { OfferShift } from './offer-shift.service';
import { OpenVersion } from '../drafts/open-version.service';
import { OwnAssignments } from './own-assignment.service';
import { CompareRota } from '../drafts/compare-rota.service';
import { PublishRota } from '../drafts/publish-rota.service';
import { RingClockwork } from './ring-clockwork.service';
import { RepairRota } from '../drafts/repair-rota.service';
import { RotaClockwork } from './rota-clockwork.service';
import { RotaAccounts } from '../drafts/rota-accounts.service';
import { RotaFacts } from './rota-facts.service';
import { SeekRing } from './seek-ring.service';
import { SwapRings } from './swap-rings.service';
import { SwapShifts } from './swap-shifts.service';
import { TakeSeat } from './take-seat.service';
import { WishSwap } from './wish-swap.service';

const ACTS = [
  ClaimShift,
  AssignShift,
  DropShift,
  OfferShift,
  GiveShift,
  SwapShifts,
  WishSwap,
  SeekRing,
  AnswerRequest,
  AnswerRing,
  ConfirmShift,
  Duty,
  MarkNoShow,
  MoveAssignment,
  DraftRota,
  DraftRuns,
  CopyMonth,
  PublishRota,
  RepairRota,
];
const VIEWS = [
  JudgePerson,
  OpenVersion,
  RotaVersions,
  LookAtRota,
  LookAtPeople,
  LookAtRequests,
  LookAtRings,
  Candidates,
];

@Module({
  imports: [ActsModule, MessagingModule, RosteringModule, SeatRemindersModule, VolunteersModule],
  providers: [
    ...ACTS,
    ...VIEWS,
    RotaClockwork,
    RingClockwork,
    SwapRings,
    AssignmentWriter,
    RotaAccounts,
    RotaFacts,
    TakeSeat,
    Exchange,
    AskExchange,
    OwnAssignments,
    SeenSeats,
    CompareRota,
    GatherMonth,
  ],
  exports: [...ACTS, ...VIEWS, RotaClockwork, RingClockwork, AssignmentWriter, RotaFacts, VolunteersModule],
})
export class RotaModule {}
