import fc from 'fast-check';
import { instantOf } from '../../src/kernel/civil-time';
import { HOUR, MINUTE } from '../../src/kernel/clock';
import { Conversation } from '../../src/conversation/conversation.service';
import { CallBacks } from '../../src/messaging/call-backs.service';
import { Channels } from '../../src/messaging/channels';
import { DeliveryPolicy } from '../../src/messaging/delivery-policy.service';
import { databasesUnderTest, freshUrl, type FreshUrl } from '../harness/databases';
import { OfficialAccountPlatform } from '../harness/official-account-platform';
import { eventually } from '../harness/programs';
import { aRunningService, type RunningService } from '../http/running-service';

const ACCOUNT = {
  appId: 'wx2c2769f8efd9abc2',
  secret: 'a secret of the account',
  token: 'spamtest',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
};
const MORNING = instantOf('2026-11-30T10:00', 'Asia/Shanghai');
const MEI = 'oyORnuP8q7ou2gfYjqLzSIWZf0rs';

interface AccountTown {
  readonly service: RunningService;
  readonly platform: OfficialAccountPlatform;
  stop(): Promise<void>;
}

async function anAccount(
  url: FreshUrl,
  env: Record<string, string> = {},
  aesKey: string | null = ACCOUNT.aesKey,
): Promise<AccountTown> {
  const platform = new OfficialAccountPlatform({ ...ACCOUNT, aesKey });
  const service = await aRunningService({
    databaseUrl: url.url,
    now: MORNING,
    env: {
      OFFICIAL_ACCOUNT_KIND: 'service',
      OFFICIAL_ACCOUNT_APP_ID: ACCOUNT.appId,
      OFFICIAL_ACCOUNT_APP_SECRET: ACCOUNT.secret,
      OFFICIAL_ACCOUNT_TOKEN: ACCOUNT.token,
      OFFICIAL_ACCOUNT_API_URL: await platform.start(),
      ...(aesKey === null ? {} : { OFFICIAL_ACCOUNT_AES_KEY: aesKey }),
      ...env,
    },
  });
  platform.callBack(service.server.baseUrl, () => service.clock.now());
  const stop = async (): Promise<void> => {
    await service.stop();
    await platform.stop();
    await url.drop();
  };
  return { service, platform, stop };
}

