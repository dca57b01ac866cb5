import type { Tx } from '../database/database';
import { marks } from '../database/sql-values';
import type { Stored } from '../database/typed';
import type { Interval } from '../kernel/interval';
import type { PersonRow } from '../organisations/person.row';
import type { ProgrammeRow } from '../programmes/programme.row';
import type { AssignmentRow } from '../rota/assignment.row';
import type { RotaAccountRow } from './rota-account.row';
import type { RotaEntryRow } from './rota-entry.row';
import type { RotaRow } from './rota.row';

export type ServedSeat = Stored<Pick<AssignmentRow, 'id' | 'personId' | 'startMs' | 'night' | 'source'>> &
  Pick<ProgrammeRow, 'specification'>;

/** Every seat that these people had or have in the stretch, kept or still to come; not what they failed to serve. */
export const servedSeats = (tx: Tx, personIds: readonly string[], { from, to }: Interval): Promise<ServedSeat[]> =>
  tx.all(
    `SELECT a.id, a.person_id, a.start_ms, a.night, a.source, p.specification
     FROM assignments a JOIN shifts s ON s.id = a.shift_id JOIN programmes p ON p.id = s.programme_id
     WHERE a.person_id IN (${marks(personIds)}) AND a.start_ms >= ? AND a.start_ms < ? AND a.ended_key = ''
       AND a.state <> 'no-show'`,
    [...personIds, from, to],
  );

export type NamedEntry = Pick<RotaEntryRow, 'shiftId' | 'personId'> & Pick<PersonRow, 'name'>;

/** The seats of a version of a rota, in no order. */
export const namedEntries = (tx: Tx, rotaId: string): Promise<NamedEntry[]> =>
  tx.all(
    `SELECT e.shift_id, e.person_id, p.name FROM rota_entries e JOIN people p ON p.id = e.person_id
      WHERE e.rota_id = ?`,
    [rotaId],
  );

export type NamedAccountRecord = Pick<RotaAccountRow, 'personId' | 'account'> & Pick<PersonRow, 'name'>;

/** The accounts of a drafted month, in the order of the draft. */
export const namedAccounts = (tx: Tx, rotaId: string): Promise<NamedAccountRecord[]> =>
  tx.all(
    `SELECT a.person_id, p.name, a.account FROM rota_accounts a JOIN people p ON p.id = a.person_id
      WHERE a.rota_id = ? ORDER BY a.id`,
    [rotaId],
  );

export type VersionRecord = Readonly<
  Pick<RotaRow, 'id' | 'version' | 'state' | 'source' | 'createdMs' | 'publishedMs' | 'summary'>
> & {
  /** The name of who drafted it. */
  readonly by: PersonRow['name'] | null;
};

/** The versions of a month's rota, the newest first. */
export const versionsOf = (tx: Tx, orgId: string, month: string): Promise<VersionRecord[]> =>
  tx.all(
    `SELECT r.id, r.version, r.state, r.source, p.name AS \`by\`, r.created_ms, r.published_ms, r.summary
       FROM rotas r LEFT JOIN people p ON p.id = r.created_by
      WHERE r.org_id = ? AND r.month = ? ORDER BY r.version DESC LIMIT 100`,
    [orgId, month],
  );
