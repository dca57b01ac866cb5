import type { Database } from '../../src/database/database';
import { Candidates } from '../../src/rota/candidates.service';
import { LookAtRota } from '../../src/rota/look-at-rota.service';
import { OfferShift } from '../../src/rota/offer-shift.service';
import { aTown, at, MORNING, valueOf, type Town } from '../builders/town';
import { databasesUnderTest, freshDatabase } from '../harness/databases';

const EVENING = '2026-12-08T20:00';
const TUESDAY = { from: at('2026-12-08T00:00'), to: at('2026-12-09T00:00') };

describe.each(databasesUnderTest())('looking at the rota on %s', (engine) => {
  let database: Database;
  let close: () => Promise<void>;
  let town: Town;
  let look: LookAtRota;

  beforeAll(async () => {
    ({ database, close } = await freshDatabase(engine));
    town = await aTown(database)
      .withVolunteers('陈静', '韦兰')
      .withVolunteer('黄丽', { leave: [['2026-12-08T00:00', '2026-12-09T00:00']] })
      .withVolunteer('无证', { qualifications: [] })
      .withHotline({ from: '2026-12-07', days: 3, rules: { minRestHours: 11 } })
      .withSalon('2026-12-08T15:00')
      .open();
    look = town.get(LookAtRota);
    await town.has('陈静', EVENING);
    const offered = await town.has('韦兰', '2026-12-08T08:00');
    valueOf(await town.get(OfferShift).offer(town.as('韦兰'), { assignmentId: offered }));
  });
  afterAll(async () => {
    await town.close();
    await close();
  });

  const named = (shifts: readonly { startCivil: string; postName: string }[]): string[] =>
    shifts.map((shift) => `${shift.startCivil.slice(5)} ${shift.postName}`);

  it('shows what is open: free seats and offered ones, not full ones', async () => {
    const open = await look.openShifts(town.scope, TUESDAY, at(MORNING));
    expect(named(open)).toEqual([
      '12-08T00:00 接线员',
      '12-08T00:00 备班',
      '12-08T08:00 接线员',
      '12-08T08:00 备班',
      '12-08T14:00 接线员',
      '12-08T14:00 备班',
      '12-08T15:00 带领者',
      '12-08T15:00 助理',
      '12-08T20:00 备班',
    ]);
    expect(open.filter((shift) => shift.offeredBy).map((shift) => shift.offeredBy?.name)).toEqual(['韦兰']);
  });

  it('says for one person what keeps her from each, and leaves her own out', async () => {
    const open = await look.openShifts(town.scope, TUESDAY, at(MORNING), town.id('陈静'));
    const verdicts = open.map(
      (shift) => `${shift.startCivil.slice(11)} ${shift.postName}: ${shift.verdict[0]?.rule ?? ''}`,
    );
    expect(verdicts).toEqual([
      '00:00 接线员: ',
      '00:00 备班: ',
      '08:00 接线员: rest',
      '08:00 备班: rest',
      '14:00 接线员: rest',
      '14:00 备班: rest',
      '15:00 带领者: qualification-missing',
      '15:00 助理: rest',
      '20:00 备班: overlap',
    ]);
    const own = await look.openShifts(town.scope, TUESDAY, at(MORNING), town.id('韦兰'));
    expect(named(own)).not.toContain('12-08T08:00 接线员');
    const away = await look.openShifts(town.scope, TUESDAY, at(MORNING), town.id('黄丽'));
    expect(new Set(away.slice(0, 4).map((shift) => shift.verdict[0]?.rule))).toEqual(new Set(['on-leave']));
  });

  it('shows seats of a session that runs, until it ends', async () => {
    const range = { from: at('2026-12-08T21:00'), to: at('2026-12-08T23:00') };
    expect(named(await look.openShifts(town.scope, range, range.from))).toEqual(['12-08T20:00 备班']);
    const after = { from: at('2026-12-09T00:00'), to: at('2026-12-09T00:01') };
    expect(named(await look.openShifts(town.scope, after, at('2026-12-08T21:00')))).toEqual([
      '12-09T00:00 接线员',
      '12-09T00:00 备班',
    ]);
  });

  it('shows her own shifts and who is on duty at an instant', async () => {
    expect(await look.shiftsOf(town.scope, town.id('陈静'), TUESDAY)).toMatchObject([
      { startCivil: EVENING, endCivil: '2026-12-09T00:00', postName: '接线员', state: 'held', programmeName: '天天询' },
    ]);
    const during = await look.onDuty(town.scope, at('2026-12-08T23:59'));
    expect(during.map((duty) => [duty.postName, duty.people.map((one) => one.name)])).toEqual([
      ['接线员', ['陈静']],
      ['备班', []],
    ]);
    expect(await look.onDuty(town.scope, at('2026-12-20T12:00'))).toEqual([]);
  });

  it('shows gaps, seats on offer among them', async () => {
    const gaps = await look.gaps(town.scope, { from: at('2026-12-08T08:00'), to: at('2026-12-08T14:00') }, at(MORNING));
    expect(gaps.map((gap) => [gap.postName, gap.missing, gap.people.map((one) => one.state)])).toEqual([
      ['接线员', 0, ['offered']],
      ['备班', 1, []],
    ]);
  });

  it('shows one shift and nothing of another organisation', async () => {
    const shiftId = await town.shift(EVENING);
    expect(await look.shift(town.scope, shiftId)).toMatchObject({ taken: 1, people: [{ name: '陈静' }] });
    expect(await look.shift({ ...town.scope, orgId: 'another' }, shiftId)).toBeNull();
    expect(await look.shiftsOf({ ...town.scope, orgId: 'another' }, town.id('陈静'), TUESDAY)).toEqual([]);
  });

  it('names who could take a seat: those free of obstacles first, nobody whom a hard rule excludes', async () => {
    const candidates = await town
      .get(Candidates)
      .forShift(town.scope, await town.shift('2026-12-08T08:00', 'backup'), at(MORNING));
    expect(candidates.map((one) => [one.name, one.violations[0]?.rule ?? '', one.load])).toEqual([
      ['黄丽', 'on-leave', 0],
      ['陈静', 'rest', 1],
    ]);
  });
});
