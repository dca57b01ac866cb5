import { Body, Controller, Get, HttpCode, Param, Post, Res, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CalendarFiles } from '../../calendar/calendar-files.service';
import type { Result } from '../../kernel/result';
import type { ActContext } from '../../acts/domain/act-context';
import type { Asked } from '../../rota/ask-exchange.service';
import { ConfirmShift, type Confirmed } from '../../rota/confirm-shift.service';
import type { RotaRefusal } from '../../rota/domain/refusal';
import { DropShift, type Dropped } from '../../rota/drop-shift.service';
import { Duty, type Arrived, type HandedOver, type OffDuty } from '../../rota/duty.service';
import { GiveShift } from '../../rota/give-shift.service';
import { MarkNoShow, type Marked } from '../../rota/mark-no-show.service';
import { OfferShift, type Offered, type OfferWithdrawn } from '../../rota/offer-shift.service';
import { SwapShifts } from '../../rota/swap-shifts.service';
import { MoveAssignment } from '../../rota/move-assignment.service';
import type { SeatTaken } from '../../rota/take-seat.service';
import { answer } from '../http/answer';
import { sendFile } from '../http/send-file';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';
import { GiveDto, HandoverDto, MoveDto, OverridableDto, ServedDto, SwapDto } from './rota.dto';
import { rotaProblem } from './rota-problem';

/** The life of an assignment. */
@ApiTags('rota')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api/assignments/:id')
@UseGuards(SignedInGuard)
@Allow('volunteer', 'coordinator')
export class AssignmentsController {
  constructor(
    private readonly drops: DropShift,
    private readonly offers: OfferShift,
    private readonly moves: MoveAssignment,
    private readonly gives: GiveShift,
    private readonly swaps: SwapShifts,
    private readonly confirms: ConfirmShift,
    private readonly duty: Duty,
    private readonly marks: MarkNoShow,
    private readonly files: CalendarFiles,
  ) {}

  @Post('drop')
  @HttpCode(200)
  @ApiOperation({ summary: 'Lets the shift go; after the cut-off it is offered instead' })
  async drop(@Context() context: ActContext, @Param('id') id: string, @Body() body: OverridableDto): Promise<Dropped> {
    return told(context, await this.drops.drop(context, { assignmentId: id, override: body.override }));
  }

  @Post('offer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Looks for somebody to take it over' })
  async offer(@Context() context: ActContext, @Param('id') id: string): Promise<Offered> {
    return told(context, await this.offers.offer(context, { assignmentId: id }));
  }

  @Post('withdraw-offer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Keeps it after all' })
  async withdrawOffer(@Context() context: ActContext, @Param('id') id: string): Promise<OfferWithdrawn> {
    return told(context, await this.offers.withdraw(context, { assignmentId: id }));
  }

  @Post('move')
  @HttpCode(200)
  @Allow('coordinator')
  @ApiOperation({ summary: 'Moves her to another shift: both happen, or neither' })
  async move(@Context() context: ActContext, @Param('id') id: string, @Body() body: MoveDto): Promise<SeatTaken> {
    return told(context, await this.moves.move(context, { assignmentId: id, ...body }));
  }

  @Post('give')
  @HttpCode(200)
  @ApiOperation({ summary: 'Asks somebody to take it' })
  async give(@Context() context: ActContext, @Param('id') id: string, @Body() body: GiveDto): Promise<Asked> {
    return told(context, await this.gives.ask(context, { assignmentId: id, toPersonId: body.toPersonId }));
  }

  @Post('swap')
  @HttpCode(200)
  @ApiOperation({ summary: 'Asks somebody to swap it for hers' })
  async swap(@Context() context: ActContext, @Param('id') id: string, @Body() body: SwapDto): Promise<Asked> {
    const { otherAssignmentId } = body;
    return told(context, await this.swaps.ask(context, { assignmentId: id, otherAssignmentId }));
  }

  @Post('confirm')
  @HttpCode(200)
  @ApiOperation({ summary: 'Says that she will come' })
  async confirm(@Context() context: ActContext, @Param('id') id: string): Promise<Confirmed> {
    return told(context, await this.confirms.confirm(context, { assignmentId: id }));
  }

  @Post('arrive')
  @HttpCode(200)
  @ApiOperation({ summary: 'Goes on duty' })
  async arrive(@Context() context: ActContext, @Param('id') id: string): Promise<Arrived> {
    return told(context, await this.duty.arrive(context, { assignmentId: id }));
  }

  @Post('leave')
  @HttpCode(200)
  @ApiOperation({ summary: 'Goes off duty' })
  async leave(@Context() context: ActContext, @Param('id') id: string): Promise<OffDuty> {
    return told(context, await this.duty.offDuty(context, { assignmentId: id }));
  }

  @Post('handover')
  @HttpCode(200)
  @ApiOperation({ summary: 'Hands over, with a note that names no caller' })
  async handover(
    @Context() context: ActContext,
    @Param('id') id: string,
    @Body() body: HandoverDto,
  ): Promise<HandedOver> {
    return told(context, await this.duty.handover(context, { assignmentId: id, note: body.note }));
  }

  @Post('no-show')
  @HttpCode(200)
  @Allow('coordinator')
  @ApiOperation({ summary: 'Records that she did not come' })
  async noShow(@Context() context: ActContext, @Param('id') id: string): Promise<Marked> {
    return told(context, await this.marks.noShow(context, { assignmentId: id }));
  }

  @Post('served')
  @HttpCode(200)
  @Allow('coordinator')
  @ApiOperation({ summary: 'Records that she served although she never checked in' })
  async served(@Context() context: ActContext, @Param('id') id: string, @Body() body: ServedDto): Promise<Marked> {
    return told(context, await this.marks.served(context, { assignmentId: id, ...body }));
  }

  @Get('calendar.ics')
  @ApiOperation({ summary: 'The assignment as a calendar file' })
  async calendar(@Context() context: ActContext, @Param('id') id: string, @Res() response: Response): Promise<void> {
    sendFile(response, await this.files.assignment(context.scope, context.actorId, id));
  }
}

function told<T>(context: ActContext, result: Result<T, RotaRefusal>): T {
  return answer(result, rotaProblem(context.scope.zone));
}
