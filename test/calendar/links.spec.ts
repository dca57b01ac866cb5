import { HOUR } from '../../src/kernel/clock';
import { ActLinks } from '../../src/accounts/act-links.service';
import { aRunningService, type RunningService } from '../http/running-service';

describe('the links in an invitation', () => {
  let service: RunningService;
  let personId: string;

  beforeAll(async () => {
    // nobody listens there: mails wait in the outbox
    const env = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'bot@xinyue.test', PUBLIC_URL: 'http://xinyue.test' };
    service = await aRunningService({ env });
    personId = await service.personId('v01');
    await service.database.write(async (tx) => {
      await tx.run("UPDATE assignments SET state = 'dropped', ended_key = id WHERE person_id = ?", [personId]);
      await tx.run("UPDATE people SET email = 'jing@volunteers.test' WHERE id = ?", [personId]);
    });
  });
  afterAll(() => service.stop());

  const say = (text: string) => service.http.post('/api/chat/messages').send({ from: 'v01', text }).expect(200);
  const state = async (): Promise<string> => {
    const row = await service.database.read((tx) =>
      tx.one<{ state: string }>(
        'SELECT state FROM assignments WHERE person_id = ? ORDER BY created_ms DESC, id DESC LIMIT 1',
        [personId],
      ),
    );
    return row?.state ?? 'none';
  };

  /** The path of a link about the last invitation. */
  async function link(kind: 'accept' | 'decline', revision = 0): Promise<string> {
    const row = await service.database.read((tx) =>
      tx.one<{ id: string }>(
        'SELECT id FROM invitations WHERE person_id = ? ORDER BY changed_ms DESC, id DESC LIMIT 1',
        [personId],
      ),
    );
    const said = { kind, personId, subjectId: row?.id ?? '', revision, expires: service.clock.now() + HOUR };
    return new URL(service.server.app.get(ActLinks, { strict: false }).url(said)).pathname;
  }

  it('do nothing when they are looked at, act when they are pressed, and only once', async () => {
    await say('空班 12月');
    await say('认领 1');
    await service.beat();
    const accept = await link('accept');
    const page = await service.http.get(accept).expect(200);
    expect(page.text).toContain('<form method="post">');
    expect(page.headers['referrer-policy']).toBe('same-origin');
    expect(await state()).toBe('held');
    expect((await service.http.post(accept).expect(200)).text).toContain('已确认');
    expect(await state()).toBe('confirmed');
    const decline = await link('decline');
    expect((await service.http.post(decline).expect(200)).text).toContain('已退班');
    expect(await state()).toBe('dropped');
    // used up, both of them
    expect((await service.http.post(accept).expect(200)).text).toContain('已经用过');
    expect((await service.http.post(decline).expect(200)).text).toContain('已经用过');
    expect(await state()).toBe('dropped');
  });

  it('are refused by the rules of the rota in its own words, and mean nothing once the time has moved', async () => {
    await say('空班 12月');
    await say('认领 2');
    await service.beat();
    const accept = await link('accept');
    await service.database.write((tx) =>
      tx.run("UPDATE assignments SET sequence = 1, time_sequence = 1 WHERE person_id = ? AND state = 'held'", [
        personId,
      ]),
    );
    expect((await service.http.post(accept).expect(200)).text).toContain('时间在那之后改过了');
    expect(await state()).toBe('held');
    expect((await service.http.post(await link('accept', 1)).expect(200)).text).toContain('已确认');
  });

  it('are nothing to anybody who made them up', async () => {
    const good = await link('accept', 7);
    for (const bad of [
      `${good.slice(0, -1)}0x`,
      good.replace(/-r7-/, '-r8-'),
      good.replace('/a-', '/n-'),
      '/h5/answer/x',
    ]) {
      await service.http.get(bad).expect(404);
      await service.http.post(bad).expect(404);
    }
    await service.http.get('/h5/answer/%00').expect(400);
    await service.http.post('/h5/answer/%00').expect(400);
    service.clock.windTo(service.clock.now() + 2 * HOUR);
    await service.http.get(good).expect(404);
  });
});
