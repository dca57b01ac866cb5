import type { Tx } from '../database/database';
import type { CivilDateTime } from '../kernel/civil-time';

/** A drafted seat as the output names it: programme, post and person by their keys. */
export interface DraftedSeat {
  readonly programme: string;
  readonly startCivil: CivilDateTime;
  readonly endCivil: CivilDateTime;
  readonly night: number;
  readonly post: string;
  readonly person: string;
  /** Why she was chosen, as it is stored. */
  readonly reason: string | null;
}

/** Every seat of a drafted month, by time. */
export const draftedSeats = (tx: Tx, rotaId: string): Promise<DraftedSeat[]> =>
  tx.all(
    `SELECT p.slug AS programme, e.start_civil, e.end_civil, s.night, s.post_key AS post,
            w.slug AS person, r.reason
       FROM rota_entries r JOIN shifts s ON s.id = r.shift_id JOIN sessions e ON e.id = s.session_id
       JOIN programmes p ON p.id = s.programme_id JOIN people w ON w.id = r.person_id
      WHERE r.rota_id = ? ORDER BY s.start_ms, p.sort_order, s.post_order, w.slug`,
    [rotaId],
  );

/** The keys of the people of an organisation. */
export const keysOf = (tx: Tx, orgId: string): Promise<{ readonly id: string; readonly slug: string }[]> =>
  tx.all('SELECT id, slug FROM people WHERE org_id = ?', [orgId]);

export interface Inhabitant {
  readonly id: string;
  readonly orgId: string;
  readonly slug: string;
  readonly name: string;
  /** Her account in the simulation; null: she has none yet. */
  readonly bound: string | null;
}

/** Everybody there is, of whichever organisation. */
export const everyInhabitant = (tx: Tx): Promise<Inhabitant[]> =>
  tx.all(
    `SELECT p.id, p.org_id, p.slug, p.name, i.id AS bound FROM people p
       LEFT JOIN identities i ON i.person_id = p.id AND i.channel = 'simulator'`,
  );

/** Whose key it is, or else whose name. */
export async function peopleCalled(tx: Tx, called: string): Promise<{ readonly id: string }[]> {
  const byKey = await tx.all<{ id: string }>('SELECT id FROM people WHERE slug = ?', [called]);
  return byKey.length > 0 ? byKey : tx.all<{ id: string }>('SELECT id FROM people WHERE name = ?', [called]);
}
