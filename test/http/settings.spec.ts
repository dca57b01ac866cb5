import { freshUrl, databasesUnderTest, type FreshUrl } from '../harness/databases';
import { aRunningService, type Agent, type RunningService } from './running-service';
import { insertInto } from '../harness/insert-into';

interface Settings {
  programmes: {
    key: string;
    version: string;
    specification: {
      posts: object[];
      reminders: object;
      rules: object;
      goals: { fairness: object };
      measures: object[];
    };
  }[];
}

describe.each(databasesUnderTest())('settings changed in the console on %s', (engine) => {
  let database: FreshUrl;
  let service: RunningService;
  let li: Agent;
  let qin: Agent;

  beforeAll(async () => {
    database = await freshUrl(engine);
    service = await aRunningService({ databaseUrl: database.url });
    li = await service.signedInAs('c01');
    qin = await service.signedInAs('c02');
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
  });

  async function hotline(): Promise<Settings['programmes'][number]> {
    const { body } = await li.get('/api/settings/programmes').expect(200);
    const found = (body as Settings).programmes.find(({ key }) => key === 'tiantianxun');
    if (!found) throw new Error('no hotline');
    return found;
  }
  const change = (who: Agent, seen: string, what: object) =>
    who.patch('/api/settings/programmes/tiantianxun').send({ seen, change: what });

  it('says what more people at a post would mean, makes it so on every shift to come, and takes it back', async () => {
    const { version, specification } = await hotline();
    const posts = specification.posts.map((post, i) => (i === 0 ? { ...post, min: 2, max: 2 } : post));
    const { body: means } = await li.post('/api/settings/programmes/tiantianxun/preview').send({ change: { posts } });
    const { sessions, missingBefore, missingAfter } = means as Record<string, number>;
    expect(sessions).toBeGreaterThan(200);
    expect((missingAfter ?? 0) - (missingBefore ?? 0)).toBe(sessions);
    await change(li, version, { posts }).expect(200);
    const { body: gaps } = await li.get('/api/gaps?from=2026-12-08&to=2026-12-08').expect(200);
    expect(gaps.gaps).toContainEqual(expect.objectContaining({ postKey: 'answer', seatsMin: 2 }));
    await li.post('/api/undo').expect(200);
    expect((await hotline()).version).toBe(version);
  });

  it('shows the weights of the automatic draft before anybody set them, and takes other ones', async () => {
    const { version, specification } = await hotline();
    expect(specification.goals).toMatchObject({ fairness: { shifts: 10, nights: 10 }, dislike: 8 });
    const goals = { ...specification.goals, fairness: { ...specification.goals.fairness, nights: 40 } };
    const { body: means } = await li.post('/api/settings/programmes/tiantianxun/preview').send({ change: { goals } });
    expect(means).toMatchObject({ sessions: 0, plan: null });
    await change(li, version, { goals }).expect(200);
    expect((await hotline()).specification.goals).toEqual(goals);
    const wrong = await change(li, (await hotline()).version, { goals: { ...goals, like: -1 } }).expect(422);
    expect(wrong.body.errors).toMatchObject([{ pointer: '/goals/like' }]);
    await li.post('/api/undo').expect(200);
    expect((await hotline()).version).toBe(version);
  });

  it('overwrites nobody: who saves second hears who was first, and nothing of hers is kept', async () => {
    const { version, specification } = await hotline();
    await change(li, version, { rules: { ...specification.rules, minRestHours: 12 } }).expect(200);
    const late = await change(qin, version, { rules: { ...specification.rules, minRestHours: 8 } }).expect(409);
    expect(late.body).toMatchObject({
      rule: 'changed-meanwhile',
      detail: expect.stringContaining('李统筹在 2026-11-24'),
    });
    expect((await hotline()).specification.rules).toMatchObject({ minRestHours: 12 });
    // Undoing now would not undo what somebody else did since.
    const { version: now } = await hotline();
    await change(qin, now, { rules: { ...specification.rules, minRestHours: 10 } }).expect(200);
    const undone = await li.post('/api/undo').expect(409);
    expect(undone.body.detail).toContain('没有动');
  });

  it('names each wrong field, and keeps nothing of a change with one', async () => {
    const { version, specification } = await hotline();
    const wrong = await change(li, version, {
      posts: [{ ...specification.posts[0], min: 3, max: 1 }, specification.posts[1]],
      reminders: { ...specification.reminders, waveSize: 0 },
    }).expect(422);
    expect(wrong.body.errors).toEqual([
      { pointer: '/posts/0/max', detail: '最多人数不能少于最少人数' },
      { pointer: '/reminders/waveSize', detail: '不能小于 1' },
    ]);
    const unknown = await change(li, version, { posts: [{ ...specification.posts[0], qualification: 'flying' }] });
    expect(unknown.body.errors).toMatchObject([{ pointer: '/posts/0/qualification' }]);
    expect((await hotline()).version).toBe(version);
  });

  it('sets up a measure that nobody foresaw, which is reported by its words and counted like any other', async () => {
    const { version, specification } = await hotline();
    const handbooks = { key: 'measure3', name: '发放手册', unit: '册', estimated: false, words: ['手册', '本'] };
    const names = ['值班电话'];
    await change(li, version, { names, measures: [...specification.measures, handbooks] }).expect(200);
    const changed = (await hotline()).specification;
    expect(changed).toMatchObject({ names });
    expect(changed.measures[2]).toEqual(handbooks);
    const { body } = await li.get('/api/on-duty?at=2026-11-24T09:00').expect(200);
    const sessionId = (body.duties as { sessionId: string }[])[0]?.sessionId ?? '';
    const report = (values: object) => li.post('/api/tallies').send({ sessionId, values });
    const taken = await report({ 手册: 120, measure3: 126 }).expect(200);
    expect(taken.body.figures).toMatchObject([{ measure: { name: '发放手册' }, value: 126 }]);
    const refused = await report({ listeners: 4 }).expect(422);
    expect(refused.body).toMatchObject({ rule: 'unknown-measure', detail: expect.stringContaining('“听众”') });
    const { body: counted } = await li.get('/api/statistics?from=2026-11-01&to=2026-11-30').expect(200);
    expect(counted.counts.programmes[0].measures).toContainEqual(
      expect.objectContaining({ key: 'measure3', name: '发放手册', unit: '册', value: 126 }),
    );
    expect(counted.paragraph).toContain('发放手册126册');
    const { version: now } = await hotline();
    const wrong = { ...handbooks, words: ['手册', '手 册', '3本'] };
    const faulty = await change(li, now, { measures: [...specification.measures, wrong] }).expect(422);
    expect((faulty.body.errors as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual([
      '/measures/2/words/1',
      '/measures/2/words/2',
    ]);
    // The words may be changed, the counted measure must stay.
    const { words: _, ...plain } = handbooks;
    await change(li, now, { names: [], measures: [...specification.measures, plain] }).expect(200);
    const gone = await change(li, (await hotline()).version, { measures: specification.measures }).expect(409);
    expect(gone.body.detail).toContain('发放手册');
  });

  it('keeps a measure that has been counted', async () => {
    const v01 = await service.signedInAs('v01');
    const { body } = await v01.get('/api/tallies/reportable');
    expect(body).toBeDefined();
    const session = await service.database.read((tx) =>
      tx.one<{ id: string; orgId: string; programmeId: string }>(
        "SELECT e.id, e.org_id, e.programme_id FROM sessions e JOIN programmes p ON p.id = e.programme_id WHERE p.slug = 'tiantianxun' LIMIT 1",
      ),
    );
    await service.database.write((tx) =>
      insertInto(tx, 'tally_entries', {
        id: 'counted',
        org_id: session?.orgId ?? '',
        session_id: session?.id ?? '',
        programme_id: session?.programmeId ?? '',
        measure: 'calls',
        value: 3,
        kind: 'report',
        person_id: null,
        at_ms: 0,
        note: null,
      }),
    );
    const { version, specification } = await hotline();
    const refused = await change(li, version, { measures: specification.measures.slice(1) }).expect(409);
    expect(refused.body).toMatchObject({ rule: 'measure-counted', detail: expect.stringContaining('来电') });
  });

  it('moves the questions that are planned when the times of asking change, also to quieter nights', async () => {
    const { body: open } = await li.get('/api/rotas/2026-12').expect(200);
    const { shiftId } = (open.duties as { shiftId: string; startCivil: string; postKey: string; taken: number }[]).find(
      (one) => one.startCivil === '2026-12-03T14:00' && one.postKey === 'backup' && one.taken === 0,
    ) ?? { shiftId: '' };
    const { body: fits } = await li.get(`/api/shifts/${shiftId}/candidates`).expect(200);
    const { personId } = (fits.candidates as { personId: string; violations: object[] }[])[0] ?? { personId: '' };
    const { body: taken } = await li.post(`/api/shifts/${shiftId}/assign`).send({ personId }).expect(200);
    const due = async (): Promise<string> => {
      const row = await service.database.read((tx) =>
        tx.one<{ dueMs: number }>("SELECT due_ms FROM outbox WHERE subject_id = ? AND kind = 'confirm-reminder'", [
          (taken as { assignmentId: string }).assignmentId,
        ]),
      );
      return new Date((row?.dueMs ?? 0) + 8 * 3_600_000).toISOString().slice(0, 16);
    };
    expect(await due()).toBe('2026-12-02T14:00');
    const { version, specification } = await hotline();
    await change(li, version, { reminders: { ...specification.reminders, confirmHours: 29 } }).expect(200);
    expect(await due()).toBe('2026-12-02T09:00');
    const { body: organisation } = await li.get('/api/settings/organisation').expect(200);
    const { id, version: seen } = organisation as { id: string; version: string };
    const quiet = { from: '21:30', to: '09:30' };
    await li.patch(`/api/settings/organisations/${id}`).send({ seen, quietHours: quiet }).expect(200);
    expect(await due()).toBe('2026-12-02T09:30');
  });

  it('says the organisation’s own words in a crisis, which must name a number, and knows its own holidays', async () => {
    const { body } = await li.get('/api/settings/organisation').expect(200);
    const { id, version } = body as { id: string; version: string };
    const path = `/api/settings/organisations/${id}`;
    const without = await li.patch(path).send({ seen: version, crisisText: '请保重' }).expect(422);
    expect(without.body.errors).toMatchObject([{ pointer: '/crisisText', detail: expect.stringContaining('号码') }]);
    const holidays = { 2027: [{ name: '春节', from: '2027-02-05', to: '2027-02-13', worked: ['2027-02-14'] }] };
    await li.patch(path).send({ seen: version, crisisText: '请拨打 0772-12338', holidays }).expect(200);
    const said = await service.http.post('/api/chat/messages').send({ from: 'v01', text: '我不想活了' }).expect(200);
    expect(JSON.stringify(said.body)).toContain('请拨打 0772-12338');
    const table = await li.get('/api/settings/holidays?year=2027').expect(200);
    expect(table.body).toMatchObject({ own: true, daysOff: holidays[2027] });
    await li.patch(path).send({ seen: version, name: '另一个名字' }).expect(409);
  });

  it('keeps the questions of the organisation, and lets a coordinator answer those that were passed on', async () => {
    const say = async (from: string, text: string): Promise<string> =>
      JSON.stringify((await service.http.post('/api/chat/messages').send({ from, text }).expect(200)).body);
    const { body } = await li.get('/api/settings/organisation').expect(200);
    const { id, version: seen } = body as { id: string; version: string };
    const path = `/api/settings/organisations/${id}`;
    const known = { question: ['可以带孩子吗'], answer: '可以，二楼有儿童角。' };
    const faulty = await li
      .patch(path)
      .send({ seen, answers: [known, { question: [], answer: '' }] })
      .expect(422);
    expect(faulty.body.errors).toMatchObject([{ pointer: '/answers/1/question' }, { pointer: '/answers/1/answer' }]);
    await li
      .patch(path)
      .send({ seen, answers: [known] })
      .expect(200);
    expect(await say('f01', '沙龙能不能带小朋友')).toContain('儿童角');
    expect(await say('f01', '转给统筹员：地板滑不滑')).toContain('第 1 号提问');
    const asked = await li.get('/api/questions').expect(200);
    const [question] = (asked.body as { questions: { id: string; text: string; personName: string }[] }).questions;
    expect(question).toMatchObject({ text: '地板滑不滑', personName: '韦家' });
    const one = `/api/questions/${question?.id ?? ''}`;
    await li.post(`${one}/keep`).expect(409);
    await li.post(`${one}/answer`).send({ text: '  ' }).expect(422);
    await li.post(`${one}/answer`).send({ text: '不滑，铺了防滑垫。' }).expect(200);
    await li.post(`${one}/answer`).send({ text: '再说一遍' }).expect(409);
    await li.post(`${one}/keep`).expect(200);
    expect(await say('f02', '地板滑不滑呀')).toContain('防滑垫');
    await li.post('/api/questions/01ABCDEFGHJKMNPQRSTVWXYZ00/answer').send({ text: '在' }).expect(404);
  });

  describe('what is held about a person', () => {
    const shiftFor = async (personId: string): Promise<string> => {
      const { body } = await li.get('/api/rotas/2026-12').expect(200);
      const free = (body.duties as { shiftId: string; taken: number; startCivil: string }[]).filter(
        ({ taken, startCivil }) => taken === 0 && startCivil > '2026-12-15',
      );
      for (const { shiftId } of free) {
        const { body: fits } = await li.get(`/api/shifts/${shiftId}/candidates`).expect(200);
        const fitting = (fits.candidates as { personId: string; violations: object[] }[]).find(
          (one) => one.personId === personId && one.violations.length === 0,
        );
        if (fitting) return shiftId;
      }
      throw new Error('no shift for her');
    };

    it('is given out as one file, and the log knows it', async () => {
      const id = await service.personId('v05');
      const { body, headers } = await li.get(`/api/people/${id}/data`).expect(200);
      expect(headers['content-disposition']).toContain('attachment');
      expect(body).toMatchObject({ schema: 'xinyue/person@1', person: { key: 'v05' } });
      const { held } = body as { held: Record<string, object[]> };
      expect(held.roles).toMatchObject([{ role: 'volunteer' }]);
      expect(held.qualifications).toContainEqual(expect.objectContaining({ qualificationKey: 'hotline' }));
      expect(JSON.stringify(body)).not.toContain('phoneCipher');
      const { body: log } = await li.get('/api/audit?act=person.export').expect(200);
      expect(log.total).toBe(1);
    });

    it('is erased when nothing lies ahead, and every count stays as it was', async () => {
      const id = await service.personId('v05');
      const name = await service.database.read((tx) =>
        tx.one<{ name: string }>('SELECT name FROM people WHERE id = ?', [id]),
      );
      const { body: taken } = await li
        .post(`/api/shifts/${await shiftFor(id)}/assign`)
        .send({ personId: id })
        .expect(200);
      const { assignmentId } = taken as { assignmentId: string };
      const refused = await li.delete(`/api/people/${id}`).expect(409);
      expect(refused.body).toMatchObject({
        rule: 'still-ahead',
        detail: expect.stringMatching(/2026-12-\d\d .*的班/u),
      });
      await li.post(`/api/assignments/${assignmentId}/drop`).send({}).expect(200);
      const { body: before } = await li.get('/api/statistics?from=2026-01-01&to=2026-12-31').expect(200);
      await li.delete(`/api/people/${id}`).expect(200);
      const { body: after } = await li.get('/api/statistics?from=2026-01-01&to=2026-12-31').expect(200);
      expect(after).toEqual(before);
      const { body: people } = await li.get('/api/volunteers').expect(200);
      expect(JSON.stringify(people)).not.toContain(name?.name);
      await li.get(`/api/volunteers/${id}`).expect(404);
      const own = await li.delete(`/api/people/${await service.personId('c01')}`).expect(409);
      expect(own.body.rule).toBe('own-person');
    });
  });
});
