import supertest from 'supertest';
import { IDLE_CHAT_SESSIONS } from '../../src/accounts/old-sign-ins';
import { forget } from '../../src/database/forgetting';
import { DAY, HOUR, MINUTE } from '../../src/kernel/clock';
import { databasesUnderTest, freshUrl, type FreshUrl } from '../harness/databases';
import { aRunningService, sampleFile, type Agent, type RunningService } from '../http/running-service';

interface PersonInFile {
  key: string;
  name: string;
  roles: string[];
}

describe.each(databasesUnderTest())('accounts, codes and whoever guesses them, on %s', (engine) => {
  let url: FreshUrl;
  let service: RunningService;

  beforeAll(async () => {
    url = await freshUrl(engine);
    service = await aRunningService({ databaseUrl: url.url, env: { PUBLIC_URL: 'http://xinyue.example' } });
    const { ImportOrganisation } = await import('../../src/import/import-organisation.service');
    const file = sampleFile() as { people: PersonInFile[] };
    file.people.push({ key: 'o01', name: '农运维', roles: ['operator'] });
    await service.server.app.get(ImportOrganisation, { strict: false }).import(file, service.clock.now());
  });
  afterAll(async () => {
    await service.stop();
    await url.drop();
  });

  const from = (address: string): Agent => {
    const agent = supertest.agent(service.server.app.getHttpServer());
    agent.set('X-Forwarded-For', address);
    return agent;
  };
  const says = async (agent: Agent, text: string): Promise<string> => {
    const { body } = await agent.post('/api/chat/messages').send({ text }).expect(200);
    return (body as { replies: { text?: string }[] }).replies.map((reply) => reply.text ?? '').join('\n');
  };
  const chatting = async (address: string): Promise<Agent> => {
    const agent = from(address);
    const { headers } = await agent.post('/api/chat/session').expect(204);
    agent.set('Cookie', String(headers['set-cookie']?.[0]).split(';')[0] ?? '');
    return agent;
  };
  const owed = async (kind: string, key: string): Promise<{ content: string; channel: string | null }[]> => {
    const personId = await service.personId(key);
    return service.database.read((tx) =>
      tx.all('SELECT content, channel FROM outbox WHERE kind = ? AND person_id = ? ORDER BY id', [kind, personId]),
    );
  };
  const codeFor = async (key: string): Promise<string> => {
    const coordinator = await service.signedInAs('c01');
    const { body } = await coordinator.post(`/api/people/${await service.personId(key)}/binding-code`).expect(200);
    return (body as { code: string }).code;
  };

  it('a coordinator gets no code for an operator, and none for another coordinator by an old proof', async () => {
    const coordinator = await service.signedInAs('c01');
    const ask = async (agent: Agent, key: string): Promise<supertest.Response> =>
      agent.post(`/api/people/${await service.personId(key)}/binding-code`);
    expect((await ask(coordinator, 'o01')).body).toMatchObject({ status: 403, rule: 'above-you' });
    expect((await ask(await service.signedInAs('o01'), 'o01')).status).toBe(200);
    service.clock.windTo(service.clock.now() + 6 * MINUTE);
    expect((await ask(coordinator, 'c01')).body).toMatchObject({ status: 403, rule: 'step-up' });
    expect((await ask(coordinator, 'v01')).status).toBe(200);
  });

  it('whoever is bound anew is told where she was known before; the account is listed and ended', async () => {
    const first = await chatting('10.1.0.1');
    expect(await says(first, `绑定 ${await codeFor('v02')}`)).toContain('绑定成功');
    expect(await owed('account-bound', 'v02')).toEqual([]);
    const second = await chatting('10.1.0.2');
    expect(await says(second, `绑定 ${await codeFor('v02')}`)).toContain('绑定成功');
    expect(await owed('account-bound', 'v02')).toMatchObject([{ channel: 'webchat' }]);
    const coordinator = await service.signedInAs('c01');
    const path = `/api/people/${await service.personId('v02')}/accounts`;
    const { body } = await coordinator.get(path).expect(200);
    const accounts = (body as { accounts: { id: string; channel: string }[] }).accounts;
    expect(accounts.map(({ channel }) => channel)).toEqual(['webchat', 'webchat']);
    await coordinator.delete(`${path}/${accounts[0]?.id ?? ''}`).expect(204);
    await first.post('/api/chat/messages').send({ text: '我的班' }).expect(401);
    expect(await says(second, '我的班')).not.toContain('我还不认识你');
    await coordinator.delete(`${path}/${accounts[0]?.id ?? ''}`).expect(404);
  });

  it('a chat page is left, and one that nobody uses for a month is nobody any more', async () => {
    const left = await chatting('10.1.0.3');
    await says(left, `绑定 ${await codeFor('v03')}`);
    await left.post('/api/chat/leave').expect(204);
    await left.post('/api/chat/messages').send({ text: '我的班' }).expect(401);
    const idle = await chatting('10.1.0.4');
    await says(idle, `绑定 ${await codeFor('v03')}`);
    const bound = async (): Promise<number> => {
      const personId = await service.personId('v03');
      const rows = await service.database.read((tx) =>
        tx.all('SELECT id FROM identities WHERE person_id = ?', [personId]),
      );
      return rows.length;
    };
    expect(await bound()).toBe(1);
    service.clock.windTo(service.clock.now() + 31 * DAY);
    await forget(service.database, IDLE_CHAT_SESSIONS, service.clock.now());
    expect(await bound()).toBe(0);
  });

  it('codes are not guessed from many accounts of one address; who works at a console hears of the guessing', async () => {
    const wrong: string[] = [];
    for (let account = 0; account < 5; account++) {
      const guesser = await chatting('10.2.0.1');
      for (let i = 0; i < 5; i++) wrong.push(await says(guesser, `绑定 ${String(1_000_000_000 + wrong.length)}`));
    }
    expect(wrong.filter((text) => text.includes('绑定码不对'))).toHaveLength(20);
    expect(wrong.filter((text) => text.includes('试错次数太多'))).toHaveLength(5);
    expect(await owed('guessing', 'c01')).toHaveLength(1);
    const elsewhere = await chatting('10.2.0.2');
    expect(await says(elsewhere, `绑定 ${await codeFor('v04')}`)).toContain('绑定成功');
  });

  it('whoever asks for codes in her name does not lock her out', async () => {
    service.clock.windTo(service.clock.now() + 2 * HOUR);
    const ask = (agent: Agent): supertest.Test => agent.post('/api/console/sign-in/code').send({ name: '李统筹' });
    const before = (await owed('sign-in-code', 'c01')).length;
    for (let i = 0; i < 12; i++) await ask(from('10.3.0.1')).expect((answer) => answer.status < 500);
    expect((await owed('sign-in-code', 'c01')).length - before).toBe(5);
    await ask(from('10.3.0.2')).expect(200);
    expect((await owed('sign-in-code', 'c01')).length - before).toBe(6);
  });

  it('a poster takes neither a whole salon from one address nor one number twice', async () => {
    const salon = await service.database.read((tx) =>
      tx.one<{ id: string }>(
        `SELECT e.id FROM sessions e JOIN programmes p ON p.id = e.programme_id
          WHERE p.specification LIKE '%"capacity":{%' AND e.start_ms > ? AND e.state = 'planned' ORDER BY e.start_ms LIMIT 1`,
        [service.clock.now() + DAY],
      ),
    );
    const register = (agent: Agent, n: number): supertest.Test =>
      agent
        .post(`/api/h5/posters/${salon?.id ?? ''}/register`)
        .send({ name: '黄女士', phone: `1380000${String(1000 + n)}`, party: 2 });
    const statuses: number[] = [];
    for (let i = 0; i < 8; i++) statuses.push((await register(from('10.4.0.1'), i)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
    const again = await register(from('10.4.0.2'), 0).expect(409);
    expect(again.body).toMatchObject({ rule: 'number-registered' });
    await register(from('10.4.0.2'), 50).expect(200);
  });

  it('strangers who sound in danger ring once together', async () => {
    const before = (await owed('crisis-alert', 'c01')).length;
    for (let i = 0; i < 5; i++) {
      expect(await says(await chatting(`10.5.0.${String(i)}`), '我不想活了')).toContain('12356');
    }
    expect((await owed('crisis-alert', 'c01')).length - before).toBe(1);
  });
});
