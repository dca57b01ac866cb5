import type { Database } from '../../src/database/database';
import { instantOf } from '../../src/kernel/civil-time';
import { DAY, HOUR } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import { ForgetOldRows } from '../../src/beat/forget-old-rows.service';
import { ScheduleSlots } from '../../src/database/schedule-slots.service';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';
import { insertInto, type SqlRow } from '../harness/insert-into';

/** Three in the morning in China, when it is done. */
const THREE = instantOf('2026-12-01T03:00', 'Asia/Shanghai');

describe.each(databasesUnderTest())('what is long settled, on %s', (engine) => {
  let fresh: FreshDatabase;
  let database: Database;
  beforeEach(async () => {
    fresh = await freshDatabase(engine);
    database = fresh.database;
  });
  afterEach(async () => {
    await fresh.close();
  });

  const operation = (key: string, days: number): SqlRow => ({
    idem_key: key,
    org_id: null,
    actor_id: null,
    command: 'rota.claim',
    answer: '{}',
    at_ms: THREE - days * DAY,
  });

  const received = (key: string, days: number, state = 'answered'): SqlRow => ({
    id: newId(THREE),
    channel: 'test',
    message_id: key,
    sender: 's',
    conversation: 'c',
    payload: null,
    state,
    received_ms: THREE - days * DAY,
    answered_ms: null,
  });

  const owed = (key: string, days: number, state: string): SqlRow => ({
    id: newId(THREE),
    org_id: 'o',
    dedupe_key: key,
    person_id: null,
    kind: 'notice',
    class: 'normal',
    content: '{}',
    due_ms: THREE - days * DAY,
    state,
    attempts: 1,
    crashes: 0,
    next_ms: THREE - days * DAY,
    created_ms: THREE - days * DAY,
  });

  async function kept(table: string, column: string): Promise<string[]> {
    const rows = await database.read((tx) => tx.all<{ one: string }>(`SELECT ${column} AS one FROM ${table}`));
    return rows.map((row) => row.one).sort();
  }

  it('is removed when its time has passed, and nothing else', async () => {
    const finals = ['sent', 'failed', 'expired', 'suppressed'];
    await database.write(async (tx) => {
      await insertInto(tx, 'operations', [operation('old', 31), operation('young', 29)]);
      await insertInto(tx, 'inbox', [received('old', 31), received('young', 29), received('open', 31, 'received')]);
      await insertInto(tx, 'outbox', [
        ...finals.map((state) => owed(`old ${state}`, 191, state)),
        ...finals.map((state) => owed(`young ${state}`, 189, state)),
        owed('open', 191, 'pending'),
        owed('under way', 191, 'leased'),
      ]);
    });
    await new ForgetOldRows(database, new ScheduleSlots(database)).run(THREE);
    expect(await kept('operations', 'idem_key')).toEqual(['young']);
    expect(await kept('inbox', 'message_id')).toEqual(['open', 'young']);
    expect(await kept('outbox', 'dedupe_key')).toEqual(
      ['open', 'under way', ...finals.map((state) => `young ${state}`)].sort(),
    );
  });

  it('is removed however much it is', async () => {
    const many = Array.from({ length: 1203 }, (_, i) => operation(`old ${String(i)}`, 40));
    await database.write((tx) => insertInto(tx, 'operations', [...many, operation('young', 1)]));
    await new ForgetOldRows(database, new ScheduleSlots(database)).run(THREE);
    expect(await kept('operations', 'idem_key')).toEqual(['young']);
  });

  it('is removed by one process a day, at three in the morning, and at once when a night was missed', async () => {
    const [one, other] = [
      new ForgetOldRows(database, new ScheduleSlots(database)),
      new ForgetOldRows(database, new ScheduleSlots(database)),
    ];
    expect(await one.nextDue(THREE + HOUR)).toBe(THREE);
    await Promise.all([one.run(THREE + HOUR), other.run(THREE + HOUR)]);
    expect(await kept('schedule_slots', 'done_ms')).toEqual([THREE + HOUR]);
    expect([await one.nextDue(THREE + 2 * HOUR), await other.nextDue(THREE + 2 * HOUR)]).toEqual([
      THREE + DAY,
      THREE + DAY,
    ]);
    await database.write((tx) => insertInto(tx, 'operations', operation('old', 31)));
    await other.run(THREE + DAY - 1);
    expect(await kept('operations', 'idem_key')).toEqual(['old']);
    await other.run(THREE + DAY);
    await one.run(THREE + DAY);
    expect(await kept('operations', 'idem_key')).toEqual([]);
    expect(await kept('schedule_slots', 'slot_ms')).toHaveLength(2);
    await one.run(THREE + 40 * DAY);
    expect(await kept('schedule_slots', 'slot_ms')).toEqual([THREE + 40 * DAY]);
  });
});
