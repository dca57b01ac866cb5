import { databasesUnderTest, freshUrl, type FreshUrl } from '../harness/databases';
import { aRunningService, type Agent, type RunningService } from './running-service';

describe.each(databasesUnderTest())('who can serve when, on %s', (engine) => {
  let database: FreshUrl;
  let service: RunningService;
  let li: Agent;

  beforeAll(async () => {
    database = await freshUrl(engine);
    service = await aRunningService({ databaseUrl: database.url });
    li = await service.signedInAs('c01');
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
  });

  const profile = async (id: string): Promise<{ availability: object[]; wishes: object[] }> =>
    (await li.get(`/api/volunteers/${id}`).expect(200)).body as { availability: object[]; wishes: object[] };

  /** What stands in the way of this person on the early shift of a Tuesday. */
  async function onTuesday(personId: string): Promise<string> {
    const rota = await li.get('/api/rotas/2026-12').expect(200);
    const duties = rota.body.duties as { shiftId: string; startCivil: string; postKey: string }[];
    const shift = duties.find(({ startCivil, postKey }) => startCivil === '2026-12-08T08:00' && postKey === 'backup');
    const judged = await li.get(`/api/rotas/2026-12/verdicts?personId=${personId}`).expect(200);
    const verdicts = judged.body.verdicts as { shiftId: string; reasons: string[] }[];
    return verdicts.find(({ shiftId }) => shiftId === shift?.shiftId)?.reasons.join() ?? '';
  }

  it('keeps the hours of the week that a coordinator sets, judges by them, and takes them back', async () => {
    const id = await service.personId('v05');
    await li.put(`/api/volunteers/${id}/availability`).send({ windows: [] }).expect(200, { availability: [] });
    expect(await onTuesday(id)).not.toContain('可值班');
    const evenings = [
      { weekday: 2, fromMinute: 1200, toMinute: 1440 },
      { weekday: 1, fromMinute: 1080, toMinute: 1260 },
      { weekday: 1, fromMinute: 1200, toMinute: 1320 },
    ];
    const { body } = await li.put(`/api/volunteers/${id}/availability`).send({ windows: evenings }).expect(200);
    const kept = [
      { weekday: 1, fromMinute: 1080, toMinute: 1320 },
      { weekday: 2, fromMinute: 1200, toMinute: 1440 },
    ];
    expect(body.availability).toEqual(kept);
    expect((await profile(id)).availability).toEqual(kept);
    expect(await onTuesday(id)).toContain('可值班');
    await li.post('/api/undo').expect(200);
    expect((await profile(id)).availability).toEqual([]);
    expect(await onTuesday(id)).not.toContain('可值班');
  });

  it('says which stretch is wrong and how to write what crosses midnight; nothing is kept of it', async () => {
    const id = await service.personId('v06');
    const before = await profile(id);
    const windows = [
      { weekday: 1, fromMinute: 480, toMinute: 720 },
      { weekday: 2, fromMinute: 1200, toMinute: 480 },
    ];
    const { body } = await li.put(`/api/volunteers/${id}/availability`).send({ windows }).expect(422);
    expect(body.detail).toContain('第 2 段');
    await li
      .put(`/api/volunteers/${id}/availability`)
      .send({ windows: [{ weekday: 8, fromMinute: 0, toMinute: 60 }] })
      .expect(400);
    expect(await profile(id)).toEqual(before);
  });

  it('keeps wishes that she told the coordinator, and takes them back', async () => {
    const id = await service.personId('v07');
    const before = (await profile(id)).wishes;
    const wishes = [
      { want: 'like', programme: 'tiantianxun', dayPart: 'evening' },
      { want: 'dislike', weekday: 6 },
    ];
    await li.put(`/api/volunteers/${id}/wishes`).send({ wishes }).expect(200, { wishes });
    expect((await profile(id)).wishes).toEqual(wishes);
    const many = Array.from({ length: 51 }, () => ({ want: 'like' }));
    const refused = await li.put(`/api/volunteers/${id}/wishes`).send({ wishes: many }).expect(422);
    expect(refused.body.detail).toContain('最多 50 条');
    await li.post('/api/undo').expect(200);
    expect((await profile(id)).wishes).toEqual(before);
  });

  it('adds up the month of each, by shifts, nights, weekends and holidays, with her leave', async () => {
    const id = await service.personId('v01');
    await li.post('/api/leaves').send({ personId: id, from: '2026-12-20T00:00', to: '2026-12-22T00:00' }).expect(200);
    const { body } = await li.get('/api/rotas/2026-10/people').expect(200);
    const { days, people } = body as {
      days: { date: string; holiday: string | null; works: boolean | null }[];
      people: { personId: string; counts: object; leaves: object[] }[];
    };
    expect(days).toHaveLength(31);
    expect(days[0]).toMatchObject({ date: '2026-10-01', works: false, holiday: expect.stringContaining('国庆') });
    expect(people.find(({ personId }) => personId === id)).toMatchObject({
      counts: { shifts: 0, nights: 0, weekends: 0, holidays: 0 },
      leaves: [],
    });
    const night = await sessionOn('2026-12-05T00:00');
    await li
      .post(`/api/shifts/${night}/assign`)
      .send({ personId: id, override: { reason: '试' } })
      .expect(200);
    const december = await li.get('/api/rotas/2026-12/people').expect(200);
    const hers = (december.body as { people: typeof people }).people.find(({ personId }) => personId === id);
    expect(hers?.leaves).toContainEqual({ fromCivil: '2026-12-20T00:00', toCivil: '2026-12-22T00:00' });
    expect(hers?.counts).toEqual({ shifts: 1, nights: 1, weekends: 1, holidays: 0 });
  });

  /** The shift at the telephone that begins then. */
  async function sessionOn(start: string): Promise<string> {
    const rota = await li.get('/api/rotas/2026-12').expect(200);
    const duties = rota.body.duties as { shiftId: string; startCivil: string; postKey: string }[];
    return duties.find(({ startCivil, postKey }) => startCivil === start && postKey === 'backup')?.shiftId ?? '';
  }
});
