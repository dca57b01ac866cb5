import { Controller, Sse, UseGuards, type MessageEvent } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { defaultIfEmpty, from, interval, last, map, merge, switchMap, takeUntil, type Observable } from 'rxjs';
import { distinctUntilChanged, filter, skip, startWith } from 'rxjs';
import { SECOND } from '../../kernel/clock';
import { Changes } from '../../acts/changes.service';
import type { ActContext } from '../../acts/domain/act-context';
import { LookAtAudit } from '../../acts/look-at-audit.service';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';

/** What another process does is noticed this late. */
const LOOK_EVERY = 5 * SECOND;
/** Proxies close a stream that says nothing for a minute. */
const PING_EVERY = 25 * SECOND;

/** Says that something was done; what it was, each page asks for itself. */
@ApiTags('today')
@Controller('api/console')
@UseGuards(SignedInGuard)
@Allow('coordinator')
export class ChangesController {
  constructor(
    private readonly changes: Changes,
    private readonly audit: LookAtAudit,
  ) {}

  @Sse('events')
  @ApiOperation({ summary: 'A `change` whenever something was done in the organisation, at once' })
  events(@Context() { scope }: ActContext): Observable<MessageEvent> {
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
    const told = merge(here, elsewhere).pipe(map(({ act }): MessageEvent => ({ type: 'change', data: { act } })));
    const pings = interval(PING_EVERY).pipe(map((): MessageEvent => ({ type: 'ping', data: 'ping' })));
    return merge(told, pings).pipe(takeUntil(ended));
  }
}
