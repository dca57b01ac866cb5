import { Injectable } from '@nestjs/common';
import { HOUR, type Instant } from '../../kernel/clock';
import { LookAtRequests } from '../../rota/look-at-requests.service';
import { LookAtRings } from '../../rota/look-at-rings.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import type { Act } from '../grammar/reading';
import type { Speaker } from './turn';

const SOON = 36 * HOUR;

/** What others, or a reminder, wait for from a person: there 同意 and 确认 belong, whatever question the bot has open. */
@Injectable()
export class Awaiting {
  constructor(
    private readonly requests: LookAtRequests,
    private readonly rings: LookAtRings,
    private readonly look: LookAtRota,
  ) {}

  async of(speaker: Speaker, now: Instant): Promise<ReadonlySet<Act>> {
    const acts = new Set<Act>();
    const { scope, personId } = speaker;
    if ((await this.requests.openRequestsFor(scope, personId, now)).length > 0) acts.add('agree');
    else if ((await this.rings.waitingFor(scope, personId, now)).length > 0) acts.add('agree');
    const soon = await this.look.shiftsOf(scope, personId, { from: now, to: now + SOON });
    if (soon.some((mine) => mine.state === 'held')) acts.add('confirm');
    return acts;
  }
}
