import { Injectable } from '@nestjs/common';
import { Database } from './database';
import { ScheduleSlotRow } from './schedule-slot.row';
import { MINUTE, type Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';

/** Whoever took a slot and has not said for this long that it is done has died over it. */
const GIVEN_UP_AFTER = 10 * MINUTE;

/** The slots of periodic jobs: of all processes on a database, the one that takes a slot runs it, and nobody runs it again. */
@Injectable()
export class ScheduleSlots {
  /** Slots known to be done; spares asking every second. */
  private readonly done = new Map<string, Instant>();

  constructor(private readonly database: Database) {}

  /** True while nobody runs or has run the slot. */
  async isFree(job: string, slot: Instant, now: Instant): Promise<boolean> {
    if (this.done.get(job) === slot) return false;
    const row = await this.database.read((tx) =>
      tx.findOne(ScheduleSlotRow, { job, slotMs: slot }, { columns: ['takenMs', 'doneMs'] }),
    );
    if (row?.doneMs) this.done.set(job, slot);
    return row === null || (row.doneMs === null && row.takenMs <= now - GIVEN_UP_AFTER);
  }

  /** Runs `work` unless another process does or did; should this one die over it, another takes over after ten minutes. */
  async once(job: string, slot: Instant, now: Instant, work: () => Promise<void>): Promise<boolean> {
    if (!(await this.isFree(job, slot, now)) || !(await this.take(job, slot, now))) return false;
    await work();
    await this.database.write((tx) => tx.update(ScheduleSlotRow, { job, slotMs: slot }, { doneMs: now }));
    this.done.set(job, slot);
    return true;
  }

  /** False when another process was first. */
  private async take(job: string, slot: Instant, now: Instant): Promise<boolean> {
    try {
      return await this.database.write(async (tx) => {
        const givenUp = { job, slotMs: slot, doneMs: null, takenMs: { lte: now - GIVEN_UP_AFTER } };
        const orphaned = await tx.update(ScheduleSlotRow, givenUp, { takenMs: now });
        if (orphaned === 0) await tx.insert(ScheduleSlotRow, { id: newId(now), job, slotMs: slot, takenMs: now });
        return true;
      });
    } catch (error) {
      if (this.database.isUnique(error)) return false;
      throw error;
    }
  }
}
