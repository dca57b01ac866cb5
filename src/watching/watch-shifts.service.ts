import { quietHoursIn } from '../messaging/domain/quiet-hours';
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { readSpecification } from '../programmes/domain/read-specification';
import { serviceContext } from '../acts/domain/act-context';
import { RotaFacts } from '../rota/rota-facts.service';
import { ShiftWatch } from '../rota/shift-watch.service';
import type { DueWork } from '../kernel/due-work';
import { stepsOf, type Steps } from '../asks/domain/steps';
import { WatchCompany } from './watch-company.service';
import { ReplaceInTime } from './replace-in-time.service';
import { VacancyRow } from './vacancy.row';
import { placeOf, policiesOf } from './watched.queries';

const AT_ONCE = 200;

/**
 * Looks at each shift at its own instants: when its seats are to be filled anew, with every wave, when the coordinators
 * must know, when somebody is late; and at once when somebody acts on it in between. What is due stands in the shift
 * itself, so that a restart, a stepped clock or a second process changes nothing.
 */
@Injectable()
export class WatchShifts implements DueWork {
  readonly name = 'watch-shifts';

  constructor(
    private readonly database: Database,
    private readonly watch: ShiftWatch,
    private readonly facts: RotaFacts,
    private readonly replacing: ReplaceInTime,
    private readonly company: WatchCompany,
  ) {}

  nextDue(now: Instant): Promise<Instant | null> {
    return this.database.read((tx) => this.watch.nextDue(tx, now));
  }

  async run(now: Instant): Promise<void> {
    while ((await this.database.write((tx) => this.plan(tx, now))) > 0);
    const due = await this.database.read((tx) => this.watch.due(tx, now, AT_ONCE));
    for (const id of due) await this.database.write((tx) => this.look(tx, id, now));
  }

  /** Shifts that are new or were moved learn when they are looked at first. Answers how many there were. */
  private async plan(tx: Tx, now: Instant): Promise<number> {
    const fresh = await this.watch.unplanned(tx, now, AT_ONCE);
    if (fresh.length === 0) return 0;
    const programmes = new Set(fresh.map(({ programmeId }) => programmeId));
    const policies = new Map((await policiesOf(tx, [...programmes])).map((policy) => [policy.id, policy]));
    const ids = fresh.map((shift) => shift.id);
    const sought = await tx.find(VacancyRow, { state: 'open', shiftId: ids }, { columns: ['shiftId'] });
    const open = new Set(sought.map((row) => row.shiftId));
    for (const { id, programmeId, start } of fresh) {
      const policy = policies.get(programmeId);
      const steps =
        policy &&
        stepsOf(
          start,
          readSpecification(policy.specification).reminders,
          policy.timeZone,
          quietHoursIn(policy.settings),
        );
      const first = steps ? firstLook(steps, start, now) : null;
      await this.watch.plan(tx, id, { next: open.has(id) ? now : first, begun: !(steps && steps.offer > now) });
    }
    return fresh.length;
  }

  private async look(tx: Tx, shiftId: string, now: Instant): Promise<void> {
    const at = await placeOf(tx, shiftId);
    if (!at) return;
    // Whoever acts on a seat holds the session first, and then the shift: the same order here.
    await tx.lockRows('sessions', [at.sessionId]);
    if (!(await this.watch.take(tx, shiftId, now))) return;
    const context = serviceContext({ orgId: at.orgId, zone: at.timeZone }, now);
    const shift = await this.facts.shift(tx, context.scope, shiftId);
    if (!shift) return;
    const looked = await this.replacing.look(tx, context, shift);
    if (looked.begun) await this.company.look(tx, context, shift);
    await this.watch.looked(tx, shiftId, looked);
  }
}

/**
 * A shift that is made or moved when its time has begun already was made by somebody who knows: the service steps in at
 * the next instant, or when somebody acts on it.
 */
function firstLook({ offer, alarm }: Steps, start: Instant, now: Instant): Instant | null {
  return [offer, alarm, start].find((at) => at > now) ?? null;
}
