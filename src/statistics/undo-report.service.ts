import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import type { ActContext } from '../acts/domain/act-context';
import { Undo, type UndoEntry, type Undoer } from '../acts/undo.service';
import { TAKEN_BACK, TallyLedger } from './tally-ledger.service';

interface StoredSteps {
  readonly steps: readonly {
    readonly measure: string;
    readonly kind: 'report' | 'counter';
    readonly before: number;
    readonly value: number;
  }[];
}

export interface ReportTakenBack {
  readonly sessionId: string;
  /** The figures as they stand again, by measure key. */
  readonly values: Readonly<Record<string, number>>;
}

/** Takes a report back by counter-entries, unless somebody has changed one of its figures since. */
@Injectable()
export class UndoReport implements Undoer, OnModuleInit {
  readonly act = 'tally.report';

  constructor(
    private readonly undos: Undo,
    private readonly ledger: TallyLedger,
  ) {}

  onModuleInit(): void {
    this.undos.register(this);
  }

  async undo(
    tx: Tx,
    context: ActContext,
    entry: UndoEntry,
  ): Promise<Result<ReportTakenBack, { readonly rule: 'changed-since' | 'not-found' }>> {
    const sessionId = entry.subjectId;
    const { steps } = entry.undoWith as StoredSteps;
    await tx.lockRows('sessions', [sessionId]);
    const session = await tx.one<{ programmeId: string }>('SELECT programme_id FROM sessions WHERE id = ?', [
      sessionId,
    ]);
    if (!session) return refused({ rule: 'not-found' });
    const standing = await this.ledger.standing(tx, sessionId);
    const touched = steps.some((step) => standing.get(step.measure)?.sum !== step.before + step.value);
    if (touched) return refused({ rule: 'changed-since' });
    await this.ledger.add(
      tx,
      context,
      steps.map((step) => ({
        sessionId,
        programmeId: session.programmeId,
        measure: step.measure,
        value: -step.value,
        kind: 'counter',
        note: step.kind === 'report' ? TAKEN_BACK : undefined,
      })),
    );
    return done({ sessionId, values: Object.fromEntries(steps.map((step) => [step.measure, step.before])) });
  }
}
