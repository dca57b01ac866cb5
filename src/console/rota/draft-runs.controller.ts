import { Controller, HttpCode, Param, Post, Sse, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { defaultIfEmpty, distinctUntilChanged, from, interval, last, map, merge, switchMap } from 'rxjs';
import { filter, startWith, takeUntil } from 'rxjs';
import { SECOND } from '../../kernel/clock';
import { Changes } from '../../acts/changes.service';
import type { ActContext } from '../../acts/domain/act-context';
import { DraftRuns, type DraftRun } from '../../drafts/draft-runs.service';
import { answer } from '../http/answer';
import { MonthParam } from '../http/params';
import { pings, type Stream } from '../http/stream';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';
import { rotaProblem } from './rota-problem';

const LOOK_EVERY = SECOND;

/** Drafts under way: how far they are, and an end to them. */
@ApiTags('rota')
@Controller('api/rotas/:month/draft')
@UseGuards(SignedInGuard)
@Allow('coordinator')
export class DraftRunsController {
  constructor(
    private readonly runs: DraftRuns,
    private readonly changes: Changes,
  ) {}

  @Sse('progress')
  @ApiOperation({
    summary:
      'Follows every draft of the month: a `progress` about once a second while one is searched for, then an `end`; to be opened before or after the draft is asked for',
  })
  @ApiOkResponse({ description: 'The data of each `progress` and of the `end`' })
  progress(@Context() { scope }: ActContext, @Param() { month }: MonthParam): Stream<DraftRun> {
    const closing = this.changes.of(scope.orgId).pipe(last(null, null), defaultIfEmpty(null));
    const told = interval(LOOK_EVERY).pipe(
      startWith(0),
      switchMap(() => from(this.runs.latest(scope, month))),
      distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
      // A draft that had ended before anybody looked is no news.
      filter((run, index): run is DraftRun => run !== null && (index > 0 || !hasEnded(run))),
      map((run) => ({ type: hasEnded(run) ? 'end' : 'progress', data: run })),
    );
    return merge(told, pings()).pipe(takeUntil(closing));
  }

  @Post('stop')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Ends the search for a draft of the month with the best so far, which is then written and answered as usual',
  })
  async stop(@Context() context: ActContext, @Param() { month }: MonthParam): Promise<{ month: string }> {
    return answer(await this.runs.stop(context, month), rotaProblem(context.scope.zone));
  }
}

const hasEnded = ({ state }: DraftRun): boolean => state === 'written' || state === 'failed';
