import type { Database } from '../../src/database/database';
import { Undo } from '../../src/acts/undo.service';
import { AnswerRequest } from '../../src/rota/answer-request.service';
import { DropShift } from '../../src/rota/drop-shift.service';
import { GiveShift } from '../../src/rota/give-shift.service';
import { LookAtRequests } from '../../src/rota/look-at-requests.service';
import { RotaClockwork } from '../../src/rota/rota-clockwork.service';
import { SwapShifts } from '../../src/rota/swap-shifts.service';
import { aTown, at, MORNING, ruleOf, valueOf, type Town } from '../builders/town';
import { databasesUnderTest, freshDatabase } from '../harness/databases';

const TUESDAY = '2026-12-08T20:00';
const THURSDAY = '2026-12-10T20:00';
const FRIDAY = '2026-12-11T20:00';

describe.each(databasesUnderTest())('giving and swapping shifts on %s', (engine) => {
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
      .withVolunteer('无证', { qualifications: [] })
      .withCoordinator('李统筹')
      .withHotline({ from: '2026-12-07', days: 6, rules: { minRestHours: 11 } })
      .open();
  });
  afterEach(async () => {
    expect(await town.miscounted()).toEqual([]);
    await town.close();
  });

  const give = (name: string, assignmentId: string, to: string, when?: string) =>
    town.get(GiveShift).ask(town.as(name, when), { assignmentId, toPersonId: town.id(to) });
  const swap = (name: string, assignmentId: string, otherAssignmentId: string, when?: string) =>
    town.get(SwapShifts).ask(town.as(name, when), { assignmentId, otherAssignmentId });
  const agree = (name: string, requestId: string, when?: string) =>
    town.get(AnswerRequest).agree(town.as(name, when), { requestId });
  const on = async (start: string, post?: string) => town.on(await town.shift(start, post));

  describe('giving a shift away', () => {
    it('moves nothing before the other agrees, and everything then', async () => {
      const { requestId, to } = valueOf(await give('陈静', await town.has('陈静', TUESDAY), '韦兰'));
      expect(to.name).toBe('韦兰');
      expect(await on(TUESDAY)).toEqual(['陈静 held']);
      expect(await town.owed('韦兰')).toEqual(['give-asked']);
      const agreed = valueOf(await agree('韦兰', requestId));
      expect(agreed).toMatchObject({ kind: 'give', moved: [{ person: { name: '韦兰' } }], from: { name: '陈静' } });
      expect(await on(TUESDAY)).toEqual(['韦兰 held']);
      expect(await town.owed('陈静')).toEqual(['request-answered']);
      expect(await town.owed('韦兰')).toEqual(['confirm-again', 'confirm-reminder']);
    });

    it('is answered by the one who was asked alone, and once', async () => {
      const { requestId } = valueOf(await give('陈静', await town.has('陈静', TUESDAY), '韦兰'));
      expect(ruleOf(await agree('黄丽', requestId))).toBe('not-yours');
      expect(ruleOf(await agree('李统筹', requestId))).toBe('not-yours');
      const answers = await Promise.all([agree('韦兰', requestId), agree('韦兰', requestId)]);
      expect(answers.map(ruleOf).sort()).toEqual(['done', 'request-gone']);
    });

    it('is refused, and the asker told', async () => {
      const { requestId } = valueOf(await give('陈静', await town.has('陈静', TUESDAY), '韦兰'));
      const refusal = valueOf(await town.get(AnswerRequest).refuse(town.as('韦兰'), { requestId }));
      expect(refusal).toMatchObject({ state: 'refused', from: { name: '陈静' }, to: { name: '韦兰' } });
      expect(await town.owed('陈静')).toContain('request-answered');
      expect(ruleOf(await agree('韦兰', requestId))).toBe('request-gone');
    });

    it('refuses to ask whom a rule keeps away, oneself, twice, or for what is not hers', async () => {
      const mine = await town.has('陈静', TUESDAY);
      expect(ruleOf(await give('陈静', mine, '无证'))).toBe('qualification-missing');
      expect(ruleOf(await give('陈静', mine, '小莫'))).toBe('trainee-alone');
      expect(ruleOf(await give('陈静', mine, '陈静'))).toBe('with-yourself');
      expect(ruleOf(await give('黄丽', mine, '韦兰'))).toBe('not-yours');
      valueOf(await give('陈静', mine, '韦兰'));
      expect(ruleOf(await give('陈静', mine, '韦兰'))).toBe('already-asked');
      expect(ruleOf(await give('陈静', mine, '黄丽'))).toBe('done');
      expect(ruleOf(await give('陈静', mine, '黄丽', '2026-12-08T20:00'))).toBe('started');
    });

    it('fails when the other has something in these hours by now, and the request stays open', async () => {
      const { requestId } = valueOf(await give('陈静', await town.has('陈静', TUESDAY), '韦兰'));
      valueOf(await town.claims('韦兰', await town.shift(TUESDAY, 'backup')));
      expect(ruleOf(await agree('韦兰', requestId))).toBe('overlap');
      expect(await on(TUESDAY)).toEqual(['陈静 held']);
      expect(await town.get(LookAtRequests).openRequestsFor(town.scope, town.id('韦兰'), at(MORNING))).toHaveLength(1);
    });

    it('fails for the second of two who agree to take the same shift, whoever is faster', async () => {
      const mine = await town.has('陈静', TUESDAY);
      const requests = [valueOf(await give('陈静', mine, '韦兰')), valueOf(await give('陈静', mine, '黄丽'))];
      const answers = await Promise.all([
        agree('韦兰', requests[0]?.requestId ?? ''),
        agree('黄丽', requests[1]?.requestId ?? ''),
      ]);
      expect(answers.map(ruleOf).sort()).toEqual(['done', 'request-gone']);
      expect(await on(TUESDAY)).toHaveLength(1);
    });

    it('leaves no trainee alone', async () => {
      const company = await town.has('陈静', TUESDAY, 'backup');
      valueOf(await town.claims('小莫', await town.shift(TUESDAY)));
      expect(ruleOf(await give('陈静', company, '小蓝'))).toBe('trainee-left-alone');
      expect(ruleOf(await give('陈静', company, '韦兰'))).toBe('done');
    });

    it('is withdrawn when the shift is dropped, and the asked one told', async () => {
      const mine = await town.has('陈静', TUESDAY);
      const { requestId } = valueOf(await give('陈静', mine, '韦兰'));
      valueOf(await town.get(DropShift).drop(town.as('陈静'), { assignmentId: mine }));
      expect(await agree('韦兰', requestId)).toMatchObject({ refusal: { rule: 'request-gone', state: 'withdrawn' } });
      expect(await town.owed('韦兰')).toEqual(['request-answered']);
    });

    it('is taken back by the asker, by 撤销 too', async () => {
      const mine = await town.has('陈静', TUESDAY);
      const first = valueOf(await give('陈静', mine, '韦兰'));
      expect(ruleOf(await town.get(AnswerRequest).withdraw(town.as('黄丽'), first))).toBe('not-yours');
      valueOf(await town.get(AnswerRequest).withdraw(town.as('陈静'), first));
      const second = valueOf(await give('陈静', mine, '韦兰', '2026-12-01T09:02'));
      expect(valueOf(await town.get(Undo).undo(town.as('陈静', '2026-12-01T09:03'))).act).toBe('give');
      expect(ruleOf(await agree('韦兰', second.requestId))).toBe('request-gone');
    });

    it('expires after two days, and the asker is told', async () => {
      const { requestId, expires } = valueOf(await give('陈静', await town.has('陈静', TUESDAY), '韦兰'));
      expect(expires).toBe(at('2026-12-03T09:00'));
      expect(ruleOf(await agree('韦兰', requestId, '2026-12-03T09:00'))).toBe('request-gone');
      const clockwork = town.get(RotaClockwork);
      expect(await clockwork.nextDue(at(MORNING))).toBe(expires);
      await clockwork.run(expires - 1);
      expect(await town.owed('陈静')).not.toContain('request-expired');
      await Promise.all([clockwork.run(expires), clockwork.run(expires)]);
      expect((await town.owed('陈静')).filter((kind) => kind === 'request-expired')).toHaveLength(1);
      expect(await town.owed('韦兰')).toEqual([]);
      expect(await clockwork.nextDue(expires)).toBeNull();
    });

    it('must be answered two hours before the start at the latest, but never within half an hour', async () => {
      const mine = await town.has('陈静', TUESDAY);
      expect(valueOf(await give('陈静', mine, '韦兰', '2026-12-08T10:00')).expires).toBe(at('2026-12-08T18:00'));
      expect(valueOf(await give('陈静', mine, '黄丽', '2026-12-08T18:30')).expires).toBe(at('2026-12-08T19:00'));
    });
  });

  describe('swapping two shifts', () => {
    it('exchanges both seats in one act', async () => {
      const mine = await town.has('陈静', TUESDAY);
      const theirs = await town.has('韦兰', THURSDAY);
      const { requestId, other } = valueOf(await swap('陈静', mine, theirs));
      expect(other?.startCivil).toBe(THURSDAY);
      expect(await town.owed('韦兰')).toContain('swap-asked');
      expect(valueOf(await agree('韦兰', requestId)).moved).toMatchObject([
        { person: { name: '韦兰' }, shift: { startCivil: TUESDAY } },
        { person: { name: '陈静' }, shift: { startCivil: THURSDAY } },
      ]);
      expect([await on(TUESDAY), await on(THURSDAY)]).toEqual([['韦兰 held'], ['陈静 held']]);
    });

    it('counts what is given away for neither side', async () => {
      const mine = await town.has('陈静', TUESDAY);
      const theirs = await town.has('韦兰', '2026-12-09T08:00');
      valueOf(await agree('韦兰', valueOf(await swap('陈静', mine, theirs)).requestId));
      expect([await on(TUESDAY), await on('2026-12-09T08:00')]).toEqual([['韦兰 held'], ['陈静 held']]);
    });

    it('works within one session, a trainee finding her company in the one she swaps with', async () => {
      const company = await town.has('陈静', TUESDAY, 'answer');
      const backup = await town.has('小莫', TUESDAY, 'backup');
      const { requestId } = valueOf(await swap('小莫', backup, company));
      valueOf(await agree('陈静', requestId));
      expect([await on(TUESDAY), await on(TUESDAY, 'backup')]).toEqual([['小莫 held'], ['陈静 held']]);
    });

    it('fails when it breaks a rule for either side, and names whom', async () => {
      const mine = await town.has('陈静', TUESDAY);
      const theirs = await town.has('韦兰', THURSDAY);
      const { requestId } = valueOf(await swap('陈静', mine, theirs));
      await town.has('陈静', '2026-12-10T14:00');
      const refusal = await agree('韦兰', requestId);
      expect(refusal).toMatchObject({
        refusal: { rule: 'rest', person: { name: '陈静' }, shift: { startCivil: THURSDAY } },
      });
      expect([await on(TUESDAY), await on(THURSDAY)]).toEqual([['陈静 held'], ['韦兰 held']]);
    });

    it('is refused for the same shift and with oneself', async () => {
      const mine = await town.has('陈静', TUESDAY);
      const alsoMine = await town.has('陈静', THURSDAY);
      expect(ruleOf(await swap('陈静', mine, alsoMine))).toBe('with-yourself');
    });

    it('happens for exactly one of two who agree at once to swaps of the same shift; the other hears why', async () => {
      const wanted = await town.has('陈静', TUESDAY);
      const first = valueOf(await swap('陈静', wanted, await town.has('韦兰', THURSDAY)));
      const second = valueOf(await swap('陈静', wanted, await town.has('黄丽', FRIDAY)));
      const answers = await Promise.all([agree('韦兰', first.requestId), agree('黄丽', second.requestId)]);
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect(answers.map(ruleOf).sort()).toEqual(['done', 'request-gone']);
      const loser = answers[0].ok ? '黄丽' : '韦兰';
      expect(await town.owed(loser)).toContain('request-answered');
      expect([...(await on(TUESDAY)), ...(await on(THURSDAY)), ...(await on(FRIDAY))].sort()).toHaveLength(3);
    });

    it('happens for exactly one when two people ask each other crosswise and both agree at once', async () => {
      const mine = await town.has('陈静', TUESDAY);
      const theirs = await town.has('韦兰', THURSDAY);
      const [asked, back] = [valueOf(await swap('陈静', mine, theirs)), valueOf(await swap('韦兰', theirs, mine))];
      const answers = await Promise.all([agree('韦兰', asked.requestId), agree('陈静', back.requestId)]);
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect([await on(TUESDAY), await on(THURSDAY)]).toEqual([['韦兰 held'], ['陈静 held']]);
    });
  });
});
