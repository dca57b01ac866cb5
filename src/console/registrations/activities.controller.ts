import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsOptional, IsString, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import type { ActContext } from '../../acts/domain/act-context';
import { SessionActs } from '../../sessions/session-acts.service';
import { ChangeCapacity, type CapacityChanged } from '../../registrations/change-capacity.service';
import { ChangeSignUp, type SignUpChanged } from '../../registrations/change-sign-up.service';
import type { PublicSession } from '../../registrations/domain/public-session';
import { LookAtSessions, type SessionFeedback } from '../../registrations/look-at-sessions.service';
import { NotifyRegistered } from '../../registrations/notify-registered.service';
import { WhomToCall, type ToCall } from '../../messaging/whom-to-call.service';
import { answer } from '../http/answer';
import { IsText, PeriodQuery, rangeOf } from '../http/params';
import { notFound } from '../http/problem';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';
import { registrationProblem } from './registration-problem';
import { sessionProblem, type Told } from './planned-sessions.controller';

const MONTH = 31;

export class DescribeDto {
  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  topic?: string;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  place?: string;

  @ApiProperty({ required: false, description: 'Why it is held there although the place is taken then' })
  @IsOptional()
  @IsText(200)
  reason?: string;
}

export class CapacityDto {
  @ApiProperty({ nullable: true, type: Number, description: 'Households; null: as many as come' })
  @ValidateIf((body: CapacityDto) => body.households !== null)
  @IsInt()
  @Min(0)
  @Max(100_000)
  households: number | null;
}

export class SignUpDto {
  @ApiProperty({ description: 'False: no more sign-ups are taken, whatever room there is' })
  @IsBoolean()
  open: boolean;
}

export class SessionNoticeDto {
  @ApiProperty()
  @IsText(300)
  text: string;
}

/** Salons, talks and lectures as a coordinator runs them. */
@ApiTags('activities')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api/activities')
@UseGuards(SignedInGuard)
@Allow('coordinator')
export class ActivitiesController {
  constructor(
    private readonly sessions: LookAtSessions,
    private readonly acts: SessionActs,
    private readonly capacities: ChangeCapacity,
    private readonly signUps: ChangeSignUp,
    private readonly notices: NotifyRegistered,
    private readonly whom: WhomToCall,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Sessions that families come to, past and cancelled ones too' })
  async list(@Context() context: ActContext, @Query() query: PeriodQuery): Promise<{ sessions: PublicSession[] }> {
    return { sessions: await this.sessions.within(context.scope, rangeOf(query, context, MONTH)) };
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Changes topic and place; everybody concerned is told' })
  async describe(@Context() context: ActContext, @Param('id') id: string, @Body() body: DescribeDto): Promise<Told> {
    const { told } = answer(await this.acts.describe(context, id, body), sessionProblem(context.scope.zone));
    return this.told(context, id, told);
  }

  @Put(':id/capacity')
  @ApiOperation({ summary: 'Makes room or less of it; those who waited longest move up' })
  async capacity(
    @Context() context: ActContext,
    @Param('id') sessionId: string,
    @Body() { households }: CapacityDto,
  ): Promise<Omit<CapacityChanged, 'promoted'> & { readonly promoted: number; readonly toCall: readonly ToCall[] }> {
    const changed = await this.capacities.change(context, { sessionId, householdsMax: households });
    const { promoted, ...room } = answer(changed, registrationProblem(context.scope.zone));
    return { ...room, promoted: promoted.length, toCall: (await this.told(context, sessionId, promoted)).toCall };
  }

  @Put(':id/sign-up')
  @ApiOperation({ summary: 'Takes no more sign-ups, or takes them again' })
  async signUp(
    @Context() context: ActContext,
    @Param('id') sessionId: string,
    @Body() { open }: SignUpDto,
  ): Promise<SignUpChanged> {
    return answer(await this.signUps.change(context, { sessionId, open }), registrationProblem(context.scope.zone));
  }

  @Post(':id/notice')
  @HttpCode(200)
  @ApiOperation({ summary: 'Tells everybody who signed up or waits' })
  async notice(
    @Context() context: ActContext,
    @Param('id') sessionId: string,
    @Body() { text }: SessionNoticeDto,
  ): Promise<Told> {
    const notified = await this.notices.notify(context, { sessionId, text });
    const { told } = answer(notified, registrationProblem(context.scope.zone));
    return this.told(context, sessionId, told);
  }

  @Get(':id/feedback')
  @ApiOperation({ summary: 'What those who came thought of it, without names' })
  async feedback(@Context() { scope }: ActContext, @Param('id') id: string): Promise<{ feedback: SessionFeedback[] }> {
    if (!(await this.sessions.session(scope, id))) throw notFound();
    return { feedback: await this.sessions.feedback(scope, id) };
  }

  private async told(context: ActContext, id: string, told: readonly string[]): Promise<Told> {
    return { told: told.length, toCall: await this.whom.among(context, told, { type: 'session', id }) };
  }
}
