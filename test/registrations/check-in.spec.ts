import type { Database } from '../../src/database/database';
import type { Result } from '../../src/kernel/result';
import { CancelRegistration } from '../../src/registrations/cancel-registration.service';
import { CheckIn, type CheckedIn } from '../../src/registrations/check-in.service';
import { CheckInCodes } from '../../src/registrations/check-in-codes.service';
import type { RegistrationRefusal } from '../../src/registrations/domain/registration-refusal';
import { GiveFeedback } from '../../src/registrations/give-feedback.service';
import { LookAtSessions } from '../../src/registrations/look-at-sessions.service';
import { RegisterForSession } from '../../src/registrations/register-for-session.service';
import { Tallies } from '../../src/statistics/tallies.service';
import { House, at, type Person } from '../builders/salon';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';

const SATURDAY = '2026-12-05T15:00';
const AT_THE_DOOR = '2026-12-05T14:50';

const ruleOf = (result: Result<unknown, RegistrationRefusal>): string => (result.ok ? 'done' : result.refusal.rule);

describe.each(databasesUnderTest())('coming to a session on %s', (engine) => {
  let database: Database;
  let fresh: FreshDatabase;
  let house: House;
  let wei: Person;
  let qin: Person;
  let li: Person;
  let session: { id: string; shiftId: string };
  let code: string;

  const register = async (who: Person, party = 3): Promise<string> => {
    const result = await house
      .get(RegisterForSession)
      .register(house.as(who, '2026-12-01T09:00'), { sessionId: session.id, party });
    if (!result.ok) throw new Error(result.refusal.rule);
    return result.value.registrationId;
  };
  const checkIn = (
    who: Person,
    when = AT_THE_DOOR,
    party?: number,
    said = code,
  ): Promise<Result<CheckedIn, RegistrationRefusal>> =>
    house.get(CheckIn).withCode(house.as(who, when), { code: said, party });
  const figures = async (): Promise<Record<string, number>> =>
    Object.fromEntries(
      ((await house.get(Tallies).figures(house.scope, session.id)) ?? []).map(({ measure, value }) => [
        measure.key,
        value,
      ]),
    );

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
    session = await house.session(await house.programme('salon', '周周约'), SATURDAY, { households: 2, waitlist: 2 });
    const shown = await house.get(CheckInCodes).show(house.as(li, '2026-12-05T14:00'), { sessionId: session.id });
    if (!shown.ok) throw new Error(shown.refusal.rule);
    ({ code } = shown.value);
  });
  afterEach(() => house.close());

  it('shows the same six digits to every coordinator who asks, and to nobody else', async () => {
    expect(code).toMatch(/^\d{6}$/);
    const codes = house.get(CheckInCodes);
    expect(await codes.show(house.as(li, AT_THE_DOOR), { sessionId: session.id })).toMatchObject({ value: { code } });
    expect(ruleOf(await codes.show(house.as(wei, AT_THE_DOOR), { sessionId: session.id }))).toBe('not-allowed');
    expect(ruleOf(await codes.show(house.as(li, AT_THE_DOOR), { sessionId: 'nothing' }))).toBe('not-found');
  });

  it('counts a family that checks in, once', async () => {
    await register(wei, 3);
    await register(qin, 2);
    expect(await checkIn(wei)).toMatchObject({ value: { party: 3, already: false } });
    expect(await checkIn(wei)).toMatchObject({ value: { party: 3, already: true } });
    expect(await figures()).toEqual({ households: 1, people: 3 });
    expect(await checkIn(qin, AT_THE_DOOR, 4)).toMatchObject({ value: { party: 4 } });
    expect(await figures()).toEqual({ households: 2, people: 7 });
    const [reminder] = await house.owed(wei);
    expect(reminder).toMatchObject({ kind: 'registration-reminder', state: 'suppressed' });
  });

  it('counts a family once that checks in twice at the same instant', async () => {
    await register(wei, 3);
    await Promise.all([checkIn(wei), checkIn(wei), checkIn(wei)]);
    expect(await figures()).toEqual({ households: 1, people: 3 });
  });

  it('opens an hour before the start and closes two hours after the end', async () => {
    await register(wei);
    expect(await checkIn(wei, '2026-12-05T13:59')).toMatchObject({
      refusal: { rule: 'check-in-closed', opens: at('2026-12-05T14:00'), closes: at('2026-12-05T19:00') },
    });
    expect(ruleOf(await checkIn(wei, '2026-12-05T19:01'))).toBe('check-in-closed');
    expect(ruleOf(await checkIn(wei, '2026-12-05T14:00'))).toBe('done');
  });

  it('refuses a wrong code, a family that never signed up, one that waits, and a party of nobody', async () => {
    const other = code === '000000' ? '000001' : '000000';
    expect(ruleOf(await checkIn(wei, AT_THE_DOOR, undefined, other))).toBe('unknown-code');
    expect(ruleOf(await checkIn(wei))).toBe('not-registered');
    await register(wei);
    await register(qin);
    const lu = await house.person('陆家', 'participant');
    await register(lu);
    expect(await checkIn(lu)).toMatchObject({ refusal: { rule: 'still-waiting', position: 1 } });
    expect(ruleOf(await checkIn(wei, AT_THE_DOOR, 0))).toBe('party-size');
    expect(await figures()).toEqual({ households: 0, people: 0 });
  });

  it('never opens the door of another organisation', async () => {
    const elsewhere = await house.branch('城中区妇联');
    const foreigner = await elsewhere.person('远家', 'participant');
    const result = await house.get(CheckIn).withCode(elsewhere.as(foreigner, AT_THE_DOOR), { code });
    expect(ruleOf(result)).toBe('unknown-code');
  });

  it('lets a coordinator admit who signed up and, while there is a place, who just came', async () => {
    const registrationId = await register(wei, 3);
    const door = house.get(CheckIn);
    expect(ruleOf(await door.admit(house.as(qin, AT_THE_DOOR), { registrationId }))).toBe('not-allowed');
    expect(ruleOf(await door.admit(house.as(li, AT_THE_DOOR), { registrationId }))).toBe('done');
    const walkIn = (who: Person, by = li): Promise<Result<CheckedIn, RegistrationRefusal>> =>
      door.walkIn(house.as(by, AT_THE_DOOR), { sessionId: session.id, personId: who.id, party: 2 });
    expect(ruleOf(await walkIn(qin, qin))).toBe('not-allowed');
    expect(ruleOf(await walkIn(qin))).toBe('done');
    expect(await walkIn(qin)).toMatchObject({ value: { already: true } });
    expect(ruleOf(await walkIn(await house.person('陆家', 'participant')))).toBe('full');
    expect(await figures()).toEqual({ households: 2, people: 5 });
    expect(await house.seats(session)).toEqual({ taken: 2, waiting: 0, states: { attended: 2 } });
  });

  it('moves the next family up when a coordinator gives away the place of one that did not come', async () => {
    const absent = await register(wei);
    await register(qin);
    const lu = await house.person('陆家', 'participant');
    await register(lu, 2);
    await house.get(CancelRegistration).cancel(house.as(li, '2026-12-05T15:20'), { registrationId: absent });
    expect(ruleOf(await checkIn(lu, '2026-12-05T15:21'))).toBe('done');
    expect(await figures()).toEqual({ households: 1, people: 2 });
  });

  it('takes a mistaken check-in back by counter-entries', async () => {
    const registrationId = await register(wei, 3);
    await checkIn(wei);
    const door = house.get(CheckIn);
    expect(ruleOf(await door.takeBack(house.as(wei, AT_THE_DOOR), { registrationId }))).toBe('not-allowed');
    expect(ruleOf(await door.takeBack(house.as(li, AT_THE_DOOR), { registrationId }))).toBe('done');
    expect(ruleOf(await door.takeBack(house.as(li, AT_THE_DOOR), { registrationId }))).toBe('state');
    expect(await figures()).toEqual({ households: 0, people: 0 });
    expect(await checkIn(wei)).toMatchObject({ value: { already: false } });
  });

  describe('saying how it was', () => {
    const rate = (score: number, when = '2026-12-05T18:00', text?: string): ReturnType<GiveFeedback['give']> =>
      house.get(GiveFeedback).give(house.as(wei, when), { score, text });

    it('takes 1 to 5 and a few words after the session, and the latest word counts', async () => {
      const registrationId = await register(wei);
      await checkIn(wei);
      expect(ruleOf(await rate(5, '2026-12-05T16:59'))).toBe('nothing-to-rate');
      expect(await rate(5, '2026-12-05T17:00', ' 孩子愿意说话了 ')).toMatchObject({
        value: { registrationId, score: 5 },
      });
      expect(ruleOf(await rate(4))).toBe('done');
      const look = house.get(LookAtSessions);
      expect(await look.registration(house.scope, registrationId)).toMatchObject({ score: 4 });
      expect(await look.toRate(house.scope, wei.id, at('2026-12-06T09:00'))).toMatchObject({ registrationId });
    });

    it.each([0, 6, 4.5, NaN])('refuses a score of %d', async (score) => {
      await register(wei);
      await checkIn(wei);
      expect(ruleOf(await rate(score))).toBe('score');
    });

    it('refuses an essay, one who did not come, and a month later', async () => {
      await register(wei);
      expect(ruleOf(await rate(5))).toBe('nothing-to-rate');
      await checkIn(wei);
      expect(ruleOf(await rate(5, '2026-12-05T18:00', '好'.repeat(501)))).toBe('too-long');
      expect(ruleOf(await rate(5, '2027-01-05T18:00'))).toBe('nothing-to-rate');
    });
  });
});
