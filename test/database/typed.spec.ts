import { FeedTokenRow } from '../../src/calendar/feed-token.row';
import { ChangeCounterRow } from '../../src/database/change-counter.row';
import type { Database, Tx } from '../../src/database/database';
import { ScheduleSlotRow } from '../../src/database/schedule-slot.row';
import type { NewRow } from '../../src/database/typed';
import { PeopleNames } from '../../src/organisations/people-names.service';
import { PersonRow } from '../../src/organisations/person.row';
import { aTown, type Town } from '../builders/town';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';

const FAR = Number.MAX_SAFE_INTEGER;

describe.each(databasesUnderTest())('typed statements on %s', (engine) => {
  let fresh: FreshDatabase;
  let town: Town;
  let database: Database;

  beforeAll(async () => {
    fresh = await freshDatabase(engine);
    database = fresh.database;
    town = await aTown(database).withVolunteers('梅').open();
  });
  beforeEach(() => database.write((tx) => tx.run('DELETE FROM schedule_slots')));
  afterAll(async () => {
    await town.close();
    await fresh.close();
  });

  const slot = (id: string, more: Partial<ScheduleSlotRow> = {}): NewRow<ScheduleSlotRow> => ({
    id,
    job: 'sweep',
    slotMs: id.charCodeAt(0),
    takenMs: 1,
    ...more,
  });
  const keep = (...rows: NewRow<ScheduleSlotRow>[]): Promise<void> =>
    database.write((tx) => tx.insert(ScheduleSlotRow, rows));
  const ids = async (where: Parameters<typeof found>[1]): Promise<string> =>
    (await database.read((tx) => found(tx, where))).map((row) => row.id).join('');
  const found = (tx: Tx, where: Parameters<typeof tx.find<ScheduleSlotRow, 'id'>>[1]) =>
    tx.find(ScheduleSlotRow, where, { columns: ['id'], orderBy: { id: 'asc' } });

  it('gives back plain rows by the names of the class, with everything or what was asked for', async () => {
    await keep(slot('a', { takenMs: FAR }));
    const [row] = await database.read((tx) => tx.find(ScheduleSlotRow, { id: 'a' }));
    expect(row).toStrictEqual({ id: 'a', job: 'sweep', slotMs: 97, takenMs: FAR, doneMs: null });
    const part = await database.read((tx) => tx.findOne(ScheduleSlotRow, { id: 'a' }, { columns: ['takenMs', 'job'] }));
    expect(part).toStrictEqual({ takenMs: FAR, job: 'sweep' });
    expect(await database.read((tx) => tx.findOne(ScheduleSlotRow, { id: 'b' }))).toBeNull();
  });

  it('has flags as booleans, written, asked for and read', async () => {
    const columns = ['id', 'trainee', 'active'] as const;
    const mei = town.id('梅');
    const trainees = () => database.read((tx) => tx.find(PersonRow, { trainee: true }, { columns }));
    expect(await trainees()).toEqual([]);
    expect(await database.write((tx) => tx.update(PersonRow, { id: mei }, { trainee: true }))).toBe(1);
    expect(await trainees()).toStrictEqual([{ id: mei, trainee: true, active: true }]);
    const raw = await database.read((tx) => tx.one('SELECT trainee FROM people WHERE id = ?', [mei]));
    expect(raw).toEqual({ trainee: 1 });
    expect(await database.write((tx) => tx.update(PersonRow, { id: mei, trainee: [true] }, { trainee: false }))).toBe(
      1,
    );
    expect(await trainees()).toEqual([]);
  });

  it('finds by values, lists, empty columns and comparisons, all of which must hold', async () => {
    await keep(slot('a', { doneMs: 5 }), slot('b'), slot('c', { doneMs: 7 }), slot('d', { job: 'other' }));
    expect(await ids({})).toBe('abcd');
    expect(await ids({ job: 'sweep' })).toBe('abc');
    expect(await ids({ id: ['a', 'd', 'x'] })).toBe('ad');
    expect(await ids({ id: [] })).toBe('');
    expect(await ids({ id: { not: [] } })).toBe('abcd');
    expect(await ids({ id: { not: ['a', 'd'] } })).toBe('bc');
    expect(await ids({ id: { not: 'a' }, job: 'sweep' })).toBe('bc');
    expect(await ids({ doneMs: null })).toBe('bd');
    expect(await ids({ doneMs: { not: null } })).toBe('ac');
    expect(await ids({ slotMs: { gt: 97, lte: 99 } })).toBe('bc');
    expect(await ids({ slotMs: { gte: 97, lt: 99 } })).toBe('ab');
    expect(await ids({ slotMs: { gte: 97 }, job: 'sweep', doneMs: { not: 5 } })).toBe('c');
  });

  it('sorts and stops where it is told', async () => {
    await keep(slot('a', { job: 'z' }), slot('b'), slot('c'), slot('d', { job: 'z' }));
    const sorted = await database.read((tx) =>
      tx.find(ScheduleSlotRow, {}, { columns: ['id'], orderBy: { job: 'desc', slotMs: 'asc' }, limit: 3 }),
    );
    expect(sorted.map((row) => row.id)).toEqual(['a', 'd', 'b']);
    const last = await database.read((tx) => tx.findOne(ScheduleSlotRow, {}, { orderBy: { id: 'desc' } }));
    expect(last?.id).toBe('d');
  });

  it('changes what it finds and says how many rows that were, also when they stay as they are', async () => {
    await keep(slot('a'), slot('b'), slot('c', { job: 'other' }));
    const change = () => database.write((tx) => tx.update(ScheduleSlotRow, { job: 'sweep' }, { doneMs: 9 }));
    expect(await change()).toBe(2);
    expect(await change()).toBe(2);
    expect(await ids({ doneMs: 9 })).toBe('ab');
    expect(await database.write((tx) => tx.update(ScheduleSlotRow, { id: 'a' }, { doneMs: null, job: 'new' }))).toBe(1);
    expect(await ids({ doneMs: null, job: ['new', 'other'] })).toBe('ac');
    expect(await database.write((tx) => tx.update(ScheduleSlotRow, { id: 'x' }, { job: 'new' }))).toBe(0);
  });

  it('adds to a number where it stands', async () => {
    await keep(slot('a', { takenMs: 40 }));
    await database.write((tx) => tx.update(ScheduleSlotRow, { id: 'a' }, { takenMs: { plus: 2 } }));
    await database.write((tx) => tx.update(ScheduleSlotRow, { id: 'a' }, { takenMs: { plus: -1 }, doneMs: 3 }));
    const row = await database.read((tx) =>
      tx.findOne(ScheduleSlotRow, { id: 'a' }, { columns: ['takenMs', 'doneMs'] }),
    );
    expect(row).toEqual({ takenMs: 41, doneMs: 3 });
  });

  it('removes what it finds and says how many rows that were', async () => {
    await keep(slot('a'), slot('b'), slot('c'));
    expect(await database.write((tx) => tx.delete(ScheduleSlotRow, { id: ['a', 'c', 'x'] }))).toBe(2);
    expect(await ids({})).toBe('b');
  });

  it('inserts thousands of rows in few statements, and all or none of them', async () => {
    const rows = Array.from({ length: 3001 }, (_, i) => slot(`r${String(i)}`, { slotMs: i }));
    await keep(...rows);
    expect(await database.read((tx) => tx.find(ScheduleSlotRow, {}, { columns: ['id'] }))).toHaveLength(3001);
    await expect(keep(slot('new'), slot('r0'))).rejects.toThrow();
    expect(await ids({ id: ['new'] })).toBe('');
    await keep();
  });

  it('counts a change that shows in calendars, and no other', async () => {
    const before = await database.changes();
    await keep(slot('a'));
    expect(await database.changes()).toBe(before);
    await database.write((tx) => tx.update(PersonRow, { id: town.id('梅') }, { name: '梅梅' }));
    expect(await database.changes()).toBe(before + 1);
    const token = { id: 'token', orgId: town.scope.orgId, personId: town.id('梅'), tokenHash: 'hash', createdMs: 1 };
    await database.write((tx) => tx.insert(FeedTokenRow, token));
    await database.write((tx) => tx.update(FeedTokenRow, { id: 'token' }, { usedMs: 2 }));
    expect(await database.changes()).toBe(before + 1);
    await database.write((tx) => tx.update(FeedTokenRow, { id: 'token' }, { revokedMs: 3 }));
    expect(await database.changes()).toBe(before + 2);
    await database.write((tx) => tx.delete(FeedTokenRow, { id: 'token' }));
    expect(await database.changes()).toBe(before + 3);
    expect(await database.read((tx) => tx.find(ChangeCounterRow, { revision: { gt: 0 } }))).not.toEqual([]);
  });

  it('reads what people are called again when somebody comes, goes or is renamed, and for no other change', async () => {
    const people = new PeopleNames();
    const names = () => database.read((tx) => people.of(tx, town.scope));
    const mei = town.id('梅');
    const rename = (name: string) => database.write((tx) => tx.update(PersonRow, { id: mei }, { name }));
    await rename('梅');
    const before = await names();
    expect(before).toContain('梅');
    await database.write((tx) =>
      tx.insert(FeedTokenRow, { id: 'f', orgId: town.scope.orgId, personId: mei, tokenHash: 'h', createdMs: 1 }),
    );
    await database.write((tx) => tx.delete(FeedTokenRow, { id: 'f' }));
    await database.read(async (tx) => {
      const all = jest.spyOn(tx, 'all');
      expect(await people.of(tx, town.scope)).toBe(before);
      expect(all).toHaveBeenCalledTimes(1); // the look whether anybody has changed, and no list of people
    });
    await rename('古丽米热');
    expect(await names()).toContain('古丽米热');
    await database.write((tx) => tx.run('UPDATE people SET name = ? WHERE id = ?', ['热娜·艾力', mei]));
    expect(await names()).toContain('热娜·艾力');
    await database.write((tx) =>
      tx.run(
        'INSERT INTO people (id, org_id, slug, name, trainee, caps, preferences, active, created_ms) SELECT ?, org_id, ?, ?, trainee, caps, preferences, active, created_ms FROM people WHERE id = ?',
        ['new', 'new', '新人', mei],
      ),
    );
    expect(await names()).toEqual(expect.arrayContaining(['新人', '热娜·艾力']));
    await database.write((tx) => tx.run('DELETE FROM people WHERE id = ?', ['new']));
    expect(await names()).not.toContain('新人');
    await rename('梅');
  });

  it('does not compile for a column that is not there or a value of another kind, and refuses what slips through', async () => {
    await keep(slot('a'));
    const refused: ((tx: Tx) => Promise<unknown>)[] = [
      // @ts-expect-error no such column
      (tx) => tx.find(ScheduleSlotRow, { jab: 'sweep' }),
      // @ts-expect-error no such column
      (tx) => tx.find(ScheduleSlotRow, {}, { columns: ['slot_ms'] }),
      // @ts-expect-error no such column
      (tx) => tx.find(ScheduleSlotRow, {}, { orderBy: { slot_ms: 'asc' } }),
      // @ts-expect-error no such column
      (tx) => tx.update(ScheduleSlotRow, { id: 'a' }, { jab: 'sweep' }),
      // @ts-expect-error no such column
      (tx) => tx.insert(ScheduleSlotRow, { ...slot('b'), jab: 'sweep', other: 1 }),
      // @ts-expect-error a column that must not be empty is missing
      (tx) => tx.insert(ScheduleSlotRow, { id: 'b', job: 'sweep', slotMs: 1 }),
      // @ts-expect-error no such comparison
      (tx) => tx.find(ScheduleSlotRow, { id: { like: 'a' } }),
      // @ts-expect-error a list is no value
      (tx) => tx.update(ScheduleSlotRow, { id: 'a' }, { job: ['sweep'] }),
      // what the compiler lets pass
      (tx) => tx.find(ScheduleSlotRow, { id: undefined }),
      (tx) => tx.update(ScheduleSlotRow, { id: 'a' }, { job: undefined }),
      (tx) => tx.update(ScheduleSlotRow, { id: 'a' }, {}),
      (tx) => tx.update(ScheduleSlotRow, {}, { job: 'all' }),
      (tx) => tx.delete(ScheduleSlotRow, {}),
    ];
    for (const work of refused) await expect(database.write(work)).rejects.toThrow(TypeError);
    expect(await ids({ job: 'sweep' })).toBe('a');
  });

  it('gives the compiler the columns that were chosen and what they hold', async () => {
    await keep(slot('a'));
    const row = await database.read((tx) => tx.findOne(ScheduleSlotRow, { id: 'a' }, { columns: ['id', 'doneMs'] }));
    const doneMs: number | null | undefined = row?.doneMs;
    // @ts-expect-error it may be empty
    const certain: number | undefined = row?.doneMs;
    // @ts-expect-error not chosen
    const job: unknown = row?.job;
    // @ts-expect-error another kind of value
    const numbered = database.read((tx) => tx.find(ScheduleSlotRow, { slotMs: '7' }));
    // @ts-expect-error a text is not added to
    const added = (tx: Tx) => tx.update(ScheduleSlotRow, { id: 'a' }, { job: { plus: 1 } });
    expect([doneMs, certain, job, await numbered, typeof added]).toEqual([null, null, undefined, [], 'function']);
  });

  it('writes nothing in a unit that only reads', async () => {
    const refused = [
      database.read((tx) => tx.insert(ScheduleSlotRow, slot('a'))),
      database.read((tx) => tx.update(ScheduleSlotRow, { id: 'a' }, { doneMs: 1 })),
      database.read((tx) => tx.delete(ScheduleSlotRow, { id: 'a' })),
    ];
    for (const refusal of refused) await expect(refusal).rejects.toThrow(/only reads/);
    expect(await ids({})).toBe('');
  });
});
