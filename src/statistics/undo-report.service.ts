import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import type { ActContext } from '../acts/domain/act-context';
import { Undo, type UndoEntry, type Undoer } from '../acts/undo.service';
import type { Certainty } from './domain/certainty';
import { TAKEN_BACK, sumOf, type TallyStep } from './domain/tally';
import { partsOf } from './parts.queries';
import { TallyLedger } from './tally-ledger.service';
import { TellReporters } from './tell-reporters.service';

interface StoredSteps {
  readonly steps: readonly {
    readonly measure: string;
    readonly kind: TallyStep['kind'];
    /** Missing in what was stored before figures had parts. */
    readonly reporterId?: string | null;
    readonly before: number;
    readonly value: number;
    readonly wasCertain?: Certainty;
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
    private readonly reporters: TellReporters,
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
    const before = await partsOf(tx, sessionId);
    const valueOf = ({ measure, reporterId = null }: StoredSteps['steps'][number]): number =>
      before.get(measure)?.find((part) => part.reporterId === reporterId)?.value ?? 0;
    if (steps.some((step) => valueOf(step) !== step.before + step.value)) return refused({ rule: 'changed-since' });
    await this.ledger.add(
      tx,
      context,
      steps.map((step) => ({
        sessionId,
        programmeId: session.programmeId,
        measure: step.measure,
        value: -step.value,
        kind: step.kind === 'withdraw' ? 'report' : 'counter',
        reporterId: step.reporterId ?? null,
        certainty: step.wasCertain,
        note: step.kind === 'report' ? TAKEN_BACK : undefined,
      })),
    );
    const after = await partsOf(tx, sessionId);
    await this.reporters.tell(tx, context, sessionId, before, after);
    return done({
      sessionId,
      values: Object.fromEntries(steps.map(({ measure }) => [measure, sumOf(after.get(measure))])),
    });
  }
}
