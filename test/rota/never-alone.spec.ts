import { Undo } from '../../src/acts/undo.service';
import type { Database } from '../../src/database/database';
import { DropShift } from '../../src/rota/drop-shift.service';
import { GiveShift } from '../../src/rota/give-shift.service';
import { MarkNoShow } from '../../src/rota/mark-no-show.service';
import { MoveAssignment } from '../../src/rota/move-assignment.service';
import { OfferShift } from '../../src/rota/offer-shift.service';
import { SwapShifts } from '../../src/rota/swap-shifts.service';
import { MoveSession } from '../../src/sessions/move-session.service';
import { TakeLeave } from '../../src/volunteers/take-leave.service';
import { WatchShifts } from '../../src/watching/watch-shifts.service';
import { aTown, at, ruleOf, valueOf, type Town } from '../builders/town';
import { databasesUnderTest, freshDatabase } from '../harness/databases';

const EVENING = '2026-12-08T20:00';
const THURSDAY = '2026-12-10T20:00';
const POSTS = [
  { key: 'answer', name: '接线员', min: 1, max: 1, qualification: 'hotline', trainee: 'not-alone' as const },
  { key: 'backup', name: '备班', min: 0, max: 1, qualification: 'hotline', trainee: 'allowed' as const },
  { key: 'supervisor', name: '督导', min: 0, max: 1, qualification: 'hotline', trainee: 'allowed' as const },
];

