import { aRunningService, sampleFile, type Agent, type RunningService } from './running-service';
import supertest from 'supertest';

describe('the organisation file over HTTP', () => {
  let service: RunningService;
  let coordinator: Agent;

  beforeAll(async () => {
    service = await aRunningService();
    coordinator = await service.signedInAs('c01');
  });
  afterAll(() => service.stop());

  it('changes nothing the second time', async () => {
    const { body } = await coordinator.post('/api/import/organisation').send(sampleFile()).expect(200);
    const parts = Object.values(body.counts as Record<string, { created: number; changed: number }>);
    expect(parts.reduce((sum, part) => sum + part.created + part.changed, 0)).toBe(0);
  });

  it('names every fault of a faulty file by its place and keeps nothing of it', async () => {
    const file = sampleFile() as { people: { name: unknown; qualifications?: unknown }[] };
    file.people.push({ ...file.people[0], key: 'new', name: '新人' } as never);
    Object.assign(file.people[3] ?? {}, { name: 7 });
    const answer = await coordinator.post('/api/import/organisation').send(file).expect(422);
    expect(answer.body).toMatchObject({ rule: 'faulty-file', errors: [{ pointer: '/people/3/name' }] });
    const found = await coordinator.get(`/api/people?called=${encodeURIComponent('新人')}`).expect(200);
    expect(found.body.people).toEqual([]);
  });

  it('is not for volunteers, strangers, or for another organisation', async () => {
    await (await service.signedInAs('v01')).post('/api/import/organisation').send(sampleFile()).expect(403);
    await service.http.post('/api/import/organisation').send(sampleFile()).expect(401);
    const file = sampleFile() as { organisation: object };
    const other = { ...file, organisation: { ...file.organisation, key: 'county' } };
    await coordinator.post('/api/import/organisation').send(other).expect(403);
  });

  it('comes out as it went in', async () => {
    const file = await coordinator.get('/api/export/organisation').expect(200);
    expect(file.headers['content-disposition']).toContain("filename*=UTF-8''%E7%BB%84%E7%BB%87.json");
    const exported = JSON.parse(file.text) as { people: unknown[] };
    expect(exported.people).toHaveLength((sampleFile().people as unknown[]).length);
    await (await service.signedInAs('v01')).get('/api/export/organisation').expect(403);
  });
});

describe('the first start without the sample', () => {
  it('lets whoever has the link load an organisation, and is then signed in as its coordinator', async () => {
    const service = await aRunningService({ sample: false });
    try {
      const browser = supertest.agent(service.server.app.getHttpServer());
      const token = (await service.server.signInLink()).split('#')[1];
      const visitor = await browser.post('/api/console/sign-in').send({ token }).expect(200);
      expect(visitor.body).toMatchObject({ setUp: true, person: null });
      await browser.get('/api/gaps').expect(401);
      const loaded = await browser.post('/api/import/organisation').send(sampleFile()).expect(200);
      expect(loaded.body.counts.people.created).toBeGreaterThan(50);
      const me = await browser.get('/api/console/me').expect(200);
      expect(me.body).toMatchObject({ setUp: false, person: { name: '李统筹' } });
      // A real organisation: nobody speaks as somebody by key.
      await service.http.get('/api/chat/people').expect(404);
      await service.http.post('/api/chat/messages').send({ from: 'v01', text: '帮助' }).expect(401);
    } finally {
      await service.stop();
    }
  });
});
