import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { SECOND, type Instant } from '../kernel/clock';
import type { DueWork } from '../kernel/due-work';
import { dropFact, factOf, keepFact } from './installation-facts';

/** How long an answer holds: as late as this each process notices that the operator has changed her mind. */
const HOLDS_MS = 2 * SECOND;

/** Says of all processes on a database at once that they only read: chat answers so, the console changes nothing, nothing is sent. */
@Injectable()
export class Maintenance {
  private asked = -Infinity;
  private answer: Promise<boolean> = Promise.resolve(false);

  constructor(private readonly database: Database) {}

  async isOn(): Promise<boolean> {
    if (performance.now() - this.asked > HOLDS_MS) {
      this.asked = performance.now();
      // a database that is away is told by whoever needs it
      this.answer = this.database
        .read(maintenanceSince)
        .then((since) => since !== null)
        .catch(() => false);
    }
    return this.answer;
  }
}

/** null: it is off. */
export async function maintenanceSince(tx: Tx): Promise<Instant | null> {
  const since = await factOf(tx, 'maintenance');
  return since === null ? null : Number(since);
}

export const beginMaintenance = (tx: Tx, now: Instant): Promise<void> => keepFact(tx, 'maintenance', String(now));

export const endMaintenance = (tx: Tx): Promise<void> => dropFact(tx, 'maintenance');

/** The same work, left alone while maintenance is on; what was due then is done afterwards. */
export const heldDuring = (maintenance: Maintenance, work: DueWork): DueWork => ({
  name: work.name,
  nextDue: (now) => work.nextDue(now),
  run: async (now) => {
    if (!(await maintenance.isOn())) await work.run(now);
  },
});
