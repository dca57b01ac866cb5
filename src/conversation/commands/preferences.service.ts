import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { done, type Result } from '../../kernel/result';
import { Acts } from '../../acts/acts.service';
import { AuditLog } from '../../acts/audit-log.service';
import type { ActContext } from '../../acts/domain/act-context';
import type { Preferences } from '../../organisations/domain/preferences';
import { PersonWriter } from '../../organisations/person-writer.service';
import { SeatReminders } from '../../asks/seat-reminders.service';
import type { MyShift } from '../../rota/domain/shift-view';

/** 提醒 and 免打扰: how a person wants to be reached. */
@Injectable()
export class PersonPreferences {
  constructor(
    private readonly database: Database,
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly reminders: SeatReminders,
    private readonly people: PersonWriter,
  ) {}

  async set(context: ActContext, change: Preferences): Promise<Result<Preferences, never>> {
    return this.acts.perform<Preferences, never>(context, 'preferences.set', async (tx) => {
      await tx.lockRows('people', [context.actorId]);
      const after = await this.people.prefer(tx, context.scope, context.actorId, change);
      await this.audit.write(tx, context, {
        act: 'set-preferences',
        subjectType: 'person',
        subjectId: context.actorId,
        detail: change,
      });
      return done(after);
    });
  }

  /** Plans her own reminder for these shifts, in place of one that was planned before; 0 minutes plans none. */
  async plan(context: ActContext, personId: string, shifts: readonly MyShift[], minutes: number): Promise<void> {
    const seats = shifts.map(({ assignmentId, start }) => ({ assignmentId, personId, start }));
    await this.database.write((tx) => this.reminders.wish(tx, context.scope, context.now, seats, minutes));
  }
}
