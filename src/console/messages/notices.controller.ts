import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Sse, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { defaultIfEmpty, distinctUntilChanged, exhaustMap, filter, last, map, takeUntil, takeWhile, timer } from 'rxjs';
import { SECOND } from '../../kernel/clock';
import * as say from '../../conversation/wording/notify';
import { DeliveryPolicy } from '../../messaging/delivery-policy.service';
import { LookAtNotices, type ListedNotice, type NoticeProgress } from '../../messaging/look-at-notices.service';
import type { NoticeAudience } from '../../messaging/domain/notice-audience';
import { WhomToCall, type ToCall } from '../../messaging/whom-to-call.service';
import { SendNotices, type NoticeRefusal } from '../../messaging/send-notices.service';
import { Changes } from '../../acts/changes.service';
import type { ActContext } from '../../acts/domain/act-context';
import { LookAtSearches, type SearchStep } from '../../watching/look-at-searches.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { answer } from '../http/answer';
import { notFound, Problem } from '../http/problem';
import type { Stream } from '../http/stream';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';
import { AudienceDto, NoticeDto } from './notices.dto';

/** How often it is looked how far a notice has got. */
const LOOK_EVERY = SECOND;

interface NoticeOwed {
  readonly noticeId: string;
  readonly people: number;
  readonly toCall: readonly ToCall[];
}

/** Notices to many, and what the service does of itself to have every seat filled. */
@ApiTags('messages')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api')
@UseGuards(SignedInGuard)
@Allow('coordinator')
export class NoticesController {
  constructor(
    private readonly notices: SendNotices,
    private readonly lookAtNotices: LookAtNotices,
    private readonly searches: LookAtSearches,
    private readonly whom: WhomToCall,
    private readonly delivery: DeliveryPolicy,
    private readonly look: LookAtRota,
    private readonly changes: Changes,
  ) {}

  @Get('notices')
  @ApiOperation({ summary: 'The last twenty notices, the newest first, each with how far it has got' })
  async latest(@Context() { scope }: ActContext): Promise<{ notices: ListedNotice[] }> {
    return { notices: await this.lookAtNotices.latest(scope) };
  }

  @Get('notices/recipients')
  @ApiOperation({ summary: 'To how many people a notice would go, and how many of them no channel reaches' })
  async recipients(
    @Context() context: ActContext,
    @Query() query: AudienceDto,
  ): Promise<{ people: number; unreached: number }> {
    const ids = await this.notices.recipients(context, audienceOf(query));
    return { people: ids.length, unreached: (await this.delivery.unreached(ids, context.now)).length };
  }

  @Post('notices')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sends a notice, paced; names those whom no channel reaches, who have to be called' })
  async send(@Context() context: ActContext, @Body() body: NoticeDto): Promise<NoticeOwed> {
    const words = [{ text: say.notice(body.text) }];
    const sent = await this.notices.send(context, audienceOf(body), body.text, words);
    const { noticeId, told } = answer(sent, noticeProblem);
    return {
      noticeId,
      people: told.length,
      toCall: await this.whom.among(context, told, { type: 'notice', id: noticeId }),
    };
  }

  @Get('notices/:id')
  @ApiOperation({ summary: 'How far a notice has got: people, sent, answered, waiting, failed, expired, suppressed' })
  async progress(@Context() context: ActContext, @Param('id') noticeId: string): Promise<NoticeProgress> {
    const progress = await this.lookAtNotices.progress(context.scope, noticeId);
    if (!progress) throw notFound();
    return progress;
  }

  @Sse('notices/:id/events')
  @ApiOperation({ summary: 'The same as a `progress` whenever it has changed, until nothing waits any more' })
  async follow(@Context() { scope }: ActContext, @Param('id') noticeId: string): Promise<Stream<NoticeProgress>> {
    if (!(await this.lookAtNotices.progress(scope, noticeId))) throw notFound();
    const ended = this.changes.of(scope.orgId).pipe(last(null, null), defaultIfEmpty(null));
    return timer(0, LOOK_EVERY).pipe(
      exhaustMap(() => this.lookAtNotices.progress(scope, noticeId)),
      filter((progress) => progress !== null),
      takeWhile(({ waiting }) => waiting > 0, true),
      distinctUntilChanged((before, after) => JSON.stringify(before) === JSON.stringify(after)),
      map((progress) => ({ type: 'progress', data: progress })),
      takeUntil(ended),
    );
  }

  @Delete('notices/:id')
  @ApiOperation({ summary: 'Stops what has not left yet' })
  async cancel(@Context() context: ActContext, @Param('id') noticeId: string): Promise<NoticeProgress> {
    return answer(await this.notices.cancel(context, noticeId), noticeProblem);
  }

  @Get('shifts/:id/steps')
  @ApiOperation({ summary: 'Who was asked to step in, who was called, who answered, and when' })
  async steps(@Context() context: ActContext, @Param('id') shiftId: string): Promise<{ steps: SearchStep[] }> {
    if (!(await this.look.shift(context.scope, shiftId))) throw notFound();
    return { steps: await this.searches.steps(context.scope, shiftId) };
  }
}

function audienceOf({ to, id = '' }: AudienceDto): NoticeAudience {
  switch (to) {
    case 'volunteers':
      return { kind: to };
    case 'programme':
      return { kind: to, programmeKey: id };
    case 'families':
      return { kind: to, sessionId: id };
    case 'person':
      return { kind: to, personId: id };
  }
}

function noticeProblem(refusal: NoticeRefusal): Problem {
  const [status, detail] = {
    'not-allowed': [403, '只有统筹员能发通知'] as const,
    'not-found': [404, '没有找到'] as const,
    nobody: [409, '没有可以通知的人'] as const,
    'already-cancelled': [409, '已经停发了'] as const,
  }[refusal.rule];
  return new Problem(status, { rule: refusal.rule, detail });
}
