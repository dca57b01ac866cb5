import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database';
import { DAY, SECOND } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AppClock } from '../kernel/app-clock';
import { isCoordinator, type ActContext, type OrgScope } from '../acts/domain/act-context';
import type { Progress } from '../rostering/solver/solver.port';
import type { RotaRefusal } from '../rota/domain/refusal';
import { DraftRunRow } from './draft-run.row';

/** `waiting`: other drafts have all the cores; `searching`; `written`: it can be compared and published; `failed`. */
export type DraftRunState = DraftRunRow['state'];

/** How far a draft is. */
export interface DraftRun extends Progress {
  /** One draft keeps its id from begin to end. */
  readonly runId: string;
  readonly month: string;
  readonly state: DraftRunState;
  /** Somebody has asked it to end with the best so far. */
  readonly stopping: boolean;
}

/** What a draft under way tells, and how it hears that it is to stop. */
export interface Run {
  hears(progress: Progress): void;
  /** `stop` is called, once, when somebody asks for the best so far. */
  stoppedBy(stop: () => void): void;
}

const NOTHING_YET: Progress = { incumbent: null, bound: null, gap: null, elapsed: 0 };
/** So often a run writes down how far it is, and looks whether it is to stop. */
const TOLD_EVERY = SECOND;
/** A run that has not told of itself for so long has died with its process. */
const DEAD_AFTER = 30 * SECOND;
const KEPT_FOR = DAY;
const UNDER_WAY: readonly DraftRunState[] = ['waiting', 'searching'];

/** Drafts under way, known to every process on the same database: the one that waits need not be the one that searches. */
@Injectable()
export class DraftRuns {
  private readonly log = new Logger('drafts');

  constructor(
    private readonly database: Database,
    private readonly acts: Acts,
    private readonly clock: AppClock,
  ) {}

  /** Does `work` and lets others follow it; it has ended well when `work` says so. */
  async during<T extends { readonly ok: boolean }>(
    { scope }: ActContext,
    month: string,
    work: (run: Run) => Promise<T>,
  ): Promise<T> {
    const run = new FollowedRun(newId(this.clock.now()));
    await this.begin(run.id, scope, month);
    const ended = new AbortController();
    const following = this.follow(run, ended.signal);
    let state: DraftRunState = 'failed';
    try {
      const result = await work(run);
      if (result.ok) state = 'written';
      return result;
    } finally {
      ended.abort();
      await following;
      await this.note(run, state);
    }
  }

  /** The draft of the month that was begun last; null when none was begun lately. */
  async latest(scope: OrgScope, month: string): Promise<DraftRun | null> {
    const row = await this.database.read((tx) =>
      tx.findOne(DraftRunRow, { orgId: scope.orgId, month }, { orderBy: { id: 'desc' } }),
    );
    if (!row) return null;
    const dead = isUnderWay(row.state) && row.updatedMs < this.clock.now() - DEAD_AFTER;
    return {
      ...(JSON.parse(row.progress) as Progress),
      runId: row.id,
      month,
      state: dead ? 'failed' : row.state,
      stopping: isUnderWay(row.state) && row.stopAsked,
    };
  }

  /** Every draft of the month that is under way ends soon with the best it has, and is written. */
  stop(context: ActContext, month: string): Promise<Result<{ readonly month: string }, RotaRefusal>> {
    return this.acts.perform(
      context,
      'rota.stop-draft',
      async (tx): Promise<Result<{ month: string }, RotaRefusal>> => {
        if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
        const underWay = { state: UNDER_WAY, updatedMs: { gte: this.clock.now() - DEAD_AFTER } };
        const mine = { orgId: context.scope.orgId, month, ...underWay };
        const asked = await tx.update(DraftRunRow, mine, { stopAsked: true });
        return asked > 0 ? done({ month }) : refused({ rule: 'no-draft-running', month });
      },
    );
  }

  private begin(id: string, { orgId }: OrgScope, month: string): Promise<void> {
    const now = this.clock.now();
    return this.database.write(async (tx) => {
      await tx.delete(DraftRunRow, { orgId, updatedMs: { lt: now - KEPT_FOR } });
      await tx.insert(DraftRunRow, {
        id,
        orgId,
        month,
        state: 'waiting',
        progress: JSON.stringify(NOTHING_YET),
        stopAsked: false,
        updatedMs: now,
      });
    });
  }

  private async follow(run: FollowedRun, ended: AbortSignal): Promise<void> {
    try {
      for (;;) {
        await sleep(TOLD_EVERY, undefined, { signal: ended });
        await this.note(run, run.state);
      }
    } catch (error) {
      if (!ended.aborted) throw error;
    }
  }

  /** That nobody can follow a draft for a while is no reason to lose the draft. */
  private async note(run: FollowedRun, state: DraftRunState): Promise<void> {
    try {
      const asked = await this.database.write(async (tx) => {
        const progress = JSON.stringify(run.progress);
        await tx.update(DraftRunRow, { id: run.id }, { state, progress, updatedMs: this.clock.now() });
        return tx.findOne(DraftRunRow, { id: run.id }, { columns: ['stopAsked'] });
      });
      if (asked?.stopAsked) run.stop();
    } catch (error) {
      this.log.warn(`how far a draft is could not be written down: ${String(error)}`);
    }
  }
}

const isUnderWay = (state: DraftRunState): boolean => UNDER_WAY.includes(state);

class FollowedRun implements Run {
  progress = NOTHING_YET;
  state: DraftRunState = 'waiting';
  private stopped = false;
  private ending: (() => void) | null = null;

  constructor(readonly id: string) {}

  hears(progress: Progress): void {
    this.progress = progress;
    this.state = 'searching';
  }

  stoppedBy(stop: () => void): void {
    this.ending = stop;
    if (this.stopped) stop();
  }

  stop(): void {
    if (this.stopped) return;
    this.stopped = true;
    this.ending?.();
  }
}
