import type { Database } from '../../src/database/database';
import { addDays, instantOf } from '../../src/kernel/civil-time';
import { Undo } from '../../src/acts/undo.service';
import { AnswerRing } from '../../src/rota/answer-ring.service';
import { DropShift } from '../../src/rota/drop-shift.service';
import type { RingView } from '../../src/rota/domain/ring-view';
import { LookAtRings } from '../../src/rota/look-at-rings.service';
import { RingClockwork } from '../../src/rota/ring-clockwork.service';
import { SeekRing } from '../../src/rota/seek-ring.service';
import { WishSwap } from '../../src/rota/wish-swap.service';
import { aTown, at, MORNING, ruleOf, valueOf, ZONE, type Town } from '../builders/town';
import { databasesUnderTest, freshDatabase } from '../harness/databases';

const FOUR = ['陈静', '韦兰', '黄丽', '莫燕'] as const;
/** When people wish; they answer later. */
const EARLIER = '2026-12-01T08:55';
const DAYS = ['2026-12-08', '2026-12-10', '2026-12-12', '2026-12-14'] as const;

describe.each(databasesUnderTest())('rings of wishes on %s', (engine) => {
  let database: Database;
  let close: () => Promise<void>;
  let town: Town;

  beforeAll(async () => {
    ({ database, close } = await freshDatabase(engine));
  });
  afterAll(() => close());

  beforeEach(async () => {
    town = await aTown(database)
      .withVolunteers(...FOUR)
      .withVolunteer('小莫', { trainee: true })
      .withCoordinator('李统筹')
      .withHotline({ from: '2026-12-07', days: 10, rules: { minRestHours: 11, maxPerDay: 1 } })
      .open();
  });
  afterEach(async () => {
    expect(await town.miscounted()).toEqual([]);
    // The next story's town lies in the same database.
    await town.get(RingClockwork).run(at('2027-01-01T00:00'));
    await town.close();
  });

  const evening = (day: string): string => `${day}T20:00`;
  const on = async (day: string, post?: string) => town.on(await town.shift(evening(day), post));
  const everyone = async () => (await Promise.all(DAYS.map((day) => on(day)))).flat();
  const answer = (name: string, ringId: string, when?: string) =>
    town.get(AnswerRing).agree(town.as(name, when), { ringId });

  /** `name` has the evening of one day and would rather have that of another; what was found at once. */
  const wishes = async (name: string, has: string, wants: string, when: string = EARLIER): Promise<RingView | null> => {
    const assignmentId = await town.has(name, evening(has), 'answer', '2026-12-01T08:00');
    return wishesFor(name, assignmentId, wants, when);
  };
  const wishesFor = async (name: string, assignmentId: string, wants: string, when: string = EARLIER) => {
    const from = instantOf(`${wants}T18:00`, ZONE);
    const wanted = [{ from, to: instantOf(`${addDays(wants, 1)}T00:00`, ZONE) }];
    const { wishId } = valueOf(await town.get(WishSwap).wish(town.as(name, when), { assignmentId, wanted }));
    await town.get(SeekRing).seek(town.scope, wishId, at(when), town.id(name));
    return town.get(LookAtRings).ringOf(town.scope, wishId);
  };
  /** The first `count` people wish in a circle; the ring that comes of the last wish. */
  const circle = async (count: number): Promise<RingView> => {
    let ring: RingView | null = null;
    for (let i = 0; i < count; i++) {
      expect(ring).toBeNull();
      ring = await wishes(FOUR[i] ?? '', DAYS[i] ?? '', DAYS[(i + 1) % count] ?? '');
    }
    if (!ring) throw new Error('no ring was found');
    return ring;
  };

  it.each([2, 3, 4])('passes the shifts of %d people on in one act once all have agreed', async (count) => {
    const ring = await circle(count);
    expect(ring.legs).toHaveLength(count);
    for (const [i, name] of FOUR.slice(0, count).entries()) {
      const answered = valueOf(await answer(name, ring.ringId));
      expect(answered.state).toBe(i === count - 1 ? 'done' : 'open');
      if (i < count - 1) expect(await on(DAYS[0])).toEqual(['陈静 held']);
    }
    for (let i = 0; i < count; i++) {
      expect(await on(DAYS[(i + 1) % count] ?? '')).toEqual([`${FOUR[i] ?? ''} held`]);
    }
    expect(await town.owed(FOUR[0])).toContain('ring-ended');
    expect(await town.get(LookAtRings).openWishesOf(town.scope, town.id(FOUR[0]))).toEqual([]);
  });

  it('is done once and whole when all agree at the same instant', async () => {
    const { ringId } = await circle(4);
    const answers = await Promise.all(FOUR.map((name) => answer(name, ringId)));
    expect(answers.map(ruleOf)).toEqual(['done', 'done', 'done', 'done']);
    expect(answers.filter((one) => one.ok && one.value.state === 'done')).toHaveLength(1);
    expect((await everyone()).sort()).toEqual(FOUR.map((name) => `${name} held`).sort());
    expect(await on(DAYS[0])).toEqual(['莫燕 held']);
  });

  it('needs the word of everybody in it and of nobody else, each her own', async () => {
    const { ringId } = await circle(3);
    expect(ruleOf(await answer('莫燕', ringId))).toBe('not-found');
    expect(ruleOf(await answer('李统筹', ringId))).toBe('not-found');
    for (let i = 0; i < 3; i++) valueOf(await answer('陈静', ringId, `2026-12-01T09:0${String(i)}`));
    expect(await on(DAYS[0])).toEqual(['陈静 held']);
  });

  it('ends for all when one refuses; the others hear whose word it was, and the same is not proposed again', async () => {
    const { ringId } = await circle(3);
    valueOf(await answer('陈静', ringId));
    valueOf(await town.get(AnswerRing).refuse(town.as('黄丽'), { ringId }));
    expect(ruleOf(await answer('韦兰', ringId))).toBe('request-gone');
    expect(await everyone()).toEqual(['陈静 held', '韦兰 held', '黄丽 held']);
    expect(await town.get(LookAtRings).ring(town.scope, ringId)).toMatchObject({ endedBy: { name: '黄丽' } });
    expect(await town.owed('陈静')).toContain('ring-ended');
    expect(await town.owed('黄丽')).not.toContain('ring-ended');
    await town.get(RingClockwork).run(at(MORNING) + 1);
    for (const name of FOUR) {
      expect(await town.get(LookAtRings).waitingFor(town.scope, town.id(name), at(MORNING))).toEqual([]);
    }
    expect(await town.get(RingClockwork).nextDue(at(MORNING))).toBeGreaterThan(at(MORNING));
  });

  it('is looked for anew among those that are left when one has refused', async () => {
    const { ringId } = await circle(3);
    expect(await wishes('莫燕', DAYS[3], DAYS[2])).toBeNull();
    valueOf(await town.get(AnswerRing).refuse(town.as('陈静'), { ringId }));
    const [left] = await town.get(LookAtRings).openWishesOf(town.scope, town.id('黄丽'));
    await wishesFor('黄丽', left?.shift.assignmentId ?? '', DAYS[3], '2026-12-01T09:30');
    const waiting = await town.get(LookAtRings).waitingFor(town.scope, town.id('莫燕'), at('2026-12-01T09:30'));
    expect(waiting.map((ring) => ring.legs.map(({ person }) => person.name))).toEqual([['黄丽', '莫燕']]);
  });

  it('proposes no leg that a rule forbids, all legs moving at once', async () => {
    expect(await wishes('陈静', '2026-12-08', '2026-12-10')).toBeNull();
    await town.has('韦兰', evening('2026-12-08'), 'backup');
    expect(await wishes('韦兰', '2026-12-10', '2026-12-08')).toBeNull();
    expect(await town.get(LookAtRings).waitingFor(town.scope, town.id('陈静'), at(MORNING))).toEqual([]);
  });

  it('proposes an exchange that only both legs together make lawful', async () => {
    const mine = await town.has('陈静', '2026-12-08T20:00');
    const theirs = await town.has('韦兰', '2026-12-08T08:00');
    const wanted = [{ from: at('2026-12-08T08:00'), to: at('2026-12-08T09:00') }];
    valueOf(await town.get(WishSwap).wish(town.as('陈静'), { assignmentId: mine, wanted }));
    const ring = await wishesFor('韦兰', theirs, '2026-12-08');
    expect(ring?.legs.map(({ person }) => person.name)).toEqual(['韦兰', '陈静']);
  });

  it('fails whole when a rule has come to stand in the way of one leg, and everybody hears', async () => {
    const { ringId } = await circle(3);
    valueOf(await answer('陈静', ringId));
    await town.has('韦兰', '2026-12-12T08:00');
    expect(ruleOf(await answer('黄丽', ringId))).toBe('rest');
    expect(await town.get(LookAtRings).ring(town.scope, ringId)).toMatchObject({
      state: 'withdrawn',
      endedBy: { name: '韦兰' },
    });
    expect(await everyone()).toEqual(['陈静 held', '韦兰 held', '黄丽 held']);
    expect(await town.owed('陈静')).toContain('ring-ended');
  });

  it('is withdrawn when a shift in it is dropped or its session cancelled, by whatever door', async () => {
    const first = await circle(3);
    valueOf(await answer('陈静', first.ringId));
    const dropped = first.legs.find(({ person }) => person.name === '韦兰')?.gives.assignmentId ?? '';
    valueOf(await town.get(DropShift).drop(town.as('韦兰'), { assignmentId: dropped }));
    expect(ruleOf(await answer('黄丽', first.ringId))).toBe('request-gone');
    expect(await on(DAYS[2])).toEqual(['黄丽 held']);
    await town.get(RingClockwork).run(at(MORNING) + 1);
    expect(await town.owed('陈静')).toContain('ring-ended');
    expect(await town.get(LookAtRings).openWishesOf(town.scope, town.id('韦兰'))).toEqual([]);
    expect(await town.get(LookAtRings).openWishesOf(town.scope, town.id('陈静'))).toHaveLength(1);
    await town.cancelSessionOf(await town.shift(evening(DAYS[0])), town.as('李统筹'));
    await town.get(RingClockwork).run(at(MORNING) + 2);
    expect(await town.get(LookAtRings).openWishesOf(town.scope, town.id('陈静'))).toEqual([]);
  });

  it('expires unanswered after two days, names who was silent, and wishes expire two hours before their shift', async () => {
    const { ringId, expires } = await circle(3);
    expect(expires).toBe(at('2026-12-03T08:55'));
    valueOf(await answer('陈静', ringId));
    expect(ruleOf(await answer('韦兰', ringId, '2026-12-03T08:55'))).toBe('request-gone');
    const clockwork = town.get(RingClockwork);
    expect(await clockwork.nextDue(at(MORNING))).toBe(expires);
    await Promise.all([clockwork.run(expires), clockwork.run(expires)]);
    const ring = await town.get(LookAtRings).ring(town.scope, ringId);
    expect(ring?.legs.map((leg) => `${leg.person.name} ${leg.answer}`).sort()).toEqual([
      '陈静 agreed',
      '韦兰 expired',
      '黄丽 expired',
    ]);
    expect((await town.owed('陈静')).filter((kind) => kind === 'ring-ended')).toHaveLength(1);
    expect(await clockwork.nextDue(expires)).toBe(at('2026-12-08T18:00'));
    await clockwork.run(at('2026-12-08T18:00'));
    expect(await town.owed('陈静')).toContain('wish-expired');
    expect(await clockwork.nextDue(at('2026-12-08T18:00'))).toBe(at('2026-12-10T18:00'));
    await clockwork.run(at('2026-12-12T18:00'));
    expect(await clockwork.nextDue(at('2026-12-12T18:00'))).toBeNull();
  });

  it('passes back for ten minutes when one of those who agreed takes her word back', async () => {
    const { ringId } = await circle(3);
    for (const name of FOUR.slice(0, 3)) valueOf(await answer(name, ringId));
    expect(await on(DAYS[0])).toEqual(['黄丽 held']);
    expect(valueOf(await town.get(Undo).undo(town.as('黄丽', '2026-12-01T09:09'))).act).toBe('agree-ring');
    expect(await everyone()).toEqual(['陈静 held', '韦兰 held', '黄丽 held']);
    expect(await town.owed('陈静')).toContain('given-back');
    expect(ruleOf(await town.get(Undo).undo(town.as('陈静', '2026-12-01T09:09')))).toBe('cannot-undo');
  });

  it('does not pass back after ten minutes, nor when a seat has gone on since', async () => {
    const { ringId } = await circle(2);
    for (const name of FOUR.slice(0, 2)) valueOf(await answer(name, ringId));
    expect(ruleOf(await town.get(Undo).undo(town.as('陈静', '2026-12-01T09:11')))).toBe('too-late-to-undo');
    const row = await town.database.read((tx) =>
      tx.one<{ id: string }>("SELECT id FROM assignments WHERE person_id = ? AND ended_key = ''", [town.id('陈静')]),
    );
    valueOf(await town.get(DropShift).drop(town.as('陈静', '2026-12-01T09:05'), { assignmentId: row?.id ?? '' }));
    expect(ruleOf(await town.get(Undo).undo(town.as('韦兰', '2026-12-01T09:06')))).toBe('cannot-undo');
  });

  it('lets a word be taken back before the ring is done, and a wish with the ring it is in', async () => {
    const { ringId } = await circle(3);
    valueOf(await answer('陈静', ringId));
    valueOf(await town.get(Undo).undo(town.as('陈静', '2026-12-01T09:01')));
    for (const name of ['韦兰', '黄丽']) expect(valueOf(await answer(name, ringId)).state).toBe('open');
    valueOf(await town.get(Undo).undo(town.as('黄丽', '2026-12-01T09:02')));
    expect(valueOf(await town.get(Undo).undo(town.as('黄丽', '2026-12-01T09:03'))).act).toBe('wish-swap');
    expect(ruleOf(await answer('陈静', ringId, '2026-12-01T09:04'))).toBe('request-gone');
    expect(await town.owed('陈静')).toContain('ring-ended');
  });

  it('takes a wish from its owner alone, and the second about a shift in place of the first', async () => {
    const mine = await town.has('陈静', evening(DAYS[0]));
    const wish = (name: string) => town.get(WishSwap).wish(town.as(name), { assignmentId: mine, wanted: [] });
    expect(ruleOf(await wish('韦兰'))).toBe('not-yours');
    valueOf(await wish('陈静'));
    const { wishId } = valueOf(await wish('陈静'));
    expect((await town.get(LookAtRings).openWishesOf(town.scope, town.id('陈静'))).map((one) => one.wishId)).toEqual([
      wishId,
    ]);
    expect(ruleOf(await town.get(WishSwap).withdraw(town.as('韦兰'), { wishId }))).toBe('not-yours');
    valueOf(await town.get(WishSwap).withdraw(town.as('陈静'), { wishId }));
    expect(ruleOf(await town.get(WishSwap).withdraw(town.as('陈静'), { wishId }))).toBe('request-gone');
    const begun = await town.get(WishSwap).wish(town.as('陈静', evening(DAYS[0])), { assignmentId: mine, wanted: [] });
    expect(ruleOf(begun)).toBe('started');
  });

  it('puts a wish into one ring at a time, though two are looked for at once', async () => {
    await wishes('陈静', DAYS[0], DAYS[1]);
    const seats = [await town.has('韦兰', evening(DAYS[1])), await town.has('黄丽', evening(DAYS[1]), 'backup')];
    await Promise.all([wishesFor('韦兰', seats[0] ?? '', DAYS[0]), wishesFor('黄丽', seats[1] ?? '', DAYS[0])]);
    const rings = await town.get(LookAtRings).waitingFor(town.scope, town.id('陈静'), at(MORNING));
    expect(rings).toHaveLength(1);
  });
});
