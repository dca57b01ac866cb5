import { Injectable } from '@nestjs/common';
import { DAY } from '../../kernel/clock';
import { done, type Result } from '../../kernel/result';
import { Outbox, type OwedMessage } from '../../messaging/outbox.service';
import { Acts } from '../../organisations/acts.service';
import { AuditLog } from '../../organisations/audit-log.service';
import { People } from '../../organisations/people.service';
import { told, type Command, type Outcome, type Turn } from '../turn';
import * as say from '../wording';

const AT_ONCE = 200;

/** 通知: the same words to every volunteer, after the coordinator has seen to how many. */
@Injectable()
export class NotifyCommand implements Command {
  readonly act = 'notify';
  readonly audience = 'coordinators';

  constructor(
    private readonly people: People,
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  async run(turn: Turn): Promise<Outcome> {
    const text = turn.step.slots.note?.trim() ?? '';
    if (text === '') return told(say.notifyHow());
    const all = await this.people.withRole(turn.scope, 'volunteer');
    const ids = all.map((person) => person.id).filter((id) => id !== turn.speaker.personId);
    if (turn.step.sure !== true) {
      const yes = [{ ...turn.step, sure: true }];
      return told(say.notifyPreview(ids.length, text), { question: { options: [], yes } });
    }
    const result = await this.send(turn, text, ids);
    return told(say.notified(result.ok ? result.value.count : 0));
  }

  private async send(turn: Turn, text: string, ids: readonly string[]): Promise<Result<{ count: number }, never>> {
    const context = turn.act();
    return this.acts.perform<{ count: number }, never>(context, 'notify', async (tx) => {
      const subjectId = await this.audit.write(tx, context, {
        act: 'notify',
        subjectType: 'organisation',
        subjectId: turn.scope.orgId,
        detail: { people: ids.length },
      });
      const owed = ids.map((personId): OwedMessage => ({
        orgId: turn.scope.orgId,
        personId,
        dedupeKey: `notice.${subjectId}.${personId}`,
        kind: 'notice',
        class: 'bulk',
        subjectId,
        content: { say: [{ text: say.notice(text) }] },
        dueMs: turn.now,
        notAfterMs: turn.now + 2 * DAY,
      }));
      for (let i = 0; i < owed.length; i += AT_ONCE) {
        await this.outbox.owe(tx, turn.now, ...owed.slice(i, i + AT_ONCE));
      }
      return done({ count: ids.length });
    });
  }
}
