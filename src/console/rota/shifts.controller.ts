import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { instantOf } from '../../kernel/civil-time';
import type { ActContext } from '../../acts/domain/act-context';
import { AssignShift } from '../../rota/assign-shift.service';
import { Candidates } from '../../rota/candidates.service';
import { ClaimShift } from '../../rota/claim-shift.service';
import type { Candidate, DutyView, Gap, MyShift, OpenShift } from '../../rota/domain/shift-view';
import { LookAtRota } from '../../rota/look-at-rota.service';
import type { SeatTaken } from '../../rota/take-seat.service';
import { answer } from '../http/answer';
import { PeriodQuery, rangeOf } from '../http/params';
import { notFound } from '../http/problem';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';
import { AssignDto, OnDutyQuery, OverridableDto } from './rota.dto';
import { rotaProblem } from './rota-problem';

const FORTNIGHT = 14;
const MONTH = 31;

/** Looking at shifts and taking them. */
@ApiTags('rota')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api')
@UseGuards(SignedInGuard)
@Allow('volunteer', 'coordinator')
export class ShiftsController {
  constructor(
    private readonly rota: LookAtRota,
    private readonly claims: ClaimShift,
    private readonly assigning: AssignShift,
    private readonly candidatesFor: Candidates,
  ) {}

  @Get('shifts/open')
  @ApiOperation({ summary: 'Shifts with a free or an offered seat, with what keeps the signed-in person from each' })
  async open(@Context() context: ActContext, @Query() query: PeriodQuery): Promise<{ shifts: OpenShift[] }> {
    const range = rangeOf(query, context, FORTNIGHT);
    return { shifts: await this.rota.openShifts(context.scope, range, context.now, context.actorId) };
  }

  @Get('shifts/mine')
  @ApiOperation({ summary: "The signed-in person's own shifts" })
  async mine(@Context() context: ActContext, @Query() query: PeriodQuery): Promise<{ shifts: MyShift[] }> {
    return { shifts: await this.rota.shiftsOf(context.scope, context.actorId, rangeOf(query, context, MONTH)) };
  }

  @Get('shifts/:id')
  @ApiOperation({ summary: 'A shift and who has a seat on it' })
  async shift(@Context() context: ActContext, @Param('id') id: string): Promise<DutyView> {
    const shift = await this.rota.shift(context.scope, id);
    if (!shift) throw notFound();
    return shift;
  }

  @Get('on-duty')
  @ApiOperation({ summary: 'Who has each seat of the sessions that run at an instant' })
  async onDuty(@Context() context: ActContext, @Query() query: OnDutyQuery): Promise<{ duties: DutyView[] }> {
    const at = query.at ? instantOf(query.at, context.scope.zone) : context.now;
    return { duties: await this.rota.onDuty(context.scope, at) };
  }

  @Get('gaps')
  @Allow('coordinator')
  @ApiOperation({ summary: 'Shifts that lack people or whose people ask to be relieved' })
  async gaps(@Context() context: ActContext, @Query() query: PeriodQuery): Promise<{ gaps: Gap[] }> {
    return { gaps: await this.rota.gaps(context.scope, rangeOf(query, context, FORTNIGHT), context.now) };
  }

  @Get('unconfirmed')
  @Allow('coordinator')
  @ApiOperation({ summary: 'Assignments that nobody has confirmed yet' })
  async unconfirmed(@Context() context: ActContext, @Query() query: PeriodQuery): Promise<{ shifts: MyShift[] }> {
    return { shifts: await this.rota.unconfirmed(context.scope, rangeOf(query, context, 7)) };
  }

  @Get('shifts/:id/candidates')
  @Allow('coordinator')
  @ApiOperation({ summary: 'Who might take a seat on the shift, those who fit best first' })
  async candidates(@Context() context: ActContext, @Param('id') id: string): Promise<{ candidates: Candidate[] }> {
    if (!(await this.rota.shift(context.scope, id))) throw notFound();
    return { candidates: await this.candidatesFor.forShift(context.scope, id, context.now) };
  }

  @Post('shifts/:id/claim')
  @HttpCode(200)
  @ApiOperation({ summary: 'Claims a seat, or covers for whoever offers hers' })
  async claim(
    @Context() context: ActContext,
    @Param('id') shiftId: string,
    @Body() body: OverridableDto,
  ): Promise<SeatTaken> {
    const claimed = await this.claims.claim(context, { shiftId, override: body.override });
    return answer(claimed, rotaProblem(context.scope.zone));
  }

  @Post('shifts/:id/assign')
  @HttpCode(200)
  @Allow('coordinator')
  @ApiOperation({ summary: 'Gives a seat to a volunteer' })
  async assign(
    @Context() context: ActContext,
    @Param('id') shiftId: string,
    @Body() body: AssignDto,
  ): Promise<SeatTaken> {
    const assigned = await this.assigning.assign(context, {
      shiftId,
      personId: body.personId,
      override: body.override,
      seen: body.seen,
    });
    return answer(assigned, rotaProblem(context.scope.zone));
  }
}
