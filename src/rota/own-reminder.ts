import { MINUTE, type Instant } from '../kernel/clock';
import type { OwedMessage } from '../messaging/outbox.service';
import type { ActContext } from '../organisations/domain/act-context';

/** The reminder that a person wants `minutes` before her shift; none when that is past, or when she wants none (0). */
export function ownReminder(
  context: ActContext,
  personId: string,
  shift: { readonly assignmentId: string; readonly start: Instant },
  minutes: number,
): OwedMessage[] {
  const dueMs = shift.start - minutes * MINUTE;
  if (minutes === 0 || dueMs <= context.now) return [];
  return [
    {
      orgId: context.scope.orgId,
      personId,
      dedupeKey: `own-reminder.${shift.assignmentId}.${String(minutes)}.${String(context.now)}`,
      kind: 'own-reminder',
      class: 'urgent',
      subjectId: shift.assignmentId,
      content: { facts: { assignmentId: shift.assignmentId } },
      dueMs,
      notAfterMs: shift.start,
    },
  ];
}
