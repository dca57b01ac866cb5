import { RotaHoldings } from './rota-holdings.service';
import { OrganisationsModule } from '../organisations/organisations.module';
import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module';
import { ActsModule } from '../acts/acts.module';
import { AsksModule } from '../asks/asks.module';
import { VolunteersModule } from '../volunteers/volunteers.module';
import { StatisticsModule } from '../statistics/statistics.module';
import { AnswerRequest } from './answer-request.service';
import { AnswerRing } from './answer-ring.service';
import { AskExchange } from './ask-exchange.service';
import { AssignShift } from './assign-shift.service';
import { AssignmentWriter } from './assignment-writer.service';
import { Candidates } from './candidates.service';
import { ClaimShift } from './claim-shift.service';
import { ConfirmShift } from './confirm-shift.service';
import { DropShift } from './drop-shift.service';
import { Duty } from './duty.service';
import { Exchange } from './exchange.service';
import { GiveShift } from './give-shift.service';
import { LookAtRequests } from './look-at-requests.service';
import { LookAtRings } from './look-at-rings.service';
import { JudgePerson } from './judge-person.service';
import { MoveAssignment } from './move-assignment.service';
import { SeenSeats } from './seen-seats.service';
import { LookAtPeople } from './look-at-people.service';
import { LookAtRota } from './look-at-rota.service';
import { LateSignIns } from './late-sign-in.service';
import { MarkNoShow } from './mark-no-show.service';
import { OfferShift } from './offer-shift.service';
import { OwnAssignments } from './own-assignment.service';
import { RingClockwork } from './ring-clockwork.service';
import { RotaClockwork } from './rota-clockwork.service';
import { RotaFacts } from './rota-facts.service';
import { PresenceByReport } from './presence-by-report.service';
import { PastSeats } from './past-seats.service';
import { Scenes } from './scenes.service';
import { SeekRing } from './seek-ring.service';
import { SessionSeats } from './session-seats.service';
import { ShiftWatch } from './shift-watch.service';
import { ShiftWriter } from './shift-writer.service';
import { SwapRequests } from './swap-requests.service';
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
];
const WRITERS = [AssignmentWriter, PastSeats, SessionSeats, ShiftWatch, ShiftWriter];
const VIEWS = [JudgePerson, LookAtRota, LookAtPeople, LookAtRequests, LookAtRings, Candidates];

@Module({
  imports: [OrganisationsModule, ActsModule, MessagingModule, AsksModule, VolunteersModule, StatisticsModule],
  providers: [
    RotaHoldings,
    ...ACTS,
    ...VIEWS,
    RotaClockwork,
    RingClockwork,
    SwapRings,
    ...WRITERS,
    SwapRequests,
    RotaFacts,
    Scenes,
    TakeSeat,
    Exchange,
    AskExchange,
    LateSignIns,
    PresenceByReport,
    OwnAssignments,
    SeenSeats,
  ],
  exports: [
    ...ACTS,
    ...VIEWS,
    RotaClockwork,
    RingClockwork,
    ...WRITERS,
    RotaFacts,
    OwnAssignments,
    Scenes,
    VolunteersModule,
  ],
})
export class RotaModule {}
