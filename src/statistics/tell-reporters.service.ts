import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { newId } from '../kernel/ids';
import type { ActContext } from '../acts/domain/act-context';
import { Outbox } from '../messaging/outbox.service';
import type { Part } from './domain/tally';

type Parts = ReadonlyMap<string, readonly Part[]>;

/** Tells everybody who has reported a part of a figure that somebody else has changed the figure. */
@Injectable()
export class TellReporters {
  constructor(private readonly outbox: Outbox) {}

  /** `before`, `after`: the parts by measure key as they stood before the act, and as they stand now. */
  async tell(tx: Tx, context: ActContext, sessionId: string, before: Parts, after: Parts): Promise<void> {
    const concerned = new Map<string, string[]>();
    for (const measure of new Set([...before.keys(), ...after.keys()])) {
      const [was, is] = [before.get(measure) ?? [], after.get(measure) ?? []];
      if (alike(was, is)) continue;
      for (const personId of new Set([...was, ...is].map((part) => part.reporterId)))
        if (personId !== null && personId !== context.actorId)
          concerned.set(personId, [...(concerned.get(personId) ?? []), measure]);
    }
    await this.outbox.owe(
      tx,
      context.now,
      ...[...concerned].map(([personId, measures]) => ({
        orgId: context.scope.orgId,
        personId,
        dedupeKey: `tally-changed.${sessionId}.${personId}.${newId(context.now)}`,
        class: 'normal' as const,
        subjectId: sessionId,
        dueMs: context.now,
        kind: 'tally-changed' as const,
        content: { facts: { sessionId, byPersonId: context.actorId, measures } },
      })),
    );
  }
}

const alike = (a: readonly Part[], b: readonly Part[]): boolean =>
  a.length === b.length &&
  a.every((part) =>
    b.some(
      (other) =>
        other.reporterId === part.reporterId && other.value === part.value && other.certainty === part.certainty,
    ),
  );
