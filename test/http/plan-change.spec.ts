import { databasesUnderTest, freshUrl, type FreshUrl } from '../harness/databases';
import { aRunningService, type Agent, type RunningService } from './running-service';

interface Part {
  key: string;
  name: string;
  start: string;
  end: string;
  night: boolean;
}

interface Duty {
  shiftId: string;
  startCivil: string;
  endCivil: string;
  dayPart: string;
  programmeKey: string;
  postKey: string;
  cancelled: boolean;
  people: { personId: string; assignmentId: string; state: string }[];
}

describe.each(databasesUnderTest())('other days and hours of a programme on %s', (engine) => {
  let database: FreshUrl;
  let service: RunningService;
  let li: Agent;

  beforeEach(async () => {
    database = await freshUrl(engine);
    service = await aRunningService({ databaseUrl: database.url });
    li = await service.signedInAs('c01');
  });
  afterEach(async () => {
    await service.stop();
    await database.drop();
  });

  async function settings(key: string): Promise<{ version: string; specification: { dayParts: Part[] } }> {
    const { body } = await li.get('/api/settings/programmes').expect(200);
    const found = (body.programmes as { key: string; version: string; specification: { dayParts: Part[] } }[]).find(
      (one) => one.key === key,
    );
    if (!found) throw new Error(`no programme ${key}`);
    return found;
  }
  const preview = async (key: string, change: object): Promise<Record<string, unknown>> =>
    (await li.post(`/api/settings/programmes/${key}/preview`).send({ change }).expect(200)).body.plan as Record<
      string,
      unknown
    >;
  const save = async (key: string, change: object) =>
    li.patch(`/api/settings/programmes/${key}`).send({ seen: (await settings(key)).version, change });
  async function duties(key: string, day: string): Promise<Duty[]> {
    const { body } = await li.get(`/api/rotas/${day.slice(0, 7)}`).expect(200);
    return (body.duties as Duty[]).filter(
      (duty) => duty.programmeKey === key && duty.startCivil.startsWith(day) && !duty.cancelled,
    );
  }
  const at = (list: readonly Duty[], time: string, post = 'backup'): Duty | undefined =>
    list.find(({ startCivil, postKey }) => startCivil.endsWith(time) && postKey === post);
  const seat = async (duty: Duty | undefined, key: string): Promise<string> => {
    const personId = await service.personId(key);
    const body = { personId, override: { reason: '试' } };
    const taken = await li
      .post(`/api/shifts/${duty?.shiftId ?? ''}/assign`)
      .send(body)
      .expect(200);
    return taken.body.assignmentId as string;
  };

  it('take the sessions along with whoever is on them, tell them, and go back by undoing', async () => {
    const assignmentId = await seat(at(await duties('tiantianxun', '2026-12-08'), '20:00'), 'v01');
    await li.post(`/api/assignments/${assignmentId}/confirm`).send({}).expect(200);
    const { version, specification } = await settings('tiantianxun');
    const dayParts = specification.dayParts.map((part) => {
      if (part.key === 'late') return { ...part, end: '21:00' };
      return part.key === 'evening' ? { ...part, start: '21:00' } : part;
    });
    const means = await preview('tiantianxun', { dayParts });
    expect(means).toMatchObject({ told: 1, gone: 0, kept: 0, created: 0 });
    expect(means.moved).toBeGreaterThan(100);
    expect((await save('tiantianxun', { dayParts })).status).toBe(200);
    const moved = await duties('tiantianxun', '2026-12-08');
    expect(at(moved, '20:00')).toBeUndefined();
    expect(at(moved, '14:00')?.endCivil).toBe('2026-12-08T21:00');
    expect(at(moved, '21:00')?.people).toMatchObject([{ assignmentId, state: 'held' }]);
    expect(moved).toHaveLength(8);
    await service.beat();
    const told = await service.database.read((tx) =>
      tx.all<{ content: string }>("SELECT content FROM outbox WHERE kind = 'session-changed'"),
    );
    expect(told).toHaveLength(1);
    await li.post('/api/undo').expect(200);
    const back = await duties('tiantianxun', '2026-12-08');
    expect(at(back, '20:00')?.people).toMatchObject([{ assignmentId }]);
    expect((await settings('tiantianxun')).version).toBe(version);
  });

  it('let go of days on which nobody is, keep those on which somebody is, and bring the new ones', async () => {
    const before = await duties('zhouzhouyue', '2026-12-12');
    await seat(at(before, '15:00', 'assist'), 'v02');
    expect(await duties('zhouzhouyue', '2027-01-09')).not.toEqual([]);
    const sunday = { recurrence: 'FREQ=WEEKLY;BYDAY=SU' };
    expect(await preview('zhouzhouyue', sunday)).toMatchObject({ moved: 0, told: 0 });
    const { body } = await save('zhouzhouyue', sunday);
    const { gone, kept, created } = body.consequences.plan as Record<string, number>;
    expect([gone, kept, created].map((n) => (n ?? 0) > 0)).toEqual([true, true, true]);
    expect(at(await duties('zhouzhouyue', '2026-12-12'), '15:00', 'assist')?.people).toHaveLength(1);
    expect(await duties('zhouzhouyue', '2027-01-09')).toEqual([]);
    expect(at(await duties('zhouzhouyue', '2027-01-10'), '15:00', 'lead')).toBeDefined();
    await li.post('/api/undo').expect(200);
    await service.beat();
    expect(at(await duties('zhouzhouyue', '2027-01-09'), '15:00', 'lead')).toBeDefined();
    expect(await duties('zhouzhouyue', '2027-01-10')).toEqual([]);
  });

  it('are refused with names when somebody would be in two places at once; nothing changes', async () => {
    const day = await duties('tiantianxun', '2026-12-12');
    await seat(at(day, '14:00'), 'v03');
    const salon = at(await duties('zhouzhouyue', '2026-12-12'), '15:00', 'assist');
    const { specification } = await settings('zhouzhouyue');
    expect(specification.dayParts).toHaveLength(1);
    await save('zhouzhouyue', { start: '20:30', end: '22:00' });
    await seat(at(await duties('zhouzhouyue', '2026-12-12'), '20:30', 'assist'), 'v03');
    const back = await save('zhouzhouyue', { start: '15:00', end: '17:00' });
    expect([back.status, back.body.rule]).toEqual([409, 'people-busy']);
    expect(back.body.detail).toContain('会同时有两个班');
    expect(at(await duties('zhouzhouyue', '2026-12-12'), '20:30', 'assist')?.people).toHaveLength(1);
    expect(salon).toBeDefined();
  });

  it('say at which field they are no plan', async () => {
    const { specification } = await settings('tiantianxun');
    const twice = specification.dayParts.map((part) => ({ ...part, start: '08:00' }));
    const wrong = await save('tiantianxun', { dayParts: twice });
    expect(wrong.body.errors).toContainEqual({ pointer: '/dayParts/1/start', detail: '和另一段同时开始了' });
    const none = await save('zhouzhouyue', { recurrence: 'FREQ=NEVER' });
    expect(none.body.errors).toEqual([{ pointer: '/recurrence', detail: '这条规律排不出日子，请重新选' }]);
  });
});
