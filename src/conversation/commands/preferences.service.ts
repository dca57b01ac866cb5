import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import type { Instant } from '../../kernel/clock';
import { done, type Result } from '../../kernel/result';
import { Acts } from '../../acts/acts.service';
import { AuditLog } from '../../acts/audit-log.service';
import type { ActContext } from '../../acts/domain/act-context';
import { SeatReminders } from '../../asks/seat-reminders.service';
import type { MyShift } from '../../rota/domain/shift-view';

/** What a person has set for herself; absent: the organisation's usual way. */
export interface Preferences {
  /** Until then only what is urgent or waits for her word reaches her. */
  readonly quietUntilMs?: Instant;
  /** One more reminder this long before each shift. */
  readonly remindMinutes?: number;
  /** She may be asked to step in at night, too. */
  readonly nightAsks?: boolean;
}

/** 提醒 and 免打扰: how a person wants to be reached. */
@Injectable()
export class PersonPreferences {
  constructor(
    private readonly database: Database,
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly reminders: SeatReminders,
  ) {}

  async set(context: ActContext, change: Preferences): Promise<Result<Preferences, never>> {
    return this.acts.perform<Preferences, never>(context, 'preferences.set', async (tx) => {
      await tx.lockRows('people', [context.actorId]);
      const row = await tx.one<{ preferences: string }>('SELECT preferences FROM people WHERE id = ? AND org_id = ?', [
        context.actorId,
        context.scope.orgId,
      ]);
      const after = { ...preferencesOf(row?.preferences), ...change };
      await tx.run('UPDATE people SET preferences = ? WHERE id = ?', [JSON.stringify(after), context.actorId]);
      await this.audit.write(tx, context, {
        act: 'set-preferences',
        subjectType: 'person',
        subjectId: context.actorId,
        detail: change,
      });
      return done(after);
    });
  }

  async of(personId: string): Promise<Preferences> {
    const row = await this.database.read((tx) =>
      tx.one<{ preferences: string }>('SELECT preferences FROM people WHERE id = ?', [personId]),
    );
    return preferencesOf(row?.preferences);
  }

  /** Plans her own reminder for these shifts, in place of one that was planned before; 0 minutes plans none. */
  async plan(context: ActContext, personId: string, shifts: readonly MyShift[], minutes: number): Promise<void> {
    const seats = shifts.map(({ assignmentId, start }) => ({ assignmentId, personId, start }));
    await this.database.write((tx) => this.reminders.wish(tx, context.scope, context.now, seats, minutes));
  }
}

function preferencesOf(text: string | undefined): Preferences {
  return text === undefined || text === '' ? {} : (JSON.parse(text) as Preferences);
}
