import supertest from 'supertest';
import { WebchatChannel } from '../../src/channels/webchat/webchat.channel';
import { MINUTE } from '../../src/kernel/clock';
import { aRunningService, type Agent, type RunningService } from './running-service';

describe('signing in by a code from the bot', () => {
  let service: RunningService;

  beforeEach(async () => {
    service = await aRunningService();
    await service.server.app.get(WebchatChannel, { strict: false }).learnSample();
  });
  afterEach(() => service.stop());

  const browser = (): Agent => supertest.agent(service.server.app.getHttpServer());

  const ask = (agent: Agent, name = '李统筹'): supertest.Test =>
    agent
      .post('/api/console/sign-in/code')
      .set('User-Agent', 'Mozilla/5.0 (Windows NT 10.0) Chrome/120')
      .send({ name });
  const give = (agent: Agent, code: string): supertest.Test => agent.post('/api/console/sign-in/answer').send({ code });

  /** The messages that carried a code to this person, the latest last; all of them have left. */
  async function carried(key: string): Promise<string[]> {
    await service.beat();
    const personId = await service.personId(key);
    const rows = await service.database.read((tx) =>
      tx.all<{ content: string }>(
        "SELECT content FROM outbox WHERE kind = 'sign-in-code' AND state = 'sent' AND person_id = ? ORDER BY id",
        [personId],
      ),
    );
    return rows.map((row) => row.content);
  }

  async function codeFor(key: string): Promise<string> {
    return /[0-9A-Z]{4}-[0-9A-Z]{4}/u.exec((await carried(key)).at(-1) ?? '')?.[0] ?? '';
  }

  it('goes from the private chat into the browser that asked, once', async () => {
    const office = browser();
    const asked = await ask(office).expect(200);
    expect(asked.body).toEqual({ validSeconds: 300 });
    const code = await codeFor('c01');
    expect(code).not.toBe('');
    await give(browser(), code).expect(401);
    const answer = await give(office, code.toLowerCase().replace('-', ' ')).expect(200);
    expect(answer.body).toMatchObject({ person: { name: '李统筹' }, fresh: true });
    await office.get('/api/gaps').expect(200);
    await give(office, code).expect(401);
  });

  it('answers alike whether there is somebody of this name or not', async () => {
    const [known, unknown] = [browser(), browser()];
    const answers = [await ask(known), await ask(unknown, '没有这个人')];
    expect(answers.map(({ status, body }) => ({ status, body: body as unknown }))).toEqual([
      { status: 200, body: { validSeconds: 300 } },
      { status: 200, body: { validSeconds: 300 } },
    ]);
    const wrong = [await give(known, 'AAAA-AAAA'), await give(unknown, 'AAAA-AAAA')];
    expect(wrong[0]?.body.detail).toBe(wrong[1]?.body.detail);
    expect(wrong.map(({ status }) => status)).toEqual([401, 401]);
  });

  it('ends after five minutes, and after five wrong tries', async () => {
    const slow = browser();
    await ask(slow).expect(200);
    const late = await codeFor('c01');
    service.clock.windTo(service.clock.now() + 5 * MINUTE);
    await give(slow, late).expect(401);
    const guessing = browser();
    await ask(guessing).expect(200);
    const code = await codeFor('c01');
    for (let i = 0; i < 5; i++) await give(guessing, 'AAAA-AAAA').expect(401);
    await give(guessing, code).expect(401);
  });

  it('sends one address no more than five codes an hour in one name, without saying so', async () => {
    for (let i = 0; i < 12; i++) {
      if (i % 9 === 8) service.clock.windTo(service.clock.now() + 2 * MINUTE);
      await ask(browser(), '李统筹');
    }
    expect(await carried('c01')).toHaveLength(5);
    service.clock.windTo(service.clock.now() + 60 * MINUTE);
    await ask(browser(), '李统筹');
    expect(await carried('c01')).toHaveLength(6);
  });

  it('opens what asks for a fresh proof, to the one who is signed in', async () => {
    const coordinator = await service.signedInAs('c01');
    service.clock.windTo(service.clock.now() + 6 * MINUTE);
    await coordinator.get('/api/export/organisation').expect(403);
    const asked = await coordinator.post('/api/console/step-up/code').expect(200);
    expect(asked.body).toEqual({ validSeconds: 300 });
    const code = await codeFor('c01');
    await coordinator.post('/api/console/step-up').send({ code: '0000-0000' }).expect(401);
    await coordinator.post('/api/console/step-up').send({ code }).expect(204);
    await coordinator.get('/api/export/organisation').expect(200);
  });

  it('lists where one is signed in, and ends one of these', async () => {
    const [here, there] = [await service.signedInAs('c01'), await service.signedInAs('c01')];
    const listed = await here.get('/api/console/sessions').expect(200);
    const sessions = listed.body.sessions as { id: string; current: boolean }[];
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
    const other = sessions.find(({ current }) => !current)?.id ?? '';
    const stranger = await service.signedInAs('v01');
    await stranger.delete(`/api/console/sessions/${other}`).expect(404);
    await here.delete(`/api/console/sessions/${other}`).expect(204);
    await there.get('/api/console/me').expect(401);
    await here.get('/api/console/me').expect(200);
  });

  it('gives and takes roles, and keeps the last coordinator', async () => {
    const coordinator = await service.signedInAs('c01');
    const personId = await service.personId('v01');
    await coordinator.post('/api/roles').send({ personId, role: 'leader' }).expect(200);
    await (await service.signedInAs('v01')).get('/api/statistics').expect(200);
    await coordinator.delete(`/api/roles/${personId}/leader`).expect(200);
    await (await service.signedInAs('v01')).get('/api/statistics').expect(403);
    await coordinator.post('/api/roles').send({ personId, role: 'operator' }).expect(403);
    const roles = await coordinator.get('/api/roles').expect(200);
    const others = (roles.body.granted as { personId: string; role: string }[]).filter((g) => g.role === 'coordinator');
    const answers = [];
    for (const other of others) {
      answers.push((await coordinator.delete(`/api/roles/${other.personId}/coordinator`)).status);
    }
    expect(answers.filter((status) => status === 200).length).toBeLessThan(others.length);
  });
});