describe.each(databasesUnderTest())('people who follow the official account, on %s', (engine) => {
  let town: AccountTown;
  let service: RunningService;
  let platform: OfficialAccountPlatform;
  beforeAll(async () => {
    town = await anAccount(await freshUrl(engine));
    ({ service, platform } = town);
    // the sample was loaded after the start: its chat page learns of it
    await service.http.get('/api/chat/people').expect(200);
  });
  afterAll(() => town.stop());
  beforeEach(() => {
    platform.sent.length = 0;
    platform.calls.length = 0;
  });

  const get = <T>(what: abstract new (...args: never[]) => T): T => service.server.app.get(what, { strict: false });
  const later = (ms: number): void => {
    service.clock.windTo(service.clock.now() + ms);
  };
  const codeFor = async (key: string): Promise<string> => {
    const coordinator = await service.signedInAs('c01');
    const issued = await coordinator.post(`/api/people/${await service.personId(key)}/binding-code`).send({});
    return issued.body.code as string;
  };
  const tell = async (key: string, text: string): Promise<void> => {
    const coordinator = await service.signedInAs('c01');
    await coordinator
      .post('/api/notices')
      .send({ to: 'person', id: await service.personId(key), text })
      .expect(200);
    await service.beat();
  };
  const stateOf = (text: string): Promise<{ state: string; channel: string | null; reason: string | null } | null> =>
    service.database.read((tx) =>
      tx.one('SELECT state, channel, reason FROM outbox WHERE content LIKE ? ORDER BY id DESC', [`%${text}%`]),
    );

  it('bind themselves, look, claim, are reminded on this channel, and confirm', async () => {
    expect(await platform.does(MEI, 'subscribe')).toContain('绑定');
    expect(await platform.says(MEI, `绑定 ${await codeFor('v03')}`)).toContain('蓝佳怡');
    const day = '2026-12-01';
    const list = await platform.says(MEI, '空班 明天');
    const number = /^(\d+)\. .* (?:14|20):00–/mu.exec(list)?.[1] ?? '?';
    expect(await platform.says(MEI, `认领 ${number}`)).toContain('归你了');
    const mine = await service.signedInAs('v03');
    const { body } = await mine.get(`/api/shifts/mine?from=${day}&to=${day}`).expect(200);
    expect(body.shifts).toHaveLength(1);

    service.clock.windTo(instantOf(`${day}T09:00`, 'Asia/Shanghai'));
    await service.beat();
    expect(
      platform.sent
        .filter(({ to }) => to === MEI)
        .map(({ text }) => text)
        .join('\n'),
    ).toContain('确认');
    await platform.says(MEI, '确认');
    const confirmed = await (await service.signedInAs('v03')).get(`/api/shifts/mine?from=${day}&to=${day}`);
    expect(confirmed.body.shifts).toMatchObject([{ state: 'confirmed' }]);
  });

  it('bind by scanning a code when they follow, and tap what the menu says', async () => {
    expect(await platform.does('scanner', 'subscribe', `qrscene_${await codeFor('v05')}`)).toContain('绑定成功');
    expect(await platform.does('scanner', 'CLICK', '我的统计')).toMatch(/服务|班/u);
    expect(await platform.does('scanner', 'VIEW', 'https://example.org')).toBe('');
    expect(await platform.does('scanner', 'SCAN', 'poster-3')).toContain('认领');
  });

  it('are answered once and with the same words, however often the platform calls', async () => {
    const first = platform.sealed(platform.xmlOf(MEI, { MsgType: 'text', Content: '我的班', MsgId: '77' }));
    const call = (query: Record<string, string>, body: string) =>
      service.http.post('/channels/official-account').query(query).set('content-type', 'text/xml').send(body);
    const answers = [await call(first.query, first.body), await call(first.query, first.body)];
    const again = platform.sealed(platform.xmlOf(MEI, { MsgType: 'text', Content: '我的班', MsgId: '77' }));
    answers.push(await call(again.query, again.body));
    expect(new Set(answers.map(({ text }) => platform.read(text))).size).toBe(1);
    const kept = await service.database.read((tx) =>
      tx.all("SELECT id FROM inbox WHERE channel = 'official-account' AND message_id = ?", [`${MEI}.77`]),
    );
    expect(kept).toHaveLength(1);
    // the same number from somebody else is another message
    expect(await platform.deliver('another', { MsgType: 'text', Content: '我的班', MsgId: '77' })).toContain('绑定');
  });

  it('are not spoken for by anybody else: unsigned, forged, replayed and oversized calls change nothing', async () => {
    const victim = platform.xmlOf(MEI, { MsgType: 'text', Content: '退班 1', MsgId: '78' });
    const good = platform.sealed(victim, 'nonce-of-78');
    const call = (query: Record<string, string>, body: string) =>
      service.http.post('/channels/official-account').query(query).set('content-type', 'text/xml').send(body);
    const before = await service.database.read((tx) => tx.all('SELECT id FROM call_backs'));
    await call({}, victim).expect(403);
    await call(good.query, victim).expect(403);
    await call({ ...good.query, msg_signature: 'f'.repeat(40) }, good.body).expect(403);
    await call({ ...good.query, nonce: 'other' }, good.body).expect(403);
    await call(good.query, platform.sealed(victim).body).expect(403);
    await call(good.query, '').expect(403);
    await call(good.query, 'x'.repeat(65 * 1024)).expect(413);
    await service.http.put('/channels/official-account').expect(404).expect('content-type', /json/u);
    later(6 * MINUTE);
    await call(good.query, good.body).expect(403);
    expect(await service.database.read((tx) => tx.all('SELECT id FROM call_backs'))).toEqual(before);
  });

  it('never make the service stumble, however what is sent in their name was mangled', async () => {
    const edit = fc.tuple(fc.nat(1_000), fc.nat(30), fc.string({ unit: 'binary', maxLength: 30 }));
    const signed = new Set<string>();
    let number = 5_000;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('inside', 'body', 'query'), edit, async (where, [at, length, put]) => {
        const mangled = (text: string): string =>
          text.slice(0, at % text.length) + put + text.slice((at % text.length) + length);
        number += 1;
        const xml = platform.xmlOf(MEI, { MsgType: 'text', Content: '帮助', MsgId: String(number) });
        const { body, query } = platform.sealed(where === 'inside' ? mangled(xml) : xml);
        signed.add(`${MEI}.${String(number)}`);
        const asked = String(new URLSearchParams(query));
        const address = `/channels/official-account?${where === 'query' ? encodeURI(mangled(asked).toWellFormed()) : asked}`;
        const { status } = await service.http
          .post(address)
          .set('content-type', 'text/xml')
          .send(where === 'body' ? mangled(body) : body);
        expect(status).toBeLessThan(500);
        // slower than any pace of hers
        later(10 * 1000);
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 150) },
    );
    // nothing was taken for hers but what the platform itself had sealed
    const taken = await service.database.read((tx) =>
      tx.all<{ messageKey: string }>("SELECT message_key FROM call_backs WHERE message_key LIKE '%.5___'"),
    );
    expect(taken.filter(({ messageKey }) => messageKey.startsWith(`${MEI}.`) && !signed.has(messageKey))).toEqual([]);
  });

  it('are answered in the order in which they spoke, each on its own call', async () => {
    const [first, second] = await Promise.all([platform.says(MEI, '我的班'), platform.says(MEI, '帮助')]);
    expect(first).not.toBe(second);
    expect(second).toContain('认领');
  });

  it('get no error when they send what nobody can read', async () => {
    expect(await platform.deliver(MEI, { MsgType: 'voice', MediaId: 'm', MsgId: '90' })).toMatch(/文字|语音/u);
    expect(await platform.says(MEI, '\u0002\u001d')).not.toBe('');
    expect(await platform.deliver(MEI, { MsgType: 'event', Event: 'LOCATION', Latitude: '1' })).toBe('');
  });

  it('are written to within 48 hours and five times, then by the next way', async () => {
    await platform.says('scanner', '帮助');
    for (const text of ['一号通知', '二号通知', '三号通知', '四号通知', '五号通知', '六号通知']) {
      await tell('v05', text);
      later(HOUR);
    }
    expect(platform.sent.map(({ text }) => /.号通知/u.exec(text)?.[0])).toEqual([
      '一号通知',
      '二号通知',
      '三号通知',
      '四号通知',
      '五号通知',
    ]);
    expect(await stateOf('六号通知')).toMatchObject({ state: 'sent', channel: 'webchat' });
    await platform.says('scanner', '帮助');
    later(49 * HOUR);
    await tell('v05', '七号通知');
    expect(platform.sent).toHaveLength(5);
    expect(await stateOf('七号通知')).toMatchObject({ state: 'sent', channel: 'webchat' });
  });

  it('believe the platform when it counts otherwise than we do', async () => {
    await platform.says('scanner', '帮助');
    platform.failures.push({ path: 'message/custom/send', errcode: 45047, errmsg: 'out of response count limit' });
    await tell('v05', '八号通知');
    expect(await stateOf('八号通知')).toMatchObject({ state: 'sent', channel: 'webchat' });
    await tell('v05', '九号通知');
    expect(platform.calls.filter(({ path }) => path === 'message/custom/send')).toHaveLength(1);
  });

  it('are shown as not reached when no way is left, and told as soon as they write', async () => {
    const channels = get(Channels);
    const webchat = channels.get('webchat');
    channels.unregister('webchat');
    try {
      const personId = await service.personId('v05');
      await platform.says('scanner', '帮助');
      expect(await get(DeliveryPolicy).unreached([personId], service.clock.now())).toEqual([]);
      const coordinator = await service.signedInAs('c01');
      const look = async (): Promise<unknown> =>
        (await coordinator.get(`/api/people/${personId}/accounts`).expect(200)).body.ways;
      const endsMs = service.clock.now() + 48 * HOUR;
      expect(await look()).toEqual([{ channel: 'official-account', right: 'window', left: 5, endsMs }]);
      await platform.does('scanner', 'unsubscribe');
      expect(await get(DeliveryPolicy).unreached([personId], service.clock.now())).toEqual([personId]);
      expect(await look()).toEqual([{ channel: 'official-account', right: 'none', left: null, endsMs: null }]);
      await tell('v05', '十号通知');
      expect(await stateOf('十号通知')).toMatchObject({
        state: 'pending',
        reason: 'the person has to write first on this channel',
      });
      expect(platform.sent).toEqual([]);
      await platform.says('scanner', '我回来了');
      await service.beat();
      expect(platform.sent.map(({ text }) => text)).toEqual([expect.stringContaining('十号通知')]);
    } finally {
      if (webchat) channels.register(webchat);
    }
  });

  it('need one access token, replaced once when the platform takes it no more', async () => {
    await platform.says('scanner', '帮助');
    later(20 * MINUTE);
    platform.token = 'token-of-somebody-else';
    await tell('v05', '十一号通知');
    expect(await stateOf('十一号通知')).toMatchObject({ state: 'sent', channel: 'official-account' });
    expect(platform.calls.map(({ path }) => path)).toEqual([
      'message/custom/send',
      'stable_token',
      'message/custom/send',
    ]);
    const rows = await service.database.read((tx) => tx.all<{ token: string }>('SELECT token FROM channel_tokens'));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('token-of');
    platform.calls.length = 0;
    for (let i = 0; i < 3; i++)
      platform.failures.push({ path: 'message/custom/send', errcode: 40001, errmsg: 'invalid credential' });
    await tell('v05', '十二号通知');
    // the platform believes in its own token: it is made to give another one, once
    expect(platform.calls.map(({ path, body }) => `${path} ${String(body.force_refresh)}`)).toEqual([
      'message/custom/send undefined',
      'stable_token false',
      'stable_token true',
      'message/custom/send undefined',
    ]);
    platform.failures.length = 0;
  });

  it('are reached by the next way while the platform does not let us in, and the operator learns of what to enter', async () => {
    await platform.says('scanner', '帮助');
    later(3 * HOUR);
    platform.calls.length = 0;
    platform.failures.push({
      path: 'stable_token',
      errcode: 40164,
      errmsg: 'invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist',
    });
    await tell('v05', '十三号通知');
    expect(await stateOf('十三号通知')).toMatchObject({ state: 'sent', channel: 'webchat' });
    await tell('v05', '十四号通知');
    expect(platform.calls).toHaveLength(1);
    const operator = await service.signedInAs('c01');
    const { body } = await operator.get('/api/settings/organisation').expect(200);
    expect(JSON.stringify(body.channels)).toContain('203.0.113.7');
    later(11 * MINUTE);
    await tell('v05', '十五号通知');
    expect(await stateOf('十五号通知')).toMatchObject({ state: 'sent', channel: 'official-account' });
  });

  it('lose nothing when the process dies between their message and its answer', async () => {
    const message = {
      channel: 'official-account',
      externalId: MEI,
      conversation: { kind: 'private', id: MEI },
      text: '我的班',
      mentioned: false,
      messageId: `${MEI}.99`,
      at: service.clock.now(),
    } as const;
    await platform.says(MEI, '帮助');
    await get(CallBacks).take({ ...message, nonce: 'n99' }, message, service.clock.now());
    const sealed = await service.database.read((tx) =>
      tx.one<{ payload: string }>('SELECT payload FROM call_backs WHERE payload IS NOT NULL'),
    );
    expect(sealed?.payload).not.toContain('我的班');
    later(2 * MINUTE);
    await service.beat();
    await service.beat();
    expect(platform.sent.map(({ to }) => to)).toEqual([MEI]);
    const left = await service.database.read((tx) =>
      tx.all('SELECT id FROM call_backs WHERE due_ms IS NOT NULL OR payload IS NOT NULL'),
    );
    expect(left).toEqual([]);
  });

  it('are answered by a message of its own when it takes longer than the platform waits', async () => {
    const conversation = get(Conversation);
    const receive = conversation.receive.bind(conversation);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = jest.spyOn(conversation, 'receive').mockImplementationOnce(async (message) => {
      await held;
      return receive(message);
    });
    expect(await platform.says(MEI, '我的班')).toBe('');
    release();
    slow.mockRestore();
    await eventually(async () => {
      await service.beat();
      return platform.sent.length > 0 ? true : null;
    });
    expect(platform.sent).toHaveLength(1);
  });
});

