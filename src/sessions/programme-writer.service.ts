import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import type { OrgScope } from '../acts/domain/act-context';
import { SeatReminders } from '../asks/seat-reminders.service';
import { readSpecification } from '../programmes/domain/read-specification';
import type { ProgrammeSpecification } from '../programmes/domain/specification';
import { PlanFollower, type BusyThen } from './plan-follower.service';
import { ProgrammeStore, type WantedProgramme } from '../programmes/programme-store.service';
import { ShiftWatch } from '../rota/shift-watch.service';
import { ShiftWriter } from '../rota/shift-writer.service';
import { SessionAppearance } from './session-appearance.service';

/** Figures were reported under this measure; without it they would vanish from every report. */
export interface MeasureCounted {
  readonly rule: 'measure-counted';
  readonly name: string;
}

interface Kept {
  id: string;
  name: string;
  specification: string;
}

/** Writes programmes and brings what is planned ahead in line with them; the only place that does. */
@Injectable()
export class ProgrammeWriter {
  constructor(
    private readonly store: ProgrammeStore,
    private readonly shifts: ShiftWriter,
    private readonly watch: ShiftWatch,
    private readonly appearance: SessionAppearance,
    private readonly reminders: SeatReminders,
    private readonly plan: PlanFollower,
  ) {}

  async bring(
    tx: Tx,
    scope: OrgScope,
    wanted: WantedProgramme,
    now: Instant,
  ): Promise<Result<'created' | 'changed' | 'unchanged', MeasureCounted | BusyThen>> {
    const before = await tx.one<Kept>('SELECT id, name, specification FROM programmes WHERE org_id = ? AND slug = ?', [
      scope.orgId,
      wanted.key,
    ]);
    const specification = JSON.stringify(wanted.specification);
    if (!before) {
      await this.store.make(tx, scope, wanted, now);
      return done('created');
    }
    if (before.name === wanted.name && before.specification === specification) return done('unchanged');
    const lost = await this.countedButGone(tx, before, wanted.specification);
    if (lost !== null) return refused({ rule: 'measure-counted', name: lost });
    const was = { id: before.id, specification: readSpecification(before.specification) };
    const difference = await this.plan.difference(tx, scope, was, wanted.specification, now);
    const busy = difference && (await this.plan.busy(tx, difference, now));
    if (busy) return refused(busy);
    await this.store.change(tx, before.id, wanted);
    if (difference) await this.plan.follow(tx, scope, difference, wanted.specification, now);
    await this.follow(tx, scope, before, wanted, now);
    return done('changed');
  }

  private async countedButGone(tx: Tx, before: Kept, after: ProgrammeSpecification): Promise<string | null> {
    const kept = new Set(after.measures.map(({ key }) => key));
    for (const { key, name } of readSpecification(before.specification).measures) {
      if (kept.has(key)) continue;
      const counted = await tx.one('SELECT id FROM tally_entries WHERE programme_id = ? AND measure = ? LIMIT 1', [
        before.id,
        key,
      ]);
      if (counted) return name;
    }
    return null;
  }

  private async follow(tx: Tx, scope: OrgScope, before: Kept, wanted: WantedProgramme, now: Instant): Promise<void> {
    const programme = { ...wanted, id: before.id };
    await this.shifts.followPosts(tx, scope, programme, now);
    if (shownOf(before.name, readSpecification(before.specification)) !== shownOf(wanted.name, wanted.specification)) {
      await this.appearance.changed(tx, { programmeId: before.id }, now);
    }
    const { reminders } = readSpecification(before.specification);
    if (JSON.stringify(reminders) !== JSON.stringify(wanted.specification.reminders)) {
      await this.reminders.follow(tx, scope, now, before.id, wanted.specification.reminders);
      await this.watch.planAnew(tx, before.id, now);
    }
  }
}

/** What calendars show of a programme. */
function shownOf(name: string, { place, posts }: ProgrammeSpecification): string {
  return JSON.stringify([name, place, posts.map((post) => [post.key, post.name])]);
}
