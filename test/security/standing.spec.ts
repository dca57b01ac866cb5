import { OperationRow } from '../../src/acts/operation.row';
import { MIGRATIONS } from '../../config/data-source';
import { MINUTE } from '../../src/kernel/clock';
import { openDatabase } from '../../src/schema/open-database';
import { databasesUnderTest, freshUrl, type FreshUrl } from '../harness/databases';
import { aRunningService, type RunningService } from '../http/running-service';

describe.each(databasesUnderTest())('what was allowed once, on %s', (engine) => {
  let url: FreshUrl;
  let service: RunningService;

  beforeAll(async () => {
    url = await freshUrl(engine);
    service = await aRunningService({ databaseUrl: url.url });
  });
  afterAll(async () => {
    await service.stop();
    await url.drop();
  });

  it('a stream ends with the role of whoever opened it', async () => {
    const coordinator = await service.signedInAs('c01');
    const personId = await service.personId('v05');
    const give = (role: string): Promise<unknown> =>
      coordinator.post('/api/roles').send({ personId, role }).expect(200);
    await give('coordinator');
    const watching = await service.signedInAs('v05');
    const stream = watching.get('/api/console/events').buffer(false);
    const open = new Promise<void>((resolve) => {
      stream.parse((response, done) => {
        resolve();
        (response as unknown as NodeJS.ReadableStream).on('end', () => done(null, null)).resume();
      });
    });
    const ended = stream.then(({ status }) => status);
    await open;
    await coordinator.delete(`/api/roles/${personId}/coordinator`).expect(200);
    expect(await ended).toBe(200);
  });

  it('what she did for others as a coordinator is taken back by her as a coordinator alone', async () => {
    const coordinator = await service.signedInAs('c01');
    const personId = await service.personId('v06');
    await coordinator.post('/api/roles').send({ personId, role: 'coordinator' }).expect(200);
    const deputy = await service.signedInAs('v06');
    const volunteer = await service.personId('v07');
    await deputy
      .put(`/api/volunteers/${volunteer}/availability`)
      .send({ windows: [{ weekday: 1, fromMinute: 540, toMinute: 720 }] })
      .expect(200);
    await coordinator.delete(`/api/roles/${personId}/coordinator`).expect(200);
    const refused = await deputy.post('/api/undo').expect(409);
    expect(refused.body).toMatchObject({ rule: 'cannot-undo' });
  });

  it('a key answers for what was asked with it and for nothing else', async () => {
    const coordinator = await service.signedInAs('c01');
    const notice = (text: string): ReturnType<typeof coordinator.post> =>
      coordinator.post('/api/notices').set('Idempotency-Key', 'one-key').send({ to: 'volunteers', text });
    const first = await notice('周六停电').expect(200);
    expect((await notice('周六停电').expect(200)).body).toEqual(first.body);
    expect((await notice('周日停水').expect(422)).body).toMatchObject({ rule: 'idempotency-key' });
    const kept = await service.database.read((tx) => tx.find(OperationRow, { command: 'notice.send' }));
    expect(kept.every(({ askedHash }) => askedHash === null || /^[0-9a-f]{64}$/u.test(askedHash))).toBe(true);
  });

  it('a capacity below those registered is refused by its rule', async () => {
    const coordinator = await service.signedInAs('c01');
    const salon = await service.database.read((tx) =>
      tx.one<{ id: string }>(
        `SELECT e.id FROM sessions e JOIN programmes p ON p.id = e.programme_id
          WHERE p.specification LIKE '%"capacity":{%' AND e.start_ms > ? AND e.state = 'planned' ORDER BY e.start_ms LIMIT 1`,
        [service.clock.now()],
      ),
    );
    for (const phone of ['13800001001', '13800001002']) {
      const register = service.http.post(`/api/h5/posters/${salon?.id ?? ''}/register`);
      await register.send({ name: '黄女士', phone, party: 2 }).expect(200);
    }
    const path = `/api/activities/${salon?.id ?? ''}/capacity`;
    const { body } = await coordinator.put(path).send({ households: 1 });
    expect(body).toMatchObject({ rule: 'fewer-than-registered' });
  });

  it('nothing that the API says is kept by a browser', async () => {
    const coordinator = await service.signedInAs('c01');
    for (const path of ['/api/people', '/api/console/me', '/api/nothing']) {
      expect((await coordinator.get(path)).headers['cache-control']).toContain('no-store');
    }
    expect((await service.http.get('/health/ready')).body).toMatchObject({ info: { disk: { status: 'up' } } });
    service.clock.windTo(service.clock.now() + MINUTE);
  });

  it('no start with another secret, nor on tables of a newer version', async () => {
    const other = {
      databaseUrl: url.url,
      sample: false,
      env: { SECRET_KEY: 'another secret, long enough to be one too' },
    };
    if (engine === 'mysql') await expect(aRunningService(other)).rejects.toThrow(/SECRET_KEY is not the one/u);
    const fresh = await freshUrl(engine);
    try {
      const database = await openDatabase(fresh.url);
      await database.write((tx) =>
        tx.run('INSERT INTO migrations (timestamp, name) VALUES (?, ?)', [
          9_999_999_999_999,
          'FlyToTheMoon9999999999999',
        ]),
      );
      await database.close();
      await expect(openDatabase(fresh.url)).rejects.toThrow(/newer version.*FlyToTheMoon/u);
      expect(MIGRATIONS.length).toBeGreaterThan(0);
    } finally {
      await fresh.drop();
    }
  });
});
