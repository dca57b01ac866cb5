import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import type { ActContext } from '../../acts/domain/act-context';
import type { ZoneName } from '../../kernel/civil-time';
import type { Happened } from '../../sessions/happened.queries';
import { LookAtPlanned, type ConcernedPeople } from '../../sessions/look-at-planned.service';
import { WhomToCall, type ToCall } from '../../messaging/whom-to-call.service';
import { MoveSession, type MoveRefusal, type SessionMoved } from '../../sessions/move-session.service';
import { SessionActs, type SessionRefusal } from '../../sessions/session-acts.service';
import { busyText } from '../calendar/busy-text';
import { answer } from '../http/answer';
import { IsCivilDateTime, IsText } from '../http/params';
import { notFound, Problem } from '../http/problem';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';

export class NewSessionDto {
  @ApiProperty({ example: 'xuanjiang' })
  @IsString()
  @MaxLength(64)
  programmeKey: string;

  @ApiProperty({ example: '2026-12-10T09:00' })
  @IsCivilDateTime()
  start: string;

  @ApiProperty({ required: false, example: '2026-12-10T11:00' })
  @IsOptional()
  @IsCivilDateTime()
  end?: string;

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

  @ApiProperty({ required: false, description: 'Why it is held although the place is taken then' })
  @IsOptional()
  @IsText(200)
  reason?: string;
}

export class CancelSessionDto {
  @ApiProperty()
  @IsText(200)
  reason: string;

  @ApiProperty({
    required: false,
    description: 'That something has happened in it already, which stays counted, is known',
  })
  @IsOptional()
  @IsBoolean()
  known?: boolean;
}

export class RestoreSessionDto {
  @ApiProperty({ required: false, description: 'Why it is held although its place is taken then' })
  @IsOptional()
  @IsText(200)
  reason?: string;
}

export class MoveSessionDto {
  @ApiProperty({ example: '2026-12-06T09:30' })
  @IsCivilDateTime()
  start: string;

  @ApiProperty({ required: false, description: 'Left out: the session stays as long as it was' })
  @IsOptional()
  @IsCivilDateTime()
  end?: string;

  @ApiProperty({ required: false, description: 'Those who serve elsewhere then lose this duty' })
  @IsOptional()
  @IsBoolean()
  releaseBusy?: boolean;

  @ApiProperty({ required: false, description: 'Why it is moved there although the place is taken then' })
  @IsOptional()
  @IsText(200)
  reason?: string;
}

/** How many are told of a change, and whom no channel reaches: they have to be called. */
export interface Told {
  readonly told: number;
  readonly toCall: readonly ToCall[];
}

/** Sessions that a coordinator makes or calls off. */
@ApiTags('programmes')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api/sessions')
@UseGuards(SignedInGuard)
@Allow('coordinator')
export class PlannedSessionsController {
  constructor(
    private readonly sessions: SessionActs,
    private readonly moving: MoveSession,
    private readonly planned: LookAtPlanned,
    private readonly whom: WhomToCall,
  ) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'Adds a session that no recurrence makes' })
  async create(@Context() context: ActContext, @Body() body: NewSessionDto): Promise<{ sessionId: string }> {
    return answer(await this.sessions.create(context, body), sessionProblem(context.scope.zone));
  }

  @Post(':id/move')
  @HttpCode(200)
  @ApiOperation({ summary: 'Moves a session with everybody on it, or names who serves elsewhere then' })
  async move(
    @Context() context: ActContext,
    @Param('id') id: string,
    @Body() wish: MoveSessionDto,
  ): Promise<Omit<SessionMoved, 'told'> & Told> {
    const moved = await this.moving.move(context, { ...wish, sessionId: id });
    const { told, ...session } = answer(moved, sessionProblem(context.scope.zone));
    return { ...session, told: told.length, toCall: await this.whom.among(context, told, { type: 'session', id }) };
  }

  @Get(':id/concerned')
  @ApiOperation({ summary: 'Who serves on a session, comes to it or waits: whom a change of it is told, before it is' })
  async concerned(@Context() { scope, now }: ActContext, @Param('id') id: string): Promise<ConcernedPeople> {
    if (!(await this.planned.exists(scope, id))) throw notFound();
    return this.planned.concerned(scope, id, now);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Calls a session off and tells everybody concerned' })
  async cancel(
    @Context() context: ActContext,
    @Param('id') id: string,
    @Body() body: CancelSessionDto,
  ): Promise<{ sessionId: string } & Told> {
    const done = await this.sessions.cancel(context, id, body.reason, body.known);
    const { sessionId, told } = answer(done, sessionProblem(context.scope.zone));
    return { sessionId, told: told.length, toCall: await this.whom.among(context, told, { type: 'session', id }) };
  }

  @Post(':id/restore')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Holds a cancelled session after all, with nobody on it; asks everybody who was told of the cancelling',
  })
  async restore(
    @Context() context: ActContext,
    @Param('id') id: string,
    @Body() body: RestoreSessionDto,
  ): Promise<{ sessionId: string } & Told> {
    const done = await this.sessions.restore(context, id, body.reason);
    const { sessionId, told } = answer(done, sessionProblem(context.scope.zone));
    return { sessionId, told: told.length, toCall: await this.whom.among(context, told, { type: 'session', id }) };
  }
}

export const sessionProblem =
  (zone: ZoneName) =>
  (refusal: SessionRefusal | MoveRefusal): Problem => {
    const [status, detail] = told(refusal, zone);
    return new Problem(status, { rule: refusal.rule, detail });
  };

function told(refusal: SessionRefusal | MoveRefusal, zone: ZoneName): readonly [number, string] {
  switch (refusal.rule) {
    case 'not-allowed':
      return [403, '只有统筹员可以'];
    case 'not-found':
      return [404, '没有找到'];
    case 'bad-time':
      return [422, '时间不对：要有开始，结束要晚于开始'];
    case 'session-exists':
      return [409, '这个时间已经有一场了'];
    case 'place-taken':
      return [409, `${busyText(refusal.by, zone)}；仍要安排，请写明原因`];
    case 'already-cancelled':
      return [409, '这一场已经取消了'];
    case 'not-cancelled':
      return [409, '这一场没有取消'];
    case 'session-over':
      return [409, '这一场已经结束了'];
    case 'already-happened':
      return [
        409,
        `${happenedText(refusal.happened)}。已发生的会保留并计入统计；仍要取消，请再确认一次（known: true）`,
      ];
    case 'already-begun':
      return [409, '这一场已经开始了'];
    case 'people-busy':
      return [409, `${refusal.people.map(({ name }) => name).join('、')} 那个时间另有班次`];
    case 'trainee-left-alone':
      return [
        409,
        `这样一改，见习 ${refusal.people.map(({ name }) => name).join('、')} 就没有人陪了；先请人来陪，仍要改请写明原因`,
      ];
  }
}

const happenedText = ({ figures, served, came }: Happened): string =>
  `这一场已经有 ${String(served)} 人值过班、${String(came)} 户签到、${String(figures)} 项数字登记`;
