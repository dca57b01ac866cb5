import supertest from 'supertest';
import { MINUTE } from '../../src/kernel/clock';
import { aRunningService, type RunningService } from './running-service';

describe('the service over HTTP', () => {
  let service: RunningService;

  beforeAll(async () => {
    service = await aRunningService();
  });
  afterAll(() => service.stop());

  it('says that it lives and is ready', async () => {
    await service.http.get('/health/live').expect(200, { status: 'ok' });
    const ready = await service.http.get('/health/ready').expect(200);
    expect(ready.body).toMatchObject({ status: 'ok', info: { database: { status: 'up' } } });
  });

  it('counts requests by route, without anybody’s name or id', async () => {
    await service.http.get('/api/shifts/secret-shift-id');
    const { text } = await service.http.get('/metrics').expect(200);
    expect(text).toContain('xinyue_http_request_seconds_count{method="GET",route="/api/shifts/:id",status="401"}');
    expect(text).toContain('xinyue_outbox_pending');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
    expect(text).not.toContain('secret-shift-id');
  });

  it('shows live how a notice gets on, then in the log of messages and in the figures', async () => {
    const coordinator = await service.signedInAs('c01');
    await service.http.post('/api/chat/messages').send({ from: 'v01', text: '帮助' }).expect(200);
    const to = { to: 'person', id: await service.personId('v01') };
    const { body: sent } = await coordinator
      .post('/api/notices')
      .send({ ...to, text: '明天带身份证' })
      .expect(200);
    const followed = coordinator.get(`/api/notices/${String(sent.noticeId)}/events`).then(({ text }) => text);
    await service.beat();
    const told = [...(await followed).matchAll(/^data: (.*)$/gmu)].map(([, data = '']) => JSON.parse(data) as object);
    expect(told.at(-1)).toMatchObject({ people: 1, sent: 1, waiting: 0, answered: 0 });
    service.clock.windTo(service.clock.now() + MINUTE);
    await service.http.post('/api/chat/messages').send({ from: 'v01', text: '收到' }).expect(200);
    const { body: listed } = await coordinator.get('/api/notices').expect(200);
    expect(listed.notices).toMatchObject([
      { text: '明天带身份证', by: '李统筹', to: { kind: 'person', name: '莫红梅' }, sent: 1, answered: 1 },
    ]);
    const { body: log } = await coordinator.get('/api/messages').query({ state: 'sent' }).expect(200);
    expect(log).toMatchObject({ total: 1, messages: [{ kind: 'notice', person: '莫红梅', lateMs: 0 }] });
    expect(JSON.stringify(log)).not.toContain('身份证');
    const { text } = await service.http.get('/metrics').expect(200);
    expect(text).toContain('xinyue_outbox_settled_total{state="sent",channel="webchat"} 1');
    expect(text).toContain('xinyue_outbox_lateness_seconds_count{class="bulk"} 1');
    expect(text).toContain('xinyue_audit_overdue 0');
    await coordinator.get('/api/notices/nothing-of-this-name/events').expect(404);
  });

  it('describes the whole API', async () => {
    const { body } = await service.http.get('/api/openapi.json').expect(200);
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(['/api/chat/messages', '/api/shifts/{id}/claim', '/api/statistics', '/api/rotas/{month}']),
    );
    await service.http.get('/api').expect(200).expect('Content-Type', /html/u);
  });

  it('serves its pages under a policy that lets nothing foreign in and works without TLS', async () => {
    await service.http.get('/').expect(302).expect('Location', '/chat');
    for (const path of ['/chat', '/console', '/console/sign-in']) {
      const page = await service.http.get(path).expect(200).expect('Content-Type', /html/u);
      expect(page.headers['content-security-policy']).toContain("script-src 'self'");
      expect(page.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
      expect(page.headers['strict-transport-security']).toBeUndefined();
      expect(page.text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//u);
    }
  });

  it.each([
    ['an unknown address', 404, () => service.http.get('/api/nothing')],
    ['a body that is no JSON', 400, () => post('{"text": "x')],
    ['a body that is too large', 413, () => post(JSON.stringify({ from: 'v01', text: '长'.repeat(400_000) }))],
    ['a field of the wrong type', 400, () => post(JSON.stringify({ from: 'v01', text: 3 }))],
  ])('answers %s with problem details', async (_, status, request) => {
    const answer = await request();
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/u);
    const problem = JSON.parse(answer.text) as object;
    expect(problem).toMatchObject({ status, title: expect.any(String), type: 'about:blank' });
    if (status !== 404) expect(problem).toHaveProperty('detail');
  });

  it('names the field that is wrong', async () => {
    const answer = await service.http.post('/api/chat/messages').send({ from: 'v01', text: 3, more: 1 });
    const faults = answer.body.errors as { pointer: string }[];
    expect(faults.map((fault) => fault.pointer).sort()).toEqual(['/more', '/text']);
  });

  it('refuses what another website makes a browser send', async () => {
    const say = (): supertest.Test => service.http.post('/api/chat/messages').send({ from: 'v01', text: '帮助' });
    await say().set('Origin', 'https://elsewhere.example').expect(403);
    await say().set('Sec-Fetch-Site', 'cross-site').expect(403);
    await say().set('Origin', service.server.baseUrl).set('Host', new URL(service.server.baseUrl).host).expect(200);
  });

  function post(body: string): supertest.Test {
    return service.http.post('/api/chat/messages').set('Content-Type', 'application/json').send(body);
  }
});

describe('the service behind TLS', () => {
  it('asks browsers to stay with https and gives its cookies the strict prefix', async () => {
    const service = await aRunningService({ env: { PUBLIC_URL: 'https://xinyue.example' } });
    try {
      const page = await service.http.get('/chat').expect(200);
      expect(page.headers['content-security-policy']).toContain('upgrade-insecure-requests');
      expect(page.headers['strict-transport-security']).toContain('max-age=31536000');
      const session = await service.http.post('/api/chat/session').set('Origin', 'https://xinyue.example').expect(204);
      expect(session.headers['set-cookie']?.[0]).toMatch(/^__Host-xinyue-chat=.*HttpOnly; Secure; SameSite=Lax$/u);
      expect(await service.server.signInLink()).toMatch(/^https:\/\/xinyue\.example\/console\/sign-in#/u);
    } finally {
      await service.stop();
    }
  });
});

describe('a port that is taken', () => {
  it('ends the start with one clear line', async () => {
    const service = await aRunningService({ sample: false });
    const port = new URL(service.server.baseUrl).port;
    try {
      await expect(aRunningService({ env: { PORT: port } })).rejects.toThrow(/in use by another program; set PORT/u);
    } finally {
      await service.stop();
    }
  });
});
