import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database';
import { DAY, SECOND, type Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AppClock } from '../kernel/app-clock';
import { isCoordinator, type ActContext, type OrgScope } from '../acts/domain/act-context';
import type { Progress } from '../rostering/solver/solver.port';
import type { RotaRefusal } from '../rota/domain/refusal';

/** `waiting`: other drafts have all the cores; `searching`; `written`: it can be compared and published; `failed`. */
export type DraftRunState = 'waiting' | 'searching' | 'written' | 'failed';

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

interface RunRow {
  id: string;
  state: DraftRunState;
  progress: string;
  stopAsked: number;
  updatedMs: Instant;
}

const NOTHING_YET: Progress = { incumbent: null, bound: null, gap: null, elapsed: 0 };
/** So often a run writes down how far it is, and looks whether it is to stop. */
const TOLD_EVERY = SECOND;
/** A run that has not told of itself for so long has died with its process. */
const DEAD_AFTER = 30 * SECOND;
const KEPT_FOR = DAY;

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
      tx.one<RunRow>(
        `SELECT id, state, progress, stop_asked, updated_ms FROM draft_runs
          WHERE org_id = ? AND month = ? ORDER BY id DESC LIMIT 1`,
        [scope.orgId, month],
      ),
    );
    if (!row) return null;
    const dead = isUnderWay(row.state) && row.updatedMs < this.clock.now() - DEAD_AFTER;
    return {
      ...(JSON.parse(row.progress) as Progress),
      runId: row.id,
      month,
      state: dead ? 'failed' : row.state,
      stopping: isUnderWay(row.state) && row.stopAsked === 1,
    };
  }

  /** Every draft of the month that is under way ends soon with the best it has, and is written. */
  stop(context: ActContext, month: string): Promise<Result<{ readonly month: string }, RotaRefusal>> {
    return this.acts.perform(
      context,
      'rota.stop-draft',
      async (tx): Promise<Result<{ month: string }, RotaRefusal>> => {
        if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
        const asked = await tx.run(
          `UPDATE draft_runs SET stop_asked = 1
          WHERE org_id = ? AND month = ? AND state IN ('waiting', 'searching') AND updated_ms >= ?`,
          [context.scope.orgId, month, this.clock.now() - DEAD_AFTER],
        );
        return asked > 0 ? done({ month }) : refused({ rule: 'no-draft-running', month });
      },
    );
  }

  private begin(id: string, { orgId }: OrgScope, month: string): Promise<void> {
    const now = this.clock.now();
    return this.database.write(async (tx) => {
      await tx.run('DELETE FROM draft_runs WHERE org_id = ? AND updated_ms < ?', [orgId, now - KEPT_FOR]);
      await tx.insert('draft_runs', {
        id,
        org_id: orgId,
        month,
        state: 'waiting',
        progress: JSON.stringify(NOTHING_YET),
        stop_asked: 0,
        updated_ms: now,
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
        await tx.run('UPDATE draft_runs SET state = ?, progress = ?, updated_ms = ? WHERE id = ?', [
          state,
          JSON.stringify(run.progress),
          this.clock.now(),
          run.id,
        ]);
        return tx.one<{ stopAsked: number }>('SELECT stop_asked FROM draft_runs WHERE id = ?', [run.id]);
      });
      if (asked?.stopAsked === 1) run.stop();
    } catch (error) {
      this.log.warn(`how far a draft is could not be written down: ${String(error)}`);
    }
  }
}

const isUnderWay = (state: DraftRunState): boolean => state === 'waiting' || state === 'searching';

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
