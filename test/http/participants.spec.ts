import { Workbook } from '../harness/workbook';
import { aRunningService, asBuffer, type Agent, type RunningService } from './running-service';

describe('families over HTTP', () => {
  let service: RunningService;
  let family: Agent;
  let coordinator: Agent;
  let sessionId: string;

  beforeAll(async () => {
    service = await aRunningService();
    family = await service.signedInAs('f01');
    coordinator = await service.signedInAs('c01');
    const { body } = await family.get('/api/sessions').expect(200);
    sessionId = (body.sessions as { sessionId: string; programmeKey: string }[])[0]?.sessionId ?? '';
  });
  afterAll(() => service.stop());

  it('sign up once, get an invitation with a Chinese name, change and cancel', async () => {
    const registered = await family.post(`/api/sessions/${sessionId}/registrations`).send({ party: 3 }).expect(201);
    expect(registered.body).toMatchObject({ state: 'registered', party: 3 });
    const { registrationId } = registered.body as { registrationId: string };
    const twice = await family.post(`/api/sessions/${sessionId}/registrations`).send({ party: 2 }).expect(409);
    expect(twice.body).toMatchObject({ rule: 'already-registered' });
    const file = await family.get(`/api/registrations/${registrationId}/calendar.ics`).expect(200);
    expect(file.headers['content-type']).toMatch(/^text\/calendar/u);
    expect(file.headers['content-disposition']).toMatch(/filename\*=UTF-8''%E[\w%-]+\.ics$/u);
    await family.patch(`/api/registrations/${registrationId}`).send({ party: 2 }).expect(200);
    await family.patch(`/api/registrations/${registrationId}`).send({ party: 0 }).expect(422);
    await (await service.signedInAs('f02')).get(`/api/registrations/${registrationId}`).expect(404);
    await (await service.signedInAs('f02')).delete(`/api/registrations/${registrationId}`).expect(404);
    await coordinator.get(`/api/registrations/${registrationId}`).expect(200);
    await family.delete(`/api/registrations/${registrationId}`).expect(200);
  });

  it('see no list of others, which coordinators do', async () => {
    await family.get(`/api/sessions/${sessionId}/registrations`).expect(403);
    await coordinator.get(`/api/sessions/${sessionId}/registrations`).expect(200);
    await coordinator.get('/api/sessions/nothing/registrations').expect(404);
    const code = await coordinator.post(`/api/sessions/${sessionId}/check-in-code`).send({}).expect(200);
    expect(code.body.code).toMatch(/^\d{4,6}$/u);
  });

  it('subscribe to a calendar whose address is a secret', async () => {
    const { body } = await family.post('/api/calendar/feed').send({}).expect(200);
    const path = new URL(body.url as string).pathname;
    const feed = await service.http
      .get(path)
      .expect(200)
      .expect('Content-Type', /^text\/calendar/u);
    expect(feed.text).toMatch(/^BEGIN:VCALENDAR/u);
    await service.http
      .get(path)
      .set('If-None-Match', feed.headers.etag ?? '')
      .expect(304);
    const head = await service.http.head(path).set('Accept-Encoding', 'gzip').expect(200);
    expect(head.headers).toMatchObject({ etag: feed.headers.etag, vary: 'Accept-Encoding' });
    await service.http.put(path).send('BEGIN:VCALENDAR').expect(405).expect('Allow', 'GET, HEAD');
    const { text } = await service.http.get('/metrics').expect(200);
    expect(text).toMatch(/request_seconds_count\{method="GET",route="\/calendar\/:file",status="304"\} 1/u);
    expect(text).not.toContain(path.slice(10, 30));
    await family.post('/api/calendar/feed').send({}).expect(200);
    await service.http.get(path).expect(404);
    await service.http.get('/calendar/x.ics').expect(404);
  });

  it('are named to be called wherever something is told that no channel brings them', async () => {
    const newcomer = { name: '黄女士', phone: '138 0000 0000', party: 3 };
    const { body } = await service.http.post(`/api/h5/posters/${sessionId}/register`).send(newcomer).expect(200);
    const link = `Link ${(body.page as string).split('#')[1] ?? ''}`;
    const visit = await service.http.get('/api/h5/visit').set('Authorization', link).expect(200);
    expect(visit.body).toMatchObject({ hears: 'telephone', takesMail: false, session: { registration: { party: 3 } } });
    const toCall = [{ name: '黄女士', phone: '13800000000' }];
    await family.post(`/api/sessions/${sessionId}/registrations`).send({ party: 2 }).expect(201);
    await service.http.get('/api/chat/people');
    const notice = await coordinator
      .post(`/api/activities/${sessionId}/notice`)
      .send({ text: '请带笔记本' })
      .expect(200);
    expect(notice.body).toMatchObject({ told: 2, toCall });
    const concerned = await coordinator.get(`/api/sessions/${sessionId}/concerned`).expect(200);
    const coming = concerned.body.coming as { name: string; reached: boolean }[];
    expect(coming.filter(({ reached }) => !reached).map(({ name }) => name)).toEqual(['黄女士']);
    await service.beat();
    const log = (await coordinator.get('/api/messages?state=unreached').expect(200)).body;
    expect(log).toMatchObject({
      total: 1,
      counts: { unreached: 1 },
      messages: [{ person: '黄女士', unreached: true }],
    });
    const waiting = (await coordinator.get('/api/messages?state=pending').expect(200)).body.messages as object[];
    expect(waiting).not.toContainEqual(expect.objectContaining({ person: '黄女士', kind: 'notice' }));
    const today = (await coordinator.get('/api/today').expect(200)).body;
    expect(today.toCall).toMatchObject([{ person: '黄女士', kind: 'notice' }]);
    expect((await coordinator.post('/api/messages/to-call').send({}).expect(200)).body).toMatchObject({ toCall });
    const looked = await coordinator.get('/api/audit?act=look-at-phones').expect(200);
    expect(looked.body.total).toBe(2);
  });

  it('are one household by one telephone, and come in and out again at the door', async () => {
    const wish = { name: '黄妈妈', phone: '13800000000', party: 2, here: true };
    const door = (body: object) => coordinator.post(`/api/sessions/${sessionId}/households`).send(body);
    await door(wish).expect(409, /签到时间是/u);
    const before = (await coordinator.get('/api/sessions').expect(200)).body.sessions[0] as { start: number };
    service.clock.windTo(before.start);
    coordinator = await service.signedInAs('c01');
    const came = (await door(wish).expect(200)).body as { registrationId: string };
    expect(came).toMatchObject({ name: '黄女士', known: true, state: 'attended', already: false });
    await door(wish).expect(200, /"already":true/u);
    const other = (await door({ name: '覃女士', party: 1, here: true }).expect(200)).body;
    expect(other).toMatchObject({ known: false, state: 'attended' });
    await coordinator.post(`/api/registrations/${came.registrationId}/take-back`).send({}).expect(200);
    const { body } = await coordinator.get(`/api/sessions/${sessionId}/registrations`).expect(200);
    const states = (body.registrations as { personName: string; state: string; reached: boolean }[])
      .filter(({ reached }) => !reached)
      .map(({ personName, state }) => [personName, state]);
    expect(states).toEqual(
      expect.arrayContaining([
        ['黄女士', 'registered'],
        ['覃女士', 'attended'],
      ]),
    );
    const taken = (await coordinator.get(`/api/sessions/${sessionId}`).expect(200)).body.householdsTaken as number;
    await coordinator
      .put(`/api/activities/${sessionId}/capacity`)
      .send({ households: taken - 1 })
      .expect(409, /名额不能比这更少/u);
  });
});