describe('an account that is not certified, in plain mode', () => {
  let town: AccountTown;
  beforeAll(async () => {
    town = await anAccount(await freshUrl('sqlite'), { OFFICIAL_ACCOUNT_KIND: 'subscription' }, null);
  });
  afterAll(() => town.stop());

  it('answers what it is asked, calls nothing, and keeps each answer in one text', async () => {
    const { platform, service } = town;
    const query = { ...platform.sealed('').query, echostr: '5927782489442352469' };
    const address = service.http.get('/channels/official-account').query(query);
    const found = await address.expect(200).expect('content-type', /^text\/plain/u);
    expect(found.text).toBe(query.echostr);
    await service.http
      .get('/channels/official-account')
      .query({ ...query, signature: 'f' })
      .expect(403);

    expect(await platform.says('somebody', '你好')).toContain('绑定');

    // the signature does not cover the text here: what it was taken from is not used for another
    const xml = (MsgId: string): string => platform.xmlOf('somebody', { MsgType: 'text', Content: '退班 1', MsgId });
    const first = platform.sealed(xml('1'));
    const call = (body: string) =>
      service.http.post('/channels/official-account').query(first.query).set('content-type', 'text/xml').send(body);
    await call(first.body).expect(200);
    await call(first.body).expect(200);
    await call(platform.xmlOf('victim', { MsgType: 'text', Content: '退班 1', MsgId: '1' })).expect(403);
    await call(xml('2')).expect(403);
    const conversation = service.server.app.get(Conversation, { strict: false });
    const long = Array.from({ length: 300 }, (_, i) => `第${String(i)}行，有人写了<a href="x">一句话</a>😀`).join('\n');
    jest.spyOn(conversation, 'receive').mockResolvedValueOnce([{ text: long }]);
    const answer = await platform.says('somebody', '很长');
    expect(answer.startsWith('第0行，有人写了＜a href')).toBe(true);
    expect(answer).toMatch(/发不全）$/u);
    expect(platform.calls).toEqual([]);
  });
});

describe('a long answer of a service account', () => {
  it('comes in pieces of whole characters, in order, the first on the call', async () => {
    const town = await anAccount(await freshUrl('sqlite'));
    try {
      const { platform, service } = town;
      const coordinator = await service.signedInAs('c01');
      const issued = await coordinator.post(`/api/people/${await service.personId('v03')}/binding-code`).send({});
      await platform.says(MEI, `绑定 ${issued.body.code as string}`);
      const conversation = service.server.app.get(Conversation, { strict: false });
      const long = '📅三'.repeat(900);
      jest.spyOn(conversation, 'receive').mockResolvedValueOnce([{ text: long }]);
      const first = await platform.says(MEI, '很长');
      await service.beat();
      const pieces = [first, ...platform.sent.map(({ text }) => text)];
      expect(pieces.length).toBeGreaterThan(2);
      expect(pieces.join('')).toBe(long);
    } finally {
      await town.stop();
    }
  });
});
