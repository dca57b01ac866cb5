import type { Database } from '../../src/database/database';
import { SessionActs } from '../../src/sessions/session-acts.service';
import { AnswerRequest } from '../../src/rota/answer-request.service';
import { DropShift } from '../../src/rota/drop-shift.service';
import { GiveShift } from '../../src/rota/give-shift.service';
import { OfferShift } from '../../src/rota/offer-shift.service';
import { SwapShifts } from '../../src/rota/swap-shifts.service';
import { Undo } from '../../src/acts/undo.service';
import { aTown, type Town } from '../builders/town';
import { databasesUnderTest, freshDatabase } from '../harness/databases';

const NAMES = ['陈静', '韦兰', '黄丽', '覃芳', '莫明', '罗雪'];
const TRAINEES = ['小莫', '小蓝'];
const EVERYBODY = [...NAMES, ...TRAINEES];

interface Seat {
  id: string;
  shiftId: string;
  personId: string;
  name: string;
  trainee: number;
  postKey: string;
  sessionId: string;
  startMs: number;
  endMs: number;
  shiftState: string;
}

/** A small generator of numbers, so that a storm can be repeated. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

describe.each(databasesUnderTest())('many acts at the same instant on %s', (engine) => {
  let database: Database;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ database, close } = await freshDatabase(engine));
  });
  afterAll(() => close());

  const living = (town: Town) =>
    database.read((tx) =>
      tx.all<Seat>(
        `SELECT a.id, a.shift_id, a.person_id, p.name, p.trainee, s.post_key, s.session_id, a.start_ms, a.end_ms, s.state AS shift_state
         FROM assignments a JOIN shifts s ON s.id = a.shift_id JOIN people p ON p.id = a.person_id
         WHERE a.org_id = ? AND a.ended_key = '' ORDER BY a.id`,
        [town.scope.orgId],
      ),
    );

  const openRequests = (town: Town) =>
    database.read((tx) =>
      tx.all<{ id: string; toPersonId: string }>(
        "SELECT id, to_person_id FROM swap_requests WHERE org_id = ? AND state = 'open' AND kind <> 'offer'",
        [town.scope.orgId],
      ),
    );

  /** Nobody in two places, no trainee answering alone, no living seat on a cancelled shift. */
  function faults(seats: readonly Seat[]): string[] {
    const twice = seats.filter((a) =>
      seats.some((b) => a.id < b.id && a.personId === b.personId && a.startMs < b.endMs && b.startMs < a.endMs),
    );
    const alone = seats.filter(
      (a) =>
        a.trainee === 1 && a.postKey === 'answer' && !seats.some((b) => b.sessionId === a.sessionId && b.trainee === 0),
    );
    const closed = seats.filter((a) => a.shiftState !== 'open');
    return [...twice, ...alone, ...closed].map((seat) => `${seat.name} ${seat.postKey} ${String(seat.startMs)}`);
  }

  async function oneAct(town: Town, roll: (sides: number) => number, shifts: readonly string[]): Promise<unknown> {
    const seats = await living(town);
    const name = EVERYBODY[roll(EVERYBODY.length)] ?? '';
    const seat = seats[roll(seats.length)];
    const other = seats[roll(seats.length)];
    const act = roll(8);
    if (act < 2 || !seat || !other) return town.claims(name, shifts[roll(shifts.length)] ?? '');
    const owner = town.as(seat.name);
    if (act === 2) return town.get(DropShift).drop(owner, { assignmentId: seat.id });
    if (act === 3) return town.get(OfferShift).offer(owner, { assignmentId: seat.id });
    if (act === 4) return town.get(GiveShift).ask(owner, { assignmentId: seat.id, toPersonId: town.id(name) });
    if (act === 5) return town.get(SwapShifts).ask(owner, { assignmentId: seat.id, otherAssignmentId: other.id });
    if (act === 6) return town.get(Undo).undo(town.as(name));
    const requests = await openRequests(town);
    const request = requests[roll(requests.length)];
    const asked = EVERYBODY.find((one) => town.id(one) === request?.toPersonId);
    return request && asked ? town.get(AnswerRequest).agree(town.as(asked), { requestId: request.id }) : null;
  }

  it.each([1, 2, 3, 4])('leaves everything in order (storm %i)', async (seed) => {
    const builder = aTown(database)
      .withVolunteers(...NAMES)
      .withHotline({ from: '2026-12-08', days: 2 });
    for (const name of TRAINEES) builder.withVolunteer(name, { trainee: true });
    const town = await builder.open();
    const rows = await database.read((tx) =>
      tx.all<{ id: string }>('SELECT id FROM shifts WHERE org_id = ? ORDER BY start_ms, post_order', [
        town.scope.orgId,
      ]),
    );
    const roll = dice(seed);
    for (let round = 0; round < 12; round++) {
      await Promise.all(
        Array.from({ length: 12 }, () =>
          oneAct(
            town,
            roll,
            rows.map((row) => row.id),
          ),
        ),
      );
      expect(faults(await living(town))).toEqual([]);
      expect(await town.miscounted()).toEqual([]);
    }
    expect((await living(town)).length).toBeGreaterThan(0);
    await town.close();
  });

  it('leaves nobody on sessions that are cancelled while people claim them', async () => {
    const post = { key: 'answer', name: '接线员', min: 1, max: 6, qualification: null, trainee: 'allowed' as const };
    const town = await aTown(database)
      .withVolunteers(...NAMES)
      .withCoordinator('李统筹')
      .withHotline({ from: '2026-12-08', days: 4, posts: [post] })
      .open();
    const shifts = await database.read((tx) =>
      tx.all<{ id: string; sessionId: string }>('SELECT id, session_id FROM shifts WHERE org_id = ?', [
        town.scope.orgId,
      ]),
    );
    for (const { id, sessionId } of shifts) {
      const early = NAMES.map((name) => town.claims(name, id));
      await Promise.race(early);
      const cancelled = await town.get(SessionActs).cancel(town.as('李统筹'), sessionId, '停电');
      await Promise.all(early);
      expect(cancelled.ok).toBe(true);
      expect(await town.on(id)).toEqual([]);
    }
    expect(await town.miscounted()).toEqual([]);
    await town.close();
  });
});