describe('counts over HTTP', () => {
  let service: RunningService;

  beforeAll(async () => {
    service = await aRunningService();
  });
  afterAll(() => service.stop());

  it('takes figures from a coordinator, corrects them, and counts them', async () => {
    const coordinator = await service.signedInAs('c01');
    const { body } = await coordinator.get('/api/on-duty?at=2026-11-24T09:00').expect(200);
    const sessionId = (body.duties as { sessionId: string }[])[0]?.sessionId ?? '';
    await coordinator
      .post('/api/tallies')
      .send({ sessionId, values: { calls: 5, highRisk: 1 } })
      .expect(200);
    await coordinator
      .post('/api/tallies')
      .send({ sessionId, values: { calls: 4 } })
      .expect(200);
    const refused = await coordinator
      .post('/api/tallies')
      .send({ sessionId, values: { visitors: 4 } })
      .expect(422);
    expect(refused.body).toMatchObject({ rule: 'unknown-measure', detail: expect.stringContaining('来电') });
    await coordinator
      .post('/api/tallies')
      .send({ sessionId, values: { calls: '4' } })
      .expect(400);
    service.clock.windTo(service.clock.now() + 6 * 3_600_000);
    const later = await service.signedInAs('c01');
    const counts = await later.get('/api/statistics?from=2026-11-01&to=2026-11-30').expect(200);
    expect(counts.body.counts.programmes[0].measures).toMatchObject([
      { key: 'calls', value: 4 },
      { key: 'highRisk', value: 1 },
    ]);
    expect(counts.body.paragraph).toContain('4');
    const one = await later.get('/api/statistics?from=2026-11-01&to=2026-11-30&programme=tiantianxun').expect(200);
    expect(one.body.counts.programmes).toMatchObject([
      { programmeKey: 'tiantianxun', measures: counts.body.counts.programmes[0].measures, minutesByOrigin: {} },
    ]);
    expect(one.body.counts.open.sessionsWithoutTally.total).toBeGreaterThan(0);
    const period = 'from=2026-11-01&to=2026-11-30';
    const { body: report } = await later.get(`/api/statistics/report?${period}`).expect(200);
    expect(report).toMatchObject(counts.body);
    const sheet = await later.get(`/api/statistics/report.xlsx?${period}`).buffer(true).parse(asBuffer).expect(200);
    expect(sheet.headers['content-disposition']).toContain(encodeURIComponent('2026年11月统计.xlsx'));
    const overview = (await Workbook.of(sheet.body as Buffer)).rows('总表');
    expect(overview.find((row) => row[1] === '来电')?.[3]).toBe(4);
    for (const format of ['docx', 'pdf']) await later.get(`/api/statistics/report.${format}?${period}`).expect(200);
    await later.get(`/api/statistics/report.odt?${period}`).expect(400);
    const none = await later.get('/api/statistics?programme=none').expect(404);
    expect(none.body.detail).toContain('tiantianxun');
    await later.get('/api/statistics?from=2026-12-01&to=2026-11-01').expect(400);
    await later.get('/api/statistics?from=2026-02-30&to=2026-11-01').expect(400);
  });
});
