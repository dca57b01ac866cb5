import type { Database } from '../../src/database/database';
import { DraftRota } from '../../src/drafts/draft-rota.service';
import { DropShift } from '../../src/rota/drop-shift.service';
import { LookAtRota } from '../../src/rota/look-at-rota.service';
import { PublishRota } from '../../src/drafts/publish-rota.service';
import { RepairRota } from '../../src/drafts/repair-rota.service';
import { aTown, at, ruleOf, valueOf, type Town } from '../builders/town';
import { databasesUnderTest, freshDatabase } from '../harness/databases';

const MONTH = '2026-12';
const MONDAY = '2026-12-07T08:00';
const TUESDAY = '2026-12-08T08:00';
const ON_TUESDAYS = [{ weekday: 2, fromMinute: 0, toMinute: 1440 }];

describe.each(databasesUnderTest())('a published month with a hole on %s', (engine) => {
  let database: Database;
  let close: () => Promise<void>;
  let town: Town;

  beforeAll(async () => {
    ({ database, close } = await freshDatabase(engine));
  });
  afterAll(() => close());

  beforeEach(async () => {
    town = await aTown(database)
      .withVolunteers('黄丽')
      .withVolunteer('陈静', { caps: { perWeek: 1 } })
      .withVolunteer('韦兰', { availability: ON_TUESDAYS })
      .withCoordinator('李统筹')
      .withHotline({
        from: '2026-12-07',
        days: 2,
        posts: [{ key: 'answer', name: '接线员', min: 1, max: 1, qualification: 'hotline', trainee: 'not-alone' }],
      })
      .open();
  });
  afterEach(async () => {
    expect(await town.miscounted()).toEqual([]);
    await town.close();
  });

  const coordinator = () => town.as('李统筹');
  const published = async (...seats: readonly (readonly [string, string])[]) => {
    const entries = await Promise.all(
      seats.map(async ([name, start]) => ({ personId: town.id(name), shiftId: await town.shift(start) })),
    );
    const { version } = valueOf(await town.get(DraftRota).importDraft(coordinator(), MONTH, entries));
    valueOf(await town.get(PublishRota).publish(coordinator(), { month: MONTH, version }));
  };
  const drops = async (name: string, start: string) => {
    const [seat] = await town.get(LookAtRota).duties(town.scope, { from: at(start), to: at(start) + 1 });
    const assignmentId = seat?.people.find((one) => one.name === name)?.assignmentId ?? '';
    valueOf(await town.get(DropShift).drop(town.as(name), { assignmentId }));
  };
  const propose = async (start: string) =>
    valueOf(await town.get(RepairRota).propose(coordinator(), await town.shift(start)));

  it('is filled by one person where one can, and not by who let it go', async () => {
    await published(['黄丽', MONDAY]);
    await drops('黄丽', MONDAY);
    expect((await propose(MONDAY))?.affected).toMatchObject([{ name: '陈静', loses: null }]);
  });

  it('is filled by moving one and asking a third, told before anything happens and done as told', async () => {
    await published(['黄丽', MONDAY], ['陈静', TUESDAY]);
    await drops('黄丽', MONDAY);
    const plan = await propose(MONDAY);
    expect(plan?.affected).toMatchObject([
      { name: '陈静', loses: { startCivil: TUESDAY }, gains: { startCivil: MONDAY } },
      { name: '韦兰', loses: null, gains: { startCivil: TUESDAY } },
    ]);
    expect(await town.on(await town.shift(TUESDAY))).toEqual(['陈静 held']);
    const done = valueOf(
      await town.get(PublishRota).publish(coordinator(), { month: MONTH, version: plan?.version ?? 0 }),
    );
    expect([done.additions.length, done.removals.length, done.conflicts]).toEqual([2, 1, []]);
    expect(await town.on(await town.shift(MONDAY))).toEqual(['陈静 held']);
    expect(await town.on(await town.shift(TUESDAY))).toEqual(['韦兰 held']);
    expect((await town.owed('黄丽')).filter((kind) => kind === 'rota-published')).toHaveLength(1);
  });

  it('stays when nobody may be moved: what somebody claimed herself is hers', async () => {
    valueOf(await town.claims('陈静', await town.shift(TUESDAY)));
    await published(['黄丽', MONDAY]);
    await drops('黄丽', MONDAY);
    expect(await propose(MONDAY)).toBeNull();
  });

  it('is repaired by coordinators alone', async () => {
    expect(ruleOf(await town.get(RepairRota).propose(town.as('陈静'), await town.shift(MONDAY)))).toBe('not-allowed');
  });
});

describe.each(databasesUnderTest())('the hole that a trainee’s company leaves on %s', (engine) => {
  let database: Database;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ database, close } = await freshDatabase(engine));
  });
  afterAll(() => close());

  /** 小莫 answers on Monday; her company on the backup post falls ill, and a coordinator frees the seat at once. */
  const townLeftBy = async (company: string, ...others: readonly (readonly [string, boolean])[]): Promise<Town> => {
    const builder = aTown(database).withVolunteer('小莫', { trainee: true }).withVolunteer(company);
    for (const [name, trainee] of others) builder.withVolunteer(name, { trainee });
    const town = await builder.withCoordinator('李统筹').withHotline({ from: '2026-12-07', days: 1 }).open();
    const seats = [
      { personId: town.id('小莫'), shiftId: await town.shift(MONDAY) },
      { personId: town.id(company), shiftId: await town.shift(MONDAY, 'backup') },
    ];
    const { version } = valueOf(await town.get(DraftRota).importDraft(town.as('李统筹'), MONTH, seats));
    valueOf(await town.get(PublishRota).publish(town.as('李统筹'), { month: MONTH, version }));
    const duties = await town.get(LookAtRota).duties(town.scope, { from: at(MONDAY), to: at(MONDAY) + 1 });
    const assignmentId = duties.flatMap(({ people }) => people).find(({ name }) => name === company)?.assignmentId;
    const drop = { assignmentId: assignmentId ?? '', override: { reason: '病假' } };
    valueOf(await town.get(DropShift).drop(town.as('李统筹'), drop));
    return town;
  };
  const propose = async (town: Town) =>
    valueOf(await town.get(RepairRota).propose(town.as('李统筹'), await town.shift(MONDAY, 'backup')));

  it('is filled by somebody of experience, though a second trainee may serve on that post', async () => {
    // in front of the experienced one, whichever way the candidates are ordered
    const town = await townLeftBy('陈静', ['小何', true], ['韦兰', false], ['小覃', true]);
    expect((await propose(town))?.affected).toMatchObject([{ name: '韦兰', loses: null }]);
    await town.close();
  });

  it('stays a hole when only trainees could fill it', async () => {
    const town = await townLeftBy('陈静', ['小何', true]);
    expect(await propose(town)).toBeNull();
    await town.close();
  });
});
