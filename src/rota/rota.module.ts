import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module';
import { ActsModule } from '../organisations/acts.module';
import { VolunteersModule } from '../volunteers/volunteers.module';
import { AnswerRequest } from './answer-request.service';
import { AskExchange } from './ask-exchange.service';
import { AssignShift } from './assign-shift.service';
import { AssignmentWriter } from './assignment-writer.service';
import { Candidates } from './candidates.service';
import { ClaimShift } from './claim-shift.service';
import { ConfirmShift } from './confirm-shift.service';
import { DraftRota } from './draft-rota.service';
import { DropShift } from './drop-shift.service';
import { Duty } from './duty.service';
import { Exchange } from './exchange.service';
import { GiveShift } from './give-shift.service';
import { LookAtRequests } from './look-at-requests.service';
import { LookAtRota } from './look-at-rota.service';
import { MarkNoShow } from './mark-no-show.service';
import { OfferShift } from './offer-shift.service';
import { OwnAssignments } from './own-assignment.service';
import { CompareRota } from './compare-rota.service';
import { PublishRota } from './publish-rota.service';
import { RotaClockwork } from './rota-clockwork.service';
import { RotaFacts } from './rota-facts.service';
import { SwapShifts } from './swap-shifts.service';
import { TakeSeat } from './take-seat.service';

const ACTS = [
  ClaimShift,
  AssignShift,
  DropShift,
  OfferShift,
  GiveShift,
  SwapShifts,
  AnswerRequest,
  ConfirmShift,
  Duty,
  MarkNoShow,
  DraftRota,
  PublishRota,
];
const VIEWS = [LookAtRota, LookAtRequests, Candidates];

@Module({
  imports: [ActsModule, MessagingModule, VolunteersModule],
  providers: [
    ...ACTS,
    ...VIEWS,
    RotaClockwork,
    AssignmentWriter,
    RotaFacts,
    TakeSeat,
    Exchange,
    AskExchange,
    OwnAssignments,
    CompareRota,
  ],
  exports: [...ACTS, ...VIEWS, RotaClockwork, AssignmentWriter, VolunteersModule],
})
export class RotaModule {}
