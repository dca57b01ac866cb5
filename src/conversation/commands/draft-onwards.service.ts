import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../../database/database';
import { AppClock } from '../../kernel/app-clock';
import { DraftRota, type DraftMade, type Improved } from '../../drafts/draft-rota.service';
import { Outbox } from '../../messaging/outbox.service';
import type { Turn } from '../dialogue/turn';
import * as sayMonth from '../wording/rota-month';

/** Goes on searching behind a draft that was answered unproved, and tells whoever asked for it what came of it. */
@Injectable()
export class DraftOnwards {
  private readonly log = new Logger('drafts');

  constructor(
    private readonly database: Database,
    private readonly clock: AppClock,
    private readonly drafts: DraftRota,
    private readonly outbox: Outbox,
  ) {}

  /** Answers at once; nobody waits for it. */
  begin(turn: Turn, made: DraftMade): void {
    this.goOn(turn, made).catch((error: unknown) => {
      this.log.warn(`a draft was not searched for any further: ${String(error)}`);
    });
  }

  private async goOn(turn: Turn, made: DraftMade): Promise<void> {
    const { idempotencyKey: _, ...context } = turn.act();
    const improved = await this.drafts.improve({ ...context, now: this.clock.now() }, made);
    const text = told(made, improved);
    if (text === null) return;
    const now = this.clock.now();
    const { scope, speaker } = turn;
    const message = {
      orgId: scope.orgId,
      personId: speaker.personId,
      dedupeKey: `draft-onwards.${made.rotaId}`,
      kind: 'notice' as const,
      class: 'normal' as const,
      content: { say: [{ text }] },
      dueMs: now,
    };
    await this.database.write((tx) => this.outbox.owe(tx, now, message));
  }
}

function told({ month, version }: DraftMade, improved: Improved): string | null {
  switch (improved.kind) {
    case 'better':
      return sayMonth.betterDraft(month, version, improved.made.version, improved.proved);
    case 'proved':
      return sayMonth.draftProved(month, version);
    case 'no-better':
      return sayMonth.noBetterDraft(month, version);
    case 'gone':
      return null;
  }
}
