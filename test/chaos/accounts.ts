import type { Database } from '../../src/database/database';
import type { Delivery } from './sink';

/** What a chaos run comes to; the first four are promises, the rest says how hard they were tried. */
export interface Figures {
  /** Messages that never arrived and are not closed with a reason either. */
  lost: number;
  /** Claims that are there twice, are missing although they were confirmed, or are miscounted. */
  stateWrong: number;
  /** Messages that are due, and neither sent nor closed with a reason. */
  overdue: number;
  /** The most that one process's death cost on one channel. */
  mostDuplicatesPerLifeAndChannel: number;
  duplicates: number;
  sent: number;
  expired: number;
  setAside: number;
  claimsConfirmed: number;
  claimsAnswered: number;
}

interface OutboxState {
  dedupeKey: string;
  state: string;
  reason: string | null;
}

/** How a message of the run is called in its text. */
export const textOf = (n: number): string => `编号${String(n)}。`;
export const keyOf = (n: number): string => `chaos.${String(n)}`;

/** Compares what was owed and what was promised with what arrived and what the database holds. */
export async function account(
  database: Database,
  owed: number,
  deliveries: readonly Delivery[],
  answers: ReadonlyMap<string, { readonly shiftId: string; readonly personId: string; readonly ok: boolean }>,
): Promise<Figures> {
  const rows = await database.read((tx) =>
    tx.all<OutboxState>("SELECT dedupe_key, state, reason FROM outbox WHERE dedupe_key LIKE 'chaos.%'"),
  );
  const states = new Map(rows.map((row) => [row.dedupeKey, row]));
  const arrived = new Map<number, Delivery[]>();
  for (const delivery of deliveries) {
    for (const [, n] of delivery.text.matchAll(/编号(\d+)。/gu)) {
      const known = arrived.get(Number(n));
      if (known) known.push(delivery);
      else arrived.set(Number(n), [delivery]);
    }
  }
  const closed = (n: number): boolean => {
    const row = states.get(keyOf(n));
    return row !== undefined && ['expired', 'suppressed', 'failed'].includes(row.state) && row.reason !== null;
  };
  const all = Array.from({ length: owed }, (_, n) => n);
  // one sending may carry several messages to one person
  const again = new Set([...arrived.values()].flatMap((each) => each.slice(0, -1)));
  const perLife = new Map<string, number>();
  for (const { by, channel } of again) perLife.set(`${by} ${channel}`, (perLife.get(`${by} ${channel}`) ?? 0) + 1);
  const count = (state: string): number => rows.filter((row) => row.state === state).length;
  return {
    lost: all.filter((n) => !arrived.has(n) && !closed(n)).length,
    stateWrong: await wrongClaims(database, answers),
    overdue: count('pending') + count('leased'),
    mostDuplicatesPerLifeAndChannel: Math.max(0, ...perLife.values()),
    duplicates: again.size,
    sent: count('sent'),
    expired: count('expired'),
    setAside: count('failed') + count('suppressed'),
    claimsConfirmed: [...answers.values()].filter((answer) => answer.ok).length,
    claimsAnswered: answers.size,
  };
}

async function wrongClaims(
  database: Database,
  answers: ReadonlyMap<string, { readonly shiftId: string; readonly personId: string; readonly ok: boolean }>,
): Promise<number> {
  const { seats, miscounted } = await database.read(async (tx) => ({
    seats: await tx.all<{ shiftId: string; personId: string; n: number }>(
      "SELECT shift_id, person_id, COUNT(*) AS n FROM assignments WHERE ended_key = '' GROUP BY shift_id, person_id",
    ),
    miscounted: await tx.all(
      `SELECT s.id FROM shifts s WHERE s.taken > s.seats_max OR s.taken <>
         (SELECT COUNT(*) FROM assignments a WHERE a.shift_id = s.id AND a.ended_key = '')`,
    ),
  }));
  const held = new Map(seats.map((seat) => [`${seat.shiftId} ${seat.personId}`, seat.n]));
  const missing = [...answers.values()].filter((a) => a.ok && !held.has(`${a.shiftId} ${a.personId}`)).length;
  return missing + [...held.values()].filter((n) => n > 1).length + miscounted.length;
}
