import type { Instant } from '../kernel/clock';
import type { MessageKind } from '../messaging/domain/message-kinds';
import type { Owed, OwedMessage } from '../messaging/outbox.service';
import type { ActContext } from '../acts/domain/act-context';

/** A message about an assignment that leaves at once. */
export function aboutAssignment(
  kind: 'assigned' | 'unassigned' | 'given-back' | 'handover-note' | 'late-sign-in' | 'late-sign-in-answered',
  assignmentId: string,
  personId: string,
  context: ActContext,
  more: { notAfterMs?: Instant; urgent?: boolean } = {},
): OwedMessage {
  return {
    ...atOnce(kind, assignmentId, personId, context),
    class: more.urgent ? 'urgent' : 'normal',
    kind,
    // The end of an assignment closes what is still unsent about it, but not the news of the end itself.
    subjectId: kind === 'assigned' || kind === 'late-sign-in' ? assignmentId : undefined,
    content: { facts: { assignmentId } },
    notAfterMs: more.notAfterMs,
  };
}

/** Tells whoever offered a seat that `byPersonId` has it now. */
export function coveredBy(
  byPersonId: string,
  assignmentId: string,
  personId: string,
  context: ActContext,
  notAfterMs: Instant,
): OwedMessage {
  return {
    ...atOnce('covered', assignmentId, personId, context),
    kind: 'covered',
    content: { facts: { assignmentId, byPersonId } },
    notAfterMs,
  };
}

const atOnce = (kind: MessageKind, assignmentId: string, personId: string, { scope, now }: ActContext): Owed => ({
  orgId: scope.orgId,
  personId,
  dedupeKey: `${kind}.${assignmentId}.${personId}.${String(now)}`,
  class: 'normal',
  dueMs: now,
});
