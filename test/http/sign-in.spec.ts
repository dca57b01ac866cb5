import supertest from 'supertest';
import { HOUR, MINUTE } from '../../src/kernel/clock';
import { aRunningService, type Agent, type RunningService } from './running-service';

describe('signing in to the console', () => {
  let service: RunningService;

  beforeEach(async () => {
    service = await aRunningService();
  });
  afterEach(() => service.stop());

  const browser = (): Agent => supertest.agent(service.server.app.getHttpServer());
  const token = async (): Promise<string> => (await service.server.signInLink()).split('#')[1] ?? '';

  it('works once, as the first coordinator of the sample', async () => {
    const link = await token();
    const first = browser();
    const answer = await first.post('/api/console/sign-in').send({ token: link }).expect(200);
    expect(answer.body).toMatchObject({ setUp: false, person: { name: '李统筹', roles: ['coordinator'] } });
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^xinyue-console=.*Path=\/; HttpOnly; SameSite=Lax$/u);
    await first.get('/api/console/me').expect(200);
    const second = await browser().post('/api/console/sign-in').send({ token: link }).expect(401);
    expect(second.body).toMatchObject({ rule: 'sign-in-link' });
  });

  it('lets only one of two browsers in that use the link at the same moment', async () => {
    const link = await token();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => browser().post('/api/console/sign-in').send({ token: link })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array<number>(7).fill(401)]);
  });

  it('refuses a link after half an hour, and one that nobody made', async () => {
    const link = await token();
    service.clock.windTo(service.clock.now() + 30 * MINUTE);
    await browser().post('/api/console/sign-in').send({ token: link }).expect(401);
    await browser()
      .post('/api/console/sign-in')
      .send({ token: 'x'.repeat(43) })
      .expect(401);
    await browser().post('/api/console/sign-in').send({ token: 7 }).expect(400);
  });

  it('ends at sign-out, when nothing was done for two hours, and after twelve hours anyway', async () => {
    const out = await service.signedInAs('c01');
    await out.post('/api/console/sign-out').expect(204);
    await out.get('/api/console/me').expect(401);

    const idle = await service.signedInAs('c01');
    const busy = await service.signedInAs('c01');
    for (let hour = 1; hour < 12; hour++) {
      service.clock.windTo(service.clock.now() + HOUR);
      await busy.get('/api/console/me').expect(200);
      if (hour === 2) await idle.get('/api/console/me').expect(401);
    }
    service.clock.windTo(service.clock.now() + HOUR);
    await busy.get('/api/console/me').expect(401);
  });

  it('keeps no token in the database', async () => {
    const link = await token();
    const rows = await service.database.read((tx) => tx.all('SELECT * FROM web_sessions'));
    expect(JSON.stringify(rows)).not.toContain(link);
  });

  it('forgets a role the moment it is taken away', async () => {
    const coordinator = await service.signedInAs('c01');
    await coordinator.get('/api/gaps').expect(200);
    const id = await service.personId('c01');
    await service.database.write((tx) => tx.run('DELETE FROM grants WHERE person_id = ?', [id]));
    await coordinator.get('/api/gaps').expect(403);
    await service.database.write((tx) => tx.run('UPDATE people SET active = 0 WHERE id = ?', [id]));
    await coordinator.get('/api/gaps').expect(401);
  });
});
