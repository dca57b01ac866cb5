import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { MINUTE } from '../../kernel/clock';
import { saidShift } from '../../kernel/said-time';
import { Outbox, type OwedMessage } from '../../messaging/outbox.service';
import { People } from '../../organisations/people.service';
import type { MyShift } from '../../rota/domain/shift-view';
import { LookAtRota } from '../../rota/look-at-rota.service';
import type { Turn } from '../dialogue/turn';
import * as say from '../wording/prompts';

/** Takes what somebody said beside her answer to those whom it concerns. */
@Injectable()
export class PassOn {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly people: People,
    private readonly look: LookAtRota,
  ) {}

  /** A remark on a shift of hers: to the coordinators, and to those who serve with her or until she comes. */
  of(turn: Turn, mine: MyShift, but: string): Promise<void> {
    return this.tell(turn, mine, (name, line) => say.remarkPassedOn(name, line, but));
  }

  /** `words`: what they are told, of her name and the shift. */
  async tell(turn: Turn, mine: MyShift, words: (name: string, line: string) => string): Promise<void> {
    const { scope, now, speaker } = turn;
    const duties = await this.look.duties(scope, { from: mine.start - MINUTE, to: mine.end });
    const beside = duties
      .filter(({ programmeKey, start }) => programmeKey === mine.programmeKey && start <= mine.start)
      .flatMap(({ people }) => people.map(({ personId }) => personId));
    const coordinators = (await this.people.withRole(scope, 'coordinator')).map(({ id }) => id);
    const concerned = [...new Set([...coordinators, ...beside])].filter((id) => id !== mine.personId);
    const { idempotencyKey = '' } = turn.act();
    const owed = concerned.map((personId): OwedMessage => ({
      orgId: scope.orgId,
      personId,
      dedupeKey: `remark.${idempotencyKey}.${personId}`,
      kind: 'notice',
      class: 'normal',
      content: { say: [{ text: words(speaker.name, saidShift(mine, turn.today)) }] },
      dueMs: now,
    }));
    await this.database.write((tx) => this.outbox.owe(tx, now, ...owed));
  }
}
