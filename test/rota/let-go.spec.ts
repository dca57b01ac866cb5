import type { Database } from '../../src/database/database';
import { Undo } from '../../src/acts/undo.service';
import { ConfirmShift } from '../../src/rota/confirm-shift.service';
import { DropShift } from '../../src/rota/drop-shift.service';
import { OfferShift } from '../../src/rota/offer-shift.service';
import { TakeLeave } from '../../src/volunteers/take-leave.service';
import { aTown, at, ruleOf, valueOf, type Town } from '../builders/town';
import { databasesUnderTest, freshDatabase } from '../harness/databases';

const EVENING = '2026-12-08T20:00';
const LATE = '2026-12-08T09:00';

describe.each(databasesUnderTest())('letting go of a shift on %s', (engine) => {
  let database: Database;
  let close: () => Promise<void>;
  let town: Town;

  beforeAll(async () => {
    ({ database, close } = await freshDatabase(engine));
  });
  afterAll(() => close());

  beforeEach(async () => {
    town = await aTown(database)
      .withVolunteers('陈静', '韦兰')
      .withVolunteer('小莫', { trainee: true })
      .withCoordinator('李统筹')
      .withHotline({ from: '2026-12-07', days: 5, rules: { minRestHours: 11, dropCutoffHours: 48 } })
      .open();
  });
  afterEach(async () => {
    expect(await town.miscounted()).toEqual([]);
    await town.close();
  });

  const drop = (name: string, assignmentId: string, when?: string, override?: { reason: string }) =>
    town.get(DropShift).drop(town.as(name, when), { assignmentId, override });
  const undo = (name: string, when?: string) => town.get(Undo).undo(town.as(name, when));

  describe('dropping', () => {
    it('frees the seat before the cut-off and owes no reminder any more', async () => {
      const assignmentId = await town.has('陈静', EVENING);
      expect(valueOf(await drop('陈静', assignmentId))).toMatchObject({ kind: 'dropped', shift: { taken: 0 } });
      expect(await town.on(await town.shift(EVENING))).toEqual([]);
      expect(await town.owed('陈静')).toEqual([]);
      expect(ruleOf(await town.claims('韦兰', await town.shift(EVENING)))).toBe('done');
    });

    it('lasts until exactly the cut-off; afterwards the seat is offered and stays hers', async () => {
      const assignmentId = await town.has('陈静', EVENING);
      expect(valueOf(await drop('陈静', assignmentId, '2026-12-06T20:01'))).toMatchObject({ kind: 'offered-instead' });
      expect(await town.on(await town.shift(EVENING))).toEqual(['陈静 offered']);
      expect(await town.owed('李统筹')).toEqual([]);
      expect(valueOf(await drop('陈静', assignmentId, '2026-12-06T20:02'))).toMatchObject({ kind: 'offered-instead' });
      const other = await town.has('韦兰', EVENING, 'backup');
      expect(valueOf(await drop('韦兰', other, '2026-12-06T20:00'))).toMatchObject({ kind: 'dropped' });
    });

    it('refuses what is somebody else’s, over, ended or unknown', async () => {
      const assignmentId = await town.has('陈静', EVENING);
      expect(ruleOf(await drop('韦兰', assignmentId))).toBe('not-yours');
      expect(ruleOf(await drop('陈静', assignmentId, '2026-12-09T00:00'))).toBe('over');
      valueOf(await drop('陈静', assignmentId));
      expect(await drop('陈静', assignmentId)).toMatchObject({ refusal: { rule: 'state', state: 'dropped' } });
      expect(ruleOf(await drop('陈静', 'unknown'))).toBe('not-found');
    });

    it('does not leave a trainee alone; a coordinator may with a reason, and the person is told', async () => {
      const company = await town.has('陈静', EVENING, 'backup');
      valueOf(await town.claims('小莫', await town.shift(EVENING)));
      expect(ruleOf(await drop('陈静', company))).toBe('trainee-left-alone');
      expect(ruleOf(await drop('李统筹', company))).toBe('trainee-left-alone');
      expect(valueOf(await drop('李统筹', company, LATE, { reason: '家中急事' }))).toMatchObject({ kind: 'dropped' });
      expect(await town.owed('陈静')).toContain('unassigned');
    });

    it('happens once when said twice at the same time', async () => {
      const assignmentId = await town.has('陈静', EVENING);
      const answers = await Promise.all([1, 2, 3, 4].map(() => drop('陈静', assignmentId)));
      expect(answers.map(ruleOf).sort()).toEqual(['done', 'state', 'state', 'state']);
    });
  });

  describe('offering', () => {
    it('keeps her responsible until it is taken, and can be withdrawn', async () => {
      const assignmentId = await town.has('陈静', EVENING);
      valueOf(await town.get(ConfirmShift).confirm(town.as('陈静'), { assignmentId }));
      valueOf(await town.get(OfferShift).offer(town.as('陈静'), { assignmentId }));
      expect(await town.on(await town.shift(EVENING))).toEqual(['陈静 offered']);
      expect(ruleOf(await town.get(OfferShift).offer(town.as('陈静'), { assignmentId }))).toBe('state');
      const back = valueOf(await town.get(OfferShift).withdraw(town.as('陈静'), { assignmentId }));
      expect(back.state).toBe('confirmed');
      expect(ruleOf(await town.claims('韦兰', await town.shift(EVENING)))).toBe('full');
    });

    it('ends when she confirms after all', async () => {
      const assignmentId = await town.has('陈静', EVENING);
      valueOf(await town.get(OfferShift).offer(town.as('陈静'), { assignmentId }));
      valueOf(await town.get(ConfirmShift).confirm(town.as('陈静'), { assignmentId }));
      expect(ruleOf(await town.claims('韦兰', await town.shift(EVENING)))).toBe('full');
    });
  });

  describe('undoing', () => {
    it('takes a claim back within ten minutes, even after the cut-off', async () => {
      valueOf(await town.claims('陈静', await town.shift(EVENING), '2026-12-08T19:00'));
      const undone = valueOf(await undo('陈静', '2026-12-08T19:10'));
      expect(undone).toMatchObject({ act: 'claim', outcome: { shift: { startCivil: EVENING, taken: 0 } } });
      expect(await town.on(await town.shift(EVENING))).toEqual([]);
      expect(ruleOf(await undo('陈静', '2026-12-08T19:10'))).toBe('nothing-to-undo');
    });

    it('refuses after ten minutes, and other people’s acts', async () => {
      valueOf(await town.claims('陈静', await town.shift(EVENING)));
      expect(ruleOf(await undo('韦兰'))).toBe('nothing-to-undo');
      expect(await undo('陈静', '2026-12-01T09:11')).toMatchObject({
        refusal: { rule: 'too-late-to-undo', act: 'claim' },
      });
      expect(await town.on(await town.shift(EVENING))).toEqual(['陈静 held']);
    });

    it('takes back the latest act first', async () => {
      const shift = await town.shift(EVENING);
      const { assignmentId } = valueOf(await town.claims('陈静', shift, '2026-12-01T09:00'));
      valueOf(await drop('陈静', assignmentId, '2026-12-01T09:01'));
      expect(valueOf(await undo('陈静', '2026-12-01T09:02')).act).toBe('drop');
      expect(await town.on(shift)).toEqual(['陈静 held']);
    });

    it('does not give a dropped seat back when somebody else has it', async () => {
      const shift = await town.shift(EVENING);
      valueOf(await drop('陈静', await town.has('陈静', EVENING)));
      valueOf(await town.claims('韦兰', shift));
      expect(await undo('陈静')).toMatchObject({ refusal: { rule: 'cannot-undo', because: { rule: 'full' } } });
      expect(await town.on(shift)).toEqual(['韦兰 held']);
    });

    it('does not take a claim back that a trainee relies on', async () => {
      valueOf(await town.claims('陈静', await town.shift(EVENING, 'backup')));
      valueOf(await town.claims('小莫', await town.shift(EVENING)));
      expect(await undo('陈静')).toMatchObject({ refusal: { because: { rule: 'trainee-left-alone' } } });
    });

    it('withdraws an offer, but leaves a cover where it is', async () => {
      const assignmentId = await town.has('陈静', EVENING);
      valueOf(await town.get(OfferShift).offer(town.as('陈静'), { assignmentId }));
      expect(valueOf(await undo('陈静')).act).toBe('offer');
      expect(await town.on(await town.shift(EVENING))).toEqual(['陈静 held']);
      valueOf(await town.get(OfferShift).offer(town.as('陈静', '2026-12-01T09:01'), { assignmentId }));
      valueOf(await town.claims('韦兰', await town.shift(EVENING)));
      expect(await undo('韦兰')).toMatchObject({ refusal: { because: { rule: 'cover-stays' } } });
      expect(await undo('陈静', '2026-12-01T09:01')).toMatchObject({ refusal: { rule: 'cannot-undo', act: 'offer' } });
    });

    it('happens once when said twice at the same time', async () => {
      valueOf(await town.claims('陈静', await town.shift(EVENING)));
      const answers = await Promise.all([1, 2, 3].map(() => undo('陈静')));
      expect(answers.map(ruleOf).sort()).toEqual(['done', 'nothing-to-undo', 'nothing-to-undo']);
    });
  });

  describe('leave', () => {
    const period = { fromCivil: '2026-12-08T00:00', toCivil: '2026-12-09T00:00' };

    it('keeps her from claiming until it is taken back', async () => {
      const leave = valueOf(await town.get(TakeLeave).take(town.as('陈静'), period));
      expect(leave).toMatchObject({ from: at('2026-12-08T00:00'), to: at('2026-12-09T00:00') });
      expect(ruleOf(await town.claims('陈静', await town.shift(EVENING)))).toBe('on-leave');
      expect(ruleOf(await town.claims('陈静', await town.shift('2026-12-09T00:00')))).toBe('done');
      expect(await town.get(TakeLeave).of(town.scope, town.id('陈静'), at(LATE))).toEqual([leave]);
      valueOf(await town.get(TakeLeave).cancel(town.as('陈静'), { leaveId: leave.leaveId }));
      expect(await town.get(TakeLeave).of(town.scope, town.id('陈静'), at(LATE))).toEqual([]);
    });

    it('can be undone, and taken for others by a coordinator alone', async () => {
      valueOf(await town.get(TakeLeave).take(town.as('陈静'), period));
      expect(valueOf(await undo('陈静')).act).toBe('take-leave');
      const forOther = { ...period, personId: town.id('陈静') };
      expect(ruleOf(await town.get(TakeLeave).take(town.as('韦兰'), forOther))).toBe('not-allowed');
      expect(ruleOf(await town.get(TakeLeave).take(town.as('李统筹'), forOther))).toBe('done');
    });

    it.each([
      ['bad-period', { fromCivil: '2026-12-09', toCivil: '2026-12-09' }],
      ['bad-period', { fromCivil: 'soon', toCivil: '2026-12-09' }],
      ['period-over', { fromCivil: '2026-11-01', toCivil: '2026-11-09' }],
      ['period-too-long', { fromCivil: '2026-12-01', toCivil: '2028-12-09' }],
    ])('refuses a period that is none: %s', async (rule, wish) => {
      expect(ruleOf(await town.get(TakeLeave).take(town.as('陈静'), wish))).toBe(rule);
    });
  });
});
