import { ConfigurationError, readConfiguration } from '../../config/configuration';
import { instantOf } from '../../src/kernel/civil-time';
import { HOUR, MINUTE } from '../../src/kernel/clock';
import { Channels } from '../../src/messaging/channels';
import { freshUrl, type FreshUrl } from '../harness/databases';
import { WecomPlatform } from '../harness/wecom-platform';
import { aRunningService, type RunningService } from '../http/running-service';

const APP = {
  corpId: 'ww1436e0e65a779aee',
  agentId: '1000002',
  secret: 'a secret of the app',
  token: 'hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo',
  aesKey: '6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt',
};
const SETTINGS = {
  WECOM_CORP_ID: APP.corpId,
  WECOM_AGENT_ID: APP.agentId,
  WECOM_SECRET: APP.secret,
  WECOM_TOKEN: APP.token,
  WECOM_AES_KEY: APP.aesKey,
};

describe('members who use the app in WeCom', () => {
  const platform = new WecomPlatform(APP);
  let service: RunningService;
  let url: FreshUrl;
  beforeAll(async () => {
    url = await freshUrl('sqlite');
    service = await aRunningService({
      databaseUrl: url.url,
      now: instantOf('2026-11-30T10:00', 'Asia/Shanghai'),
      env: { ...SETTINGS, WECOM_API_URL: await platform.start() },
    });
    platform.callBack(service.server.baseUrl, () => service.clock.now());
    // the sample was loaded after the start: its chat page learns of it
    await service.http.get('/api/chat/people').expect(200);
  });
  afterAll(async () => {
    await service.stop();
    await platform.stop();
    await url.drop();
  });
  beforeEach(() => {
    platform.sent.length = 0;
    platform.calls.length = 0;
    service.clock.windTo(service.clock.now() + 20 * MINUTE);
  });

  const tell = async (text: string): Promise<void> => {
    const coordinator = await service.signedInAs('c01');
    await coordinator
      .post('/api/notices')
      .send({ to: 'person', id: await service.personId('v03'), text })
      .expect(200);
    await service.beat();
  };
  const wayOf = (text: string): Promise<{ state: string; channel: string | null } | null> =>
    service.database.read((tx) =>
      tx.one('SELECT state, channel FROM outbox WHERE content LIKE ? ORDER BY id DESC', [`%${text}%`]),
    );

  it('reach an address that answers the check with what it decrypts, as bare text', async () => {
    for (const plus of ['bare', 'escaped'] as const)
      expect(await platform.verifies('1288432023552776189', plus)).toEqual({
        status: 200,
        type: 'text/plain; charset=utf-8',
        body: '1288432023552776189',
      });
  });

  it('bind themselves, claim, are told at any hour of the week, and confirm', async () => {
    expect(await platform.says('ChenJing', '我的班')).toContain('绑定');
    const coordinator = await service.signedInAs('c01');
    const issued = await coordinator.post(`/api/people/${await service.personId('v03')}/binding-code`).send({});
    expect(await platform.says('ChenJing', `绑定 ${issued.body.code as string}`)).toContain('蓝佳怡');
    const list = await platform.says('ChenJing', '空班 12月4日');
    const number = /^(\d+)\. .* (?:14|20):00–/mu.exec(list)?.[1] ?? '?';
    expect(await platform.says('ChenJing', `认领 ${number}`)).toContain('归你了');
    // days later: no window ends here
    service.clock.windTo(instantOf('2026-12-04T09:00', 'Asia/Shanghai'));
    await service.beat();
    expect(platform.sent.map(({ text }) => text).join('\n')).toContain('确认');
    expect(await platform.says('ChenJing', '确认')).toContain('确认');
    expect(await platform.deliver('ChenJing', { MsgType: 'event', Event: 'click', EventKey: '我的班' })).toContain(
      '12月4日',
    );
    expect(await platform.deliver('ChenJing', { MsgType: 'event', Event: 'enter_agent', EventKey: '' })).toBe('');
  });

  it('are not spoken for by a call that is meant for another app', async () => {
    const said = { MsgType: 'text', Content: '退班 1', MsgId: '900' };
    expect(await platform.post('ChenJing', { ...said, AgentID: '1000003' })).toMatchObject({ status: 403 });
    expect(await platform.post('ChenJing', { ...said, AgentID: APP.agentId })).toMatchObject({ status: 200 });
  });

  it('hear by the next way what the app may not show them', async () => {
    platform.outside.add('ChenJing');
    await tell('一号通知');
    platform.outside.clear();
    expect(await wayOf('一号通知')).toEqual({ state: 'sent', channel: 'webchat' });
    await tell('二号通知');
    expect(await wayOf('二号通知')).toEqual({ state: 'sent', channel: 'wecom' });
  });

  it('cause a new token where the old one is refused, and a sentence for the operator where the address is', async () => {
    platform.token = 'token-2';
    await tell('三号通知');
    expect(platform.calls).toEqual(['message/send', 'gettoken', 'message/send']);
    platform.failures.push({
      path: 'message/send',
      errcode: 60020,
      errmsg: 'not allow to access from your ip, from ip: 203.0.113.7',
    });
    await tell('四号通知');
    expect(await wayOf('四号通知')).toEqual({ state: 'sent', channel: 'webchat' });
    const channels = service.server.app.get(Channels, { strict: false });
    expect(channels.get('wecom')?.trouble?.()).toContain('203.0.113.7');
  });

  it('never get more in a minute than WeCom passes on', async () => {
    const channel = service.server.app.get(Channels, { strict: false }).get('wecom');
    service.clock.windTo(service.clock.now() + HOUR);
    const states: (string | undefined)[] = [];
    for (let i = 0; i < 30; i++) states.push((await channel?.send({ externalId: 'WeiLan' }, { text: '好' }))?.state);
    expect(states.filter((state) => state === 'sent')).toHaveLength(20);
    expect(states.at(-1)).toBe('retry');
  });
});

describe('the settings of an app in WeCom', () => {
  it('belong together', () => {
    expect(readConfiguration(SETTINGS).wecom).toEqual({ ...APP, apiUrl: 'https://qyapi.weixin.qq.com' });
    for (const name of Object.keys(SETTINGS)) {
      const read = (): unknown => readConfiguration({ ...SETTINGS, [name]: '' });
      expect(read).toThrow(ConfigurationError);
      expect(read).toThrow(name);
    }
  });
});