/** Whatever ends or moves a seat: a trainee is not left alone by it, or somebody hears of her. */
describe.each(databasesUnderTest())('a trainee on the answering post and her only company, on %s', (engine) => {
  let database: Database;
  let close: () => Promise<void>;
  let town: Town;
  let company: string;

  beforeAll(async () => {
    ({ database, close } = await freshDatabase(engine));
  });
  afterAll(() => close());

  beforeEach(async () => {
    town = await aTown(database)
      .withVolunteers('陈静', '韦兰')
      .withVolunteer('小莫', { trainee: true })
      .withVolunteer('小何', { trainee: true })
      .withCoordinator('李统筹')
      .withHotline({ from: '2026-12-07', days: 5, posts: POSTS, rules: { dropCutoffHours: 12 } })
      .open();
    company = await town.has('陈静', EVENING, 'backup');
    valueOf(await town.claims('小莫', await town.shift(EVENING)));
  });
  afterEach(async () => {
    expect(await town.miscounted()).toEqual([]);
    await town.close();
  });

  const on = async (post: string, start = EVENING) => town.on(await town.shift(start, post));
  const watch = (when: string) => town.get(WatchShifts).run(at(when));
  const drops = (name: string, override?: { reason: string }) =>
    town.get(DropShift).drop(town.as(name), { assignmentId: company, override });
  const told = async (): Promise<number> =>
    (await town.owed('李统筹')).filter((kind) => kind === 'trainee-alone').length;

  it('cannot drop; freed with a reason, her seat is for somebody of experience alone', async () => {
    expect(ruleOf(await drops('陈静'))).toBe('trainee-left-alone');
    valueOf(await drops('李统筹', { reason: '家中急事' }));
    expect(ruleOf(await town.claims('小何', await town.shift(EVENING, 'backup')))).toBe('trainee-alone');
    valueOf(await town.claims('韦兰', await town.shift(EVENING, 'backup')));
    expect(ruleOf(await town.claims('小何', await town.shift(EVENING, 'supervisor')))).toBe('done');
  });

  it('cannot offer, give or swap her seat to another trainee', async () => {
    valueOf(await town.get(OfferShift).offer(town.as('陈静'), { assignmentId: company }));
    expect(ruleOf(await town.claims('小何', await town.shift(EVENING, 'backup')))).toBe('trainee-left-alone');
    const given = { assignmentId: company, toPersonId: town.id('小何') };
    expect(ruleOf(await town.get(GiveShift).ask(town.as('陈静'), given))).toBe('trainee-left-alone');
    const other = await town.has('小何', THURSDAY, 'backup');
    const swap = { assignmentId: company, otherAssignmentId: other };
    expect(ruleOf(await town.get(SwapShifts).ask(town.as('陈静'), swap))).toBe('trainee-left-alone');
    valueOf(await town.claims('韦兰', await town.shift(EVENING, 'backup')));
  });

  it('cannot take back a claim on which a trainee has come to rely', async () => {
    valueOf(await town.claims('韦兰', await town.shift(THURSDAY, 'backup')));
    valueOf(await town.claims('小何', await town.shift(THURSDAY)));
    expect(await town.get(Undo).undo(town.as('韦兰'))).toMatchObject({
      refusal: { rule: 'cannot-undo', because: { rule: 'trainee-left-alone' } },
    });
    expect(await on('backup', THURSDAY)).toEqual(['韦兰 held']);
  });

  it('is moved to another post of the session freely, and away from it with a reason alone', async () => {
    const move = (post: string, start: string, override?: { reason: string }) =>
      town
        .shift(start, post)
        .then((toShiftId) =>
          town.get(MoveAssignment).move(town.as('李统筹'), { assignmentId: company, toShiftId, override }),
        );
    expect(ruleOf(await move('backup', THURSDAY))).toBe('trainee-left-alone');
    company = valueOf(await move('supervisor', EVENING)).assignmentId;
    expect(await on('supervisor')).toEqual(['陈静 held']);
    valueOf(await move('backup', THURSDAY, { reason: '人手不足' }));
  });

  it('is not released without a reason where the session moves and she serves elsewhere then', async () => {
    await town.has('陈静', '2026-12-09T20:00', 'backup');
    const { sessionId } = (await database.read((tx) =>
      tx.one<{ sessionId: string }>(
        'SELECT s.session_id FROM assignments a JOIN shifts s ON s.id = a.shift_id WHERE a.id = ?',
        [company],
      ),
    )) ?? { sessionId: '' };
    const wish = { sessionId, start: '2026-12-09T21:00', releaseBusy: true };
    const refused = await town.get(MoveSession).move(town.as('李统筹'), wish);
    expect(refused).toMatchObject({ refusal: { rule: 'trainee-left-alone', people: [{ name: '小莫' }] } });
    expect(await on('backup')).toEqual(['陈静 held']);
    valueOf(await town.get(MoveSession).move(town.as('李统筹'), { ...wish, reason: '场地只有那时有' }));
    for (const when of ['2026-12-08T10:00', '2026-12-09T15:00']) await watch(when);
    expect(await told()).toBe(1);
  });

  it('keeps her seat when she takes leave, and loses it with everybody when the session is cancelled', async () => {
    const leave = { fromCivil: '2026-12-08', toCivil: '2026-12-09' };
    valueOf(await town.get(TakeLeave).take(town.as('陈静'), leave));
    expect(await on('backup')).toEqual(['陈静 held']);
    await town.cancelSessionOf(await town.shift(EVENING), town.as('李统筹'));
    expect([await on('backup'), await on('answer')]).toEqual([[], []]);
    await watch('2026-12-08T21:00');
    expect(await told()).toBe(0);
  });

  it('was freed with a reason: the coordinators hear six hours before who is alone, once, until somebody comes', async () => {
    valueOf(await drops('李统筹', { reason: '病假' }));
    await watch('2026-12-08T13:00');
    expect(await told()).toBe(0);
    for (const when of ['2026-12-08T14:00', '2026-12-08T17:00', '2026-12-08T17:01']) await watch(when);
    expect(await told()).toBe(1);
    valueOf(await town.claims('韦兰', await town.shift(EVENING, 'backup'), '2026-12-08T17:30'));
    await watch('2026-12-08T17:30');
    expect(await told()).toBe(0);
  });

  it('does not come: no company any more, and the coordinators hear of whom she leaves alone', async () => {
    await watch('2026-12-08T20:00');
    valueOf(await town.get(MarkNoShow).noShow(town.as('李统筹', '2026-12-08T20:20'), { assignmentId: company }));
    await watch('2026-12-08T20:20');
    expect(await told()).toBe(1);
    expect(ruleOf(await town.claims('小何', await town.shift(EVENING, 'supervisor'), '2026-12-08T20:21'))).toBe(
      'trainee-alone',
    );
  });
});
