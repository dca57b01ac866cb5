import { instantOf } from '../../src/kernel/civil-time';
import { DAY } from '../../src/kernel/clock';
import { Undo } from '../../src/acts/undo.service';
import { CancelRegistration } from '../../src/registrations/cancel-registration.service';
import { ChangeParty } from '../../src/registrations/change-party.service';
import { LookAtSessions } from '../../src/registrations/look-at-sessions.service';
import { RegisterForSession, type Registered } from '../../src/registrations/register-for-session.service';
import type { Database } from '../../src/database/database';
import type { Result } from '../../src/kernel/result';
import type { RegistrationRefusal } from '../../src/registrations/domain/registration-refusal';
import { HOTLINE, House, type Person } from '../builders/salon';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';

const MORNING = '2026-12-01T09:00';
const SATURDAY = '2026-12-05T15:00';

const valueOf = <T>(result: Result<T, RegistrationRefusal>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
};
const ruleOf = (result: Result<unknown, RegistrationRefusal>): string => (result.ok ? 'done' : result.refusal.rule);

describe.each(databasesUnderTest())('families signing up on %s', (engine) => {
  let database: Database;
  let fresh: FreshDatabase;
  let house: House;
  let wei: Person;
  let qin: Person;
  let li: Person;
  const register = (
    who: Person,
    sessionId: string,
    party = 3,
    when = MORNING,
  ): Promise<Result<Registered, RegistrationRefusal>> =>
    house.get(RegisterForSession).register(house.as(who, when), { sessionId, party });

  beforeAll(async () => {
    fresh = await freshDatabase(engine);
    ({ database } = fresh);
  });
  afterAll(() => fresh.close());
  beforeEach(async () => {
    house = await House.on(database);
    wei = await house.person('韦家', 'participant');
    qin = await house.person('覃家', 'participant');
    li = await house.person('李统筹', 'coordinator');
  });
  afterEach(() => house.close());

  it('gives a place, plans the reminder of the day before, and shows both to the family', async () => {
    const salon = await house.programme('salon', '周周约');
    const session = await house.session(salon, SATURDAY, { topic: '好好说话' });
    const registered = valueOf(await register(wei, session.id));
    expect(registered).toMatchObject({ state: 'registered', position: null, party: 3 });
    expect(registered.session).toMatchObject({ householdsTaken: 1, topic: '好好说话', place: '三楼沙龙室' });
    expect(await house.owed(wei)).toEqual([
      { kind: 'registration-reminder', dueMs: instantOf(SATURDAY, 'Asia/Shanghai') - DAY, state: 'pending' },
    ]);
    const now = instantOf(MORNING, 'Asia/Shanghai');
    const [seen] = await house.get(LookAtSessions).upcoming(house.scope, now, { personId: wei.id });
    expect(seen).toMatchObject({ sessionId: session.id, mine: { state: 'registered', party: 3 } });
    expect(await house.get(LookAtSessions).mine(house.scope, qin.id, now)).toEqual([]);
  });

  it('lists only what is open to the public and still to come', async () => {
    const salon = await house.programme('salon', '周周约');
    const hotline = await house.programme('hotline', '天天询', HOTLINE);
    await house.session(hotline, '2026-12-02T08:00');
    await house.session(salon, '2026-11-28T15:00');
    await house.session(salon, '2026-12-12T15:00', { cancelled: true });
    const next = await house.session(salon, SATURDAY);
    const listed = await house.get(LookAtSessions).upcoming(house.scope, instantOf(MORNING, 'Asia/Shanghai'));
    expect(listed.map((session) => session.sessionId)).toEqual([next.id]);
  });

  it('lets the next families wait in the order in which they came, even at one instant', async () => {
    const session = await house.session(await house.programme('salon', '周周约'), SATURDAY, {
      households: 1,
      waitlist: 3,
    });
    const families = await house.people(['甲', '乙', '丙'], 'participant');
    valueOf(await register(wei, session.id));
    const positions: (number | null)[] = [];
    for (const family of families) positions.push(valueOf(await register(family, session.id)).position);
    expect(positions).toEqual([1, 2, 3]);
    const roster = await house.get(LookAtSessions).roster(house.scope, session.id);
    expect(roster.map((view) => [view.personName, view.position])).toEqual([
      ['韦家', null],
      ['甲', 1],
      ['乙', 2],
      ['丙', 3],
    ]);
  });

  it('names other dates when neither a place nor room to wait is left', async () => {
    const salon = await house.programme('salon', '周周约');
    const session = await house.session(salon, SATURDAY, { households: 1, waitlist: 0 });
    await house.session(salon, '2026-12-12T15:00', { households: 0, waitlist: 0 });
    const later = await house.session(salon, '2026-12-19T15:00');
    valueOf(await register(wei, session.id));
    const refusal = await register(qin, session.id);
    expect(refusal).toMatchObject({ refusal: { rule: 'full', alternatives: [{ sessionId: later.id }] } });
    expect(await house.seats(session)).toEqual({ taken: 1, waiting: 0, states: { registered: 1 } });
    expect(await house.owed(qin)).toEqual([]);
  });

  it('has no limit where the programme has none', async () => {
    const lecture = await house.programme('lecture', '宣讲', { capacity: { households: null, waitlist: 0 } });
    const session = await house.session(lecture, SATURDAY);
    expect(ruleOf(await register(wei, session.id))).toBe('done');
    expect(ruleOf(await register(qin, session.id))).toBe('done');
  });

  it('refuses a second registration, another session at the same time, and a party of nobody or a crowd', async () => {
    const salon = await house.programme('salon', '周周约');
    const council = await house.programme('council', '妇女议事会');
    const session = await house.session(salon, SATURDAY);
    const overlapping = await house.session(council, '2026-12-05T16:59');
    const after = await house.session(council, '2026-12-05T17:00');
    const first = valueOf(await register(wei, session.id));
    expect(await register(wei, session.id)).toMatchObject({
      refusal: { rule: 'already-registered', registrationId: first.registrationId, party: 3 },
    });
    expect(await register(wei, overlapping.id)).toMatchObject({
      refusal: { rule: 'overlap', other: { sessionId: session.id } },
    });
    expect(ruleOf(await register(wei, after.id))).toBe('done');
    for (const party of [0, -1, 21, 2.5, NaN])
      expect(ruleOf(await register(qin, session.id, party))).toBe('party-size');
    expect(ruleOf(await register(qin, session.id, 20))).toBe('done');
  });

  it('refuses what has begun, is over, is cancelled, takes nobody, or is not theirs to see', async () => {
    const salon = await house.programme('salon', '周周约');
    const hotline = await house.programme('hotline', '天天询', HOTLINE);
    const session = await house.session(salon, SATURDAY);
    const cancelled = await house.session(salon, '2026-12-12T15:00', { cancelled: true });
    const duty = await house.session(hotline, '2026-12-06T08:00');
    expect(ruleOf(await register(wei, session.id, 2, '2026-12-05T14:59'))).toBe('done');
    expect(ruleOf(await register(qin, session.id, 2, SATURDAY))).toBe('session-started');
    expect(ruleOf(await register(qin, session.id, 2, '2026-12-05T17:00'))).toBe('session-over');
    expect(ruleOf(await register(qin, cancelled.id))).toBe('session-cancelled');
    expect(ruleOf(await register(qin, duty.id))).toBe('not-open-to-public');
    expect(ruleOf(await register(qin, 'nothing'))).toBe('not-found');
    const elsewhere = await house.branch('城中区妇联');
    const foreign = await elsewhere.session(await elsewhere.programme('salon', '周周约'), SATURDAY);
    expect(ruleOf(await register(qin, foreign.id))).toBe('not-found');
  });

  it('lets a coordinator sign a family up, with an entry that says for whom, and nobody else', async () => {
    const session = await house.session(await house.programme('salon', '周周约'), SATURDAY);
    const request = { sessionId: session.id, party: 2, personId: wei.id };
    const registering = house.get(RegisterForSession);
    expect(ruleOf(await registering.register(house.as(qin, MORNING), request))).toBe('not-allowed');
    expect(ruleOf(await registering.register(house.as(li, MORNING), { ...request, personId: 'nobody' }))).toBe(
      'not-found',
    );
    valueOf(await registering.register(house.as(li, MORNING), request));
    const entries = await house.all('SELECT actor_id, on_behalf_of, act FROM audit_entries WHERE org_id = ?', [
      house.scope.orgId,
    ]);
    expect(entries).toEqual([{ actorId: li.id, onBehalfOf: wei.id, act: 'registration.register' }]);
  });

  it('answers a repeated request with the first answer', async () => {
    const session = await house.session(await house.programme('salon', '周周约'), SATURDAY);
    const again = (): Promise<Result<Registered, RegistrationRefusal>> =>
      house.get(RegisterForSession).register(house.as(wei, MORNING, 'm1'), { sessionId: session.id, party: 3 });
    const first = await again();
    expect(await again()).toEqual(first);
    expect(await house.seats(session)).toEqual({ taken: 1, waiting: 0, states: { registered: 1 } });
  });

  it('gives the last place to exactly one of 500 families, and everybody an answer', async () => {
    const session = await house.session(await house.programme('salon', '周周约'), SATURDAY, {
      households: 1,
      waitlist: 6,
    });
    const families = await house.people(
      Array.from({ length: 500 }, (_, i) => `家庭${String(i)}`),
      'participant',
    );
    const answers = await Promise.all(families.map((family) => register(family, session.id)));
    const outcomes = answers.map((answer) => (answer.ok ? answer.value.state : answer.refusal.rule));
    expect(outcomes.filter((outcome) => outcome === 'registered')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'waiting')).toHaveLength(6);
    expect(outcomes.filter((outcome) => outcome === 'full')).toHaveLength(493);
    expect(await house.seats(session)).toEqual({ taken: 1, waiting: 6, states: { registered: 1, waiting: 6 } });
    const positions = answers.flatMap((answer) => (answer.ok && answer.value.position ? [answer.value.position] : []));
    expect(positions.sort()).toEqual([1, 2, 3, 4, 5, 6]);
  }, 120_000);

  describe('when plans change', () => {
    const cancel = (who: Person, registrationId: string, when = MORNING): ReturnType<CancelRegistration['cancel']> =>
      house.get(CancelRegistration).cancel(house.as(who, when), { registrationId });

    it('gives a cancelled place to whoever has waited longest, and tells her', async () => {
      const session = await house.session(await house.programme('salon', '周周约'), SATURDAY, { households: 1 });
      const first = valueOf(await register(wei, session.id));
      const second = valueOf(await register(qin, session.id));
      const third = await house.person('黄家', 'participant');
      valueOf(await register(third, session.id));
      expect(valueOf(await cancel(wei, first.registrationId))).toMatchObject({ promoted: [expect.any(String)] });
      const look = house.get(LookAtSessions);
      expect(await look.registration(house.scope, second.registrationId)).toMatchObject({ state: 'registered' });
      const [waiting] = await look.mine(house.scope, third.id, instantOf(MORNING, 'Asia/Shanghai'));
      expect(waiting).toMatchObject({ state: 'waiting', position: 1 });
      expect(await house.seats(session)).toEqual({
        taken: 1,
        waiting: 1,
        states: { registered: 1, waiting: 1, cancelled: 1 },
      });
      expect((await house.owed(qin)).map(({ kind, state }) => [kind, state])).toEqual([
        ['registered-promoted', 'pending'],
        ['registration-reminder', 'pending'],
      ]);
      expect((await house.owed(wei)).map(({ state }) => state)).toEqual(['suppressed']);
      expect(await house.owed(third)).toEqual([]);
    });

    it('frees the place for somebody new when nobody waits, and lets her come back', async () => {
      const session = await house.session(await house.programme('salon', '周周约'), SATURDAY, { households: 1 });
      const first = valueOf(await register(wei, session.id));
      expect(valueOf(await cancel(wei, first.registrationId))).toMatchObject({ promoted: [] });
      expect(valueOf(await register(wei, session.id)).state).toBe('registered');
    });

    it('moves the queue before a newcomer when the capacity was raised', async () => {
      const session = await house.session(await house.programme('salon', '周周约'), SATURDAY, { households: 1 });
      valueOf(await register(wei, session.id));
      valueOf(await register(qin, session.id));
      await database.write((tx) => tx.run('UPDATE sessions SET households_max = 2 WHERE id = ?', [session.id]));
      const newcomer = await house.person('黄家', 'participant');
      expect(valueOf(await register(newcomer, session.id))).toMatchObject({ state: 'waiting', position: 1 });
      const [mine] = await house.get(LookAtSessions).mine(house.scope, qin.id, instantOf(MORNING, 'Asia/Shanghai'));
      expect(mine).toMatchObject({ state: 'registered' });
      await database.write((tx) => tx.run('UPDATE sessions SET households_max = 4 WHERE id = ?', [session.id]));
      const last = await house.person('陆家', 'participant');
      expect(valueOf(await register(last, session.id))).toMatchObject({ state: 'registered', position: null });
      expect(await house.seats(session)).toEqual({ taken: 4, waiting: 0, states: { registered: 4 } });
    });

    it('leaves the queue without a trace in the places', async () => {
      const session = await house.session(await house.programme('salon', '周周约'), SATURDAY, { households: 1 });
      valueOf(await register(wei, session.id));
      const waiting = valueOf(await register(qin, session.id));
      valueOf(await cancel(qin, waiting.registrationId));
      expect(await house.seats(session)).toMatchObject({ taken: 1, waiting: 0 });
    });

    it('refuses to cancel twice, for others, and after the beginning', async () => {
      const session = await house.session(await house.programme('salon', '周周约'), SATURDAY);
      const { registrationId } = valueOf(await register(wei, session.id));
      expect(ruleOf(await cancel(qin, registrationId))).toBe('not-allowed');
      expect(ruleOf(await cancel(wei, 'nothing'))).toBe('not-found');
      expect(ruleOf(await cancel(wei, registrationId, SATURDAY))).toBe('session-started');
      expect(ruleOf(await cancel(wei, registrationId, '2026-12-05T18:00'))).toBe('session-over');
      expect(ruleOf(await cancel(li, registrationId, '2026-12-05T15:10'))).toBe('done');
      expect(await cancel(wei, registrationId)).toMatchObject({ refusal: { rule: 'state', state: 'cancelled' } });
    });

    it('never gives more places than there are while families come and go at once', async () => {
      const session = await house.session(await house.programme('salon', '周周约'), SATURDAY, {
        households: 3,
        waitlist: 20,
      });
      const families = await house.people(
        Array.from({ length: 20 }, (_, i) => `家庭${String(i)}`),
        'participant',
      );
      await Promise.all(
        families.map(async (family, i) => {
          const answer = await register(family, session.id);
          if (answer.ok && i % 2 === 0) await cancel(family, answer.value.registrationId);
        }),
      );
      expect(await house.seats(session)).toEqual({
        taken: 3,
        waiting: 7,
        states: { registered: 3, waiting: 7, cancelled: 10 },
      });
    }, 60_000);

    it('changes how many come without losing the turn', async () => {
      const session = await house.session(await house.programme('salon', '周周约'), SATURDAY);
      const { registrationId } = valueOf(await register(wei, session.id));
      const change = (who: Person, party: number, when = MORNING): ReturnType<ChangeParty['change']> =>
        house.get(ChangeParty).change(house.as(who, when), { registrationId, party });
      expect(valueOf(await change(wei, 5))).toMatchObject({ before: 3, party: 5 });
      expect(ruleOf(await change(wei, 0))).toBe('party-size');
      expect(ruleOf(await change(qin, 2))).toBe('not-allowed');
      expect(ruleOf(await change(wei, 2, SATURDAY))).toBe('session-started');
      expect(await house.get(LookAtSessions).registration(house.scope, registrationId)).toMatchObject({ party: 5 });
    });

    it('takes a sign-up back within ten minutes, and no later', async () => {
      const session = await house.session(await house.programme('salon', '周周约'), SATURDAY);
      valueOf(await register(wei, session.id));
      const undo = house.get(Undo);
      expect(await undo.undo(house.as(wei, '2026-12-01T09:11'))).toMatchObject({
        refusal: { rule: 'too-late-to-undo' },
      });
      expect(await undo.undo(house.as(wei, '2026-12-01T09:10'))).toMatchObject({ ok: true });
      expect(await house.seats(session)).toEqual({ taken: 0, waiting: 0, states: { cancelled: 1 } });
    });
  });
});
