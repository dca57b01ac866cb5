import type { Database } from '../../src/database/database';
import { AssignShift } from '../../src/rota/assign-shift.service';
import { ClaimShift } from '../../src/rota/claim-shift.service';
import { OfferShift } from '../../src/rota/offer-shift.service';
import { aTown, ruleOf, valueOf, type Town } from '../builders/town';
import { databasesUnderTest, freshDatabase } from '../harness/databases';

const EVENING = '2026-12-08T20:00';

describe.each(databasesUnderTest())('claiming a shift on %s', (engine) => {
  let database: Database;
  let close: () => Promise<void>;
  let town: Town;

  beforeAll(async () => {
    ({ database, close } = await freshDatabase(engine));
  });
  afterAll(() => close());

  beforeEach(async () => {
    town = await aTown(database)
      .withVolunteers('陈静', '韦兰', '黄丽')
      .withVolunteer('小莫', { trainee: true })
      .withVolunteer('小蓝', { trainee: true })
      .withVolunteer('覃家', { roles: ['participant'] })
      .withVolunteer('无证', { qualifications: [] })
      .withCoordinator('李统筹')
      .withHotline({ from: '2026-12-07', days: 5, rules: { minRestHours: 11, claimOpensDays: 10 } })
      .withSalon('2026-12-12T15:00')
      .open();
  });
  afterEach(async () => {
    expect(await town.miscounted()).toEqual([]);
    await town.close();
  });

  it('gives a free seat, remembers it and owes a reminder', async () => {
    const shift = await town.shift(EVENING);
    const taken = valueOf(await town.claims('陈静', shift));
    expect(taken).toMatchObject({ kind: 'claimed', person: { name: '陈静' }, coveredFor: null });
    expect(taken.shift).toMatchObject({ startCivil: EVENING, postName: '接线员', dayPartName: '晚班', taken: 1 });
    expect(await town.on(shift)).toEqual(['陈静 held']);
    expect(await town.owed('陈静')).toEqual(['confirm-again', 'confirm-reminder']);
  });

  it('owes no reminder whose time has passed', async () => {
    valueOf(await town.claims('陈静', await town.shift('2026-12-07T08:00'), '2026-12-06T09:00'));
    expect(await town.owed('陈静')).toEqual(['confirm-reminder']);
    valueOf(await town.claims('韦兰', await town.shift('2026-12-07T14:00'), '2026-12-07T09:00'));
    expect(await town.owed('韦兰')).toEqual([]);
  });

  it('refuses a full shift, a shift she has, one that overlaps and one too soon after', async () => {
    const shift = await town.shift(EVENING);
    valueOf(await town.claims('陈静', shift));
    expect(ruleOf(await town.claims('韦兰', shift))).toBe('full');
    expect(ruleOf(await town.claims('陈静', shift))).toBe('already-yours');
    expect(ruleOf(await town.claims('陈静', await town.shift(EVENING, 'backup')))).toBe('overlap');
    expect(ruleOf(await town.claims('陈静', await town.shift('2026-12-09T08:00')))).toBe('rest');
    expect(ruleOf(await town.claims('陈静', await town.shift('2026-12-09T14:00')))).toBe('done');
  });

  it('refuses what is over and what is not open yet', async () => {
    const shift = await town.shift(EVENING);
    expect(ruleOf(await town.claims('陈静', shift, '2026-12-09T00:00'))).toBe('past');
    expect(ruleOf(await town.claims('陈静', await town.shift('2026-12-11T20:00'), '2026-11-30T23:59'))).toBe(
      'not-open-yet',
    );
    expect(ruleOf(await town.claims('陈静', await town.shift('2026-12-11T20:00')))).toBe('done');
  });

  it('refuses people who do not serve, who lack the qualification, and trainees alone', async () => {
    const shift = await town.shift(EVENING);
    expect(ruleOf(await town.claims('覃家', shift))).toBe('inactive');
    expect(ruleOf(await town.claims('无证', shift))).toBe('qualification-missing');
    expect(ruleOf(await town.claims('小莫', shift))).toBe('trainee-alone');
    valueOf(await town.claims('陈静', await town.shift(EVENING, 'backup')));
    expect(ruleOf(await town.claims('小莫', shift))).toBe('done');
  });

  it('knows no shift of another organisation', async () => {
    const other = await aTown(database).withVolunteers('外人').withHotline({ from: '2026-12-07', days: 2 }).open();
    expect(ruleOf(await other.claims('外人', await town.shift(EVENING)))).toBe('not-found');
    await other.close();
  });

  it('answers the same request with the same answer and one seat', async () => {
    const shiftId = await town.shift('2026-12-12T15:00', 'assist', 'zhouzhouyue');
    const claim = () => town.get(ClaimShift).claim(town.as('陈静', undefined, 'message-7'), { shiftId });
    const [first, second] = [await claim(), await claim()];
    expect(second).toEqual(first);
    expect(await town.on(shiftId)).toEqual(['陈静 held']);
  });

  it('stores the answer “full”, too: the same request stays refused when a seat is free again', async () => {
    const shiftId = await town.shift(EVENING);
    valueOf(await town.claims('陈静', shiftId));
    const ask = () => town.get(ClaimShift).claim(town.as('韦兰', undefined, 'message-8'), { shiftId });
    expect(ruleOf(await ask())).toBe('full');
    await database.write((tx) =>
      tx.run("UPDATE assignments SET state = 'dropped', ended_key = id WHERE shift_id = ?", [shiftId]),
    );
    await database.write((tx) => tx.run('UPDATE shifts SET taken = 0 WHERE id = ?', [shiftId]));
    expect(ruleOf(await ask())).toBe('full');
    expect(ruleOf(await town.claims('韦兰', shiftId))).toBe('done');
  });

  describe('an offered seat', () => {
    it('goes to whoever claims it; the one covered for is free and told', async () => {
      const shift = await town.shift(EVENING);
      const { assignmentId } = valueOf(await town.claims('陈静', shift));
      valueOf(await town.get(OfferShift).offer(town.as('陈静'), { assignmentId }));
      const taken = valueOf(await town.claims('韦兰', shift));
      expect(taken).toMatchObject({ kind: 'covered', coveredFor: { name: '陈静' } });
      expect(await town.on(shift)).toEqual(['韦兰 held']);
      expect(await town.owed('陈静')).toEqual(['covered']);
      expect(await town.owed('韦兰')).toEqual(['confirm-again', 'confirm-reminder']);
    });

    it('stays where it is when the one who wants it may not serve', async () => {
      const shift = await town.shift(EVENING);
      const { assignmentId } = valueOf(await town.claims('陈静', shift));
      valueOf(await town.get(OfferShift).offer(town.as('陈静'), { assignmentId }));
      valueOf(await town.claims('韦兰', await town.shift('2026-12-08T14:00')));
      expect(ruleOf(await town.claims('韦兰', shift))).toBe('rest');
      expect(ruleOf(await town.claims('陈静', shift))).toBe('already-yours');
      expect(await town.on(shift)).toEqual(['陈静 offered']);
    });

    it('does not pass to a trainee when another trainee would be left alone', async () => {
      const shift = await town.shift(EVENING);
      const assignmentId = await town.has('陈静', EVENING, 'backup');
      valueOf(await town.claims('小莫', shift));
      valueOf(await town.get(OfferShift).offer(town.as('陈静'), { assignmentId }));
      expect(ruleOf(await town.claims('小蓝', await town.shift(EVENING, 'backup')))).toBe('trainee-left-alone');
      expect(ruleOf(await town.claims('韦兰', await town.shift(EVENING, 'backup')))).toBe('done');
    });
  });

  describe('a coordinator', () => {
    const reason = { reason: '临时无人' };

    it('puts somebody on a shift, who is told', async () => {
      const wish = { shiftId: await town.shift(EVENING), personId: town.id('陈静') };
      valueOf(await town.get(AssignShift).assign(town.as('李统筹'), wish));
      expect(await town.owed('陈静')).toEqual(['assigned', 'confirm-again', 'confirm-reminder']);
    });

    it('overrides soft rules with a reason and never hard ones', async () => {
      valueOf(await town.claims('陈静', await town.shift('2026-12-08T14:00')));
      const rest = { shiftId: await town.shift(EVENING), personId: town.id('陈静') };
      const assign = town.get(AssignShift);
      expect(await assign.assign(town.as('李统筹'), rest)).toMatchObject({
        refusal: { rule: 'rest', overridable: true },
      });
      expect(ruleOf(await assign.assign(town.as('李统筹'), { ...rest, override: reason }))).toBe('done');
      const unqualified = { shiftId: await town.shift(EVENING, 'backup'), personId: town.id('无证'), override: reason };
      expect(await assign.assign(town.as('李统筹'), unqualified)).toMatchObject({
        refusal: { rule: 'qualification-missing', overridable: false },
      });
      const audit = await database.read((tx) =>
        tx.one<{ detail: string }>("SELECT detail FROM audit_entries WHERE act = 'assign' AND org_id = ?", [
          town.scope.orgId,
        ]),
      );
      expect(JSON.parse(audit?.detail ?? '')).toMatchObject({ override: { reason: '临时无人', rules: ['rest'] } });
    });

    it('is the only one who may act for others or override', async () => {
      const shiftId = await town.shift(EVENING);
      const forOther = await town.get(ClaimShift).claim(town.as('韦兰'), { shiftId, personId: town.id('陈静') });
      expect(ruleOf(forOther)).toBe('not-allowed');
      valueOf(await town.claims('陈静', await town.shift('2026-12-08T14:00')));
      const cheeky = await town.get(ClaimShift).claim(town.as('陈静'), { shiftId, override: reason });
      expect(ruleOf(cheeky)).toBe('rest');
    });
  });

  it('gives the last place to exactly one of two hundred, and an answer to all', async () => {
    const names = Array.from({ length: 200 }, (_, i) => `志愿者${String(i)}`);
    const crowd = await aTown(database)
      .withVolunteers(...names)
      .withHotline({ from: '2026-12-08', days: 1 })
      .open();
    const shift = await crowd.shift(EVENING);
    const answers = await Promise.all(names.map((name) => crowd.claims(name, shift)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(new Set(answers.map(ruleOf))).toEqual(new Set(['done', 'full']));
    expect(await crowd.on(shift)).toHaveLength(1);
    expect(await crowd.miscounted()).toEqual([]);
    await crowd.close();
  });

  it('lets one person into only one of two places at the same time', async () => {
    const shifts = [
      await town.shift(EVENING),
      await town.shift(EVENING, 'backup'),
      await town.shift('2026-12-08T14:00'),
    ];
    const answers = await Promise.all([...shifts, ...shifts].map((shift) => town.claims('陈静', shift)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });
});
