import type { Tx } from '../database/database';
import type { OrgScope } from '../acts/domain/act-context';
import type { Instant } from '../kernel/clock';
import { SessionRow } from './session.row';

/** The sessions of a programme that begin after `now`, cancelled ones included. */
export const sessionsAhead = (
  tx: Tx,
  { orgId }: OrgScope,
  programmeId: string,
  now: Instant,
): Promise<Pick<SessionRow, 'id' | 'startMs' | 'endMs' | 'dayPart' | 'state'>[]> =>
  tx.find(
    SessionRow,
    { programmeId, orgId, startMs: { gt: now } },
    { columns: ['id', 'startMs', 'endMs', 'dayPart', 'state'] },
  );

/** Whether the organisation ever had a session. */
export async function hasSessions(tx: Tx, { orgId }: Pick<OrgScope, 'orgId'>): Promise<boolean> {
  return (await tx.findOne(SessionRow, { orgId }, { columns: ['id'] })) !== null;
}
