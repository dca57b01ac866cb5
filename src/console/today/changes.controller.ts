import { Controller, Req, Sse, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { defaultIfEmpty, from, interval, last, map, merge, switchMap, takeUntil } from 'rxjs';
import { distinctUntilChanged, filter, skip, startWith } from 'rxjs';
import { SECOND } from '../../kernel/clock';
import { Changes } from '../../acts/changes.service';
import type { ActContext } from '../../acts/domain/act-context';
import { LookAtAudit } from '../../acts/look-at-audit.service';
import { pings, whileMay, type Stream } from '../http/stream';
import { ConsoleSessions } from '../sign-in/console-sessions.service';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';

/** What another process does is noticed this late. */
const LOOK_EVERY = 5 * SECOND;

/** Says that something was done; what it was, each page asks for itself. */
@ApiTags('today')
@Controller('api/console')
@UseGuards(SignedInGuard)
@Allow('coordinator')
export class ChangesController {
  constructor(
    private readonly changes: Changes,
    private readonly audit: LookAtAudit,
    private readonly sessions: ConsoleSessions,
  ) {}

  @Sse('events')
  @ApiOperation({ summary: 'A `change` whenever something was done in the organisation, at once' })
  events(@Context() { scope }: ActContext, @Req() request: Request): Stream<{ act: string }> {
    const here = this.changes.of(scope.orgId);
    const ended = here.pipe(last(null, null), defaultIfEmpty(null));
    const elsewhere = interval(LOOK_EVERY).pipe(
      startWith(0),
      switchMap(() => from(this.audit.latest(scope))),
      distinctUntilChanged(),
      skip(1),
      map((id) => ({ act: 'elsewhere', id })),
      filter(({ id }) => id !== null),
    );
    const told = merge(here, elsewhere).pipe(map(({ act }) => ({ type: 'change', data: { act } })));
    const may = (): Promise<boolean> => this.sessions.stays(request, scope.orgId, ['coordinator']);
    return merge(told, pings()).pipe(takeUntil(ended), whileMay(may, here));
  }
}
