import { createServer, type AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { log } from 'wechaty-puppet';
import { mock } from 'wechaty-puppet-mock';
import { PuppetServer } from 'wechaty-puppet-service';
import type { Puppet } from 'wechaty-puppet';
import { ConfigurationError, type WechatySettings } from '../../config/configuration';
import { ConfiguredPuppets, PuppetFactory } from '../../src/channels/wechat/puppet-factory';
import { WechatChannel } from '../../src/channels/wechat/wechat.channel';
import type { ConnectionTiming } from '../../src/channels/wechat/wechat-connection';
import type { Conversation } from '../../src/conversation/conversation.service';
import type { InboundMessage, Reply } from '../../src/messaging/channel';
import { Channels } from '../../src/messaging/channels';
import { AppClock } from '../../src/kernel/app-clock';
import { eventually, RecordingPuppet } from './recording-puppet';

Logger.overrideLogger(false);
log.level('silent');

const QUICK: ConnectionTiming = { startMs: 4_000, stopMs: 1_000, firstRetryMs: 100, lastRetryMs: 400, probeMs: 500 };

const INVITATION = Buffer.from('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n');
const FILE: Reply = {
  file: { name: '值班日历.ics', type: 'text/calendar; charset=utf-8', base64: INVITATION.toString('base64') },
};

/** Stands for the conversation: repeats what it heard, and can be told to fail. */
class Parrot {
  readonly heard: InboundMessage[] = [];
  failNext = false;

  async receive(message: InboundMessage): Promise<Reply[]> {
    this.heard.push(message);
    if (this.failNext) {
      this.failNext = false;
      throw new Error('a bug');
    }
    await new Promise((resolve) => setTimeout(resolve, message.text === 'slow' ? 60 : 0));
    return message.text === '日历' ? [{ text: '你的日历' }, FILE] : [{ text: `听到：${message.text}` }];
  }
}

class Given extends PuppetFactory {
  constructor(private readonly puppets: Puppet[]) {
    super();
  }

  make(): Puppet {
    const puppet = this.puppets.shift();
    if (!puppet) throw new Error('no puppet left');
    return puppet;
  }
}

function aChannel(puppets: PuppetFactory) {
  const parrot = new Parrot();
  const channels = new Channels();
  const channel = new WechatChannel(puppets, QUICK, channels, parrot as unknown as Conversation, new AppClock());
  return { parrot, channels, channel };
}

/** Logs the bot in and lets two people and a group appear. */
function aTown(people: mock.Mocker) {
  const bot = people.createContact({ name: '小约' });
  const mei = people.createContact({ name: '莫红梅' });
  people.login(bot);
  const room = people.createRoom({ topic: '志愿者群', memberIdList: [bot.id, mei.id] });
  return { bot, mei, room };
}

describe('WeChat over a puppet', () => {
  const puppet = new RecordingPuppet();
  const { parrot, channels, channel } = aChannel(new Given([puppet]));
  let town: ReturnType<typeof aTown>;

  beforeAll(async () => {
    channel.onApplicationBootstrap();
    await eventually('the puppet starts', () => puppet.state.active() === true);
    town = aTown(puppet.people);
    await eventually('the channel is there', () => channels.get('wechat') === channel);
  });

  afterAll(() => channel.onModuleDestroy());

  beforeEach(() => {
    puppet.sent.length = 0;
    parrot.heard.length = 0;
  });

  it('answers in a private chat, with a file that keeps its Chinese name and its bytes', async () => {
    town.mei.say('日历').to(town.bot);
    await eventually('both answers arrive', () => puppet.sent.length === 2);
    expect(parrot.heard[0]).toMatchObject({
      channel: 'wechat',
      externalId: town.mei.id,
      conversation: { kind: 'private', id: town.mei.id },
      text: '日历',
      mentioned: false,
    });
    expect(puppet.sent[0]).toEqual({ kind: 'text', to: town.mei.id, text: '你的日历' });
    expect(puppet.sent[1]).toEqual({ kind: 'file', to: town.mei.id, name: '值班日历.ics', bytes: INVITATION });
  });

  it('hears a call in a group, with ids from the puppet and typed by hand', async () => {
    town.mei.say('@小约\u2005认领 3', [town.bot]).to(town.room);
    town.mei.say('@小约认领 4').to(town.room);
    await eventually('both are answered', () => puppet.sent.length === 2);
    expect(parrot.heard.map(({ text, mentioned }) => ({ text, mentioned }))).toEqual([
      { text: '认领 3', mentioned: true },
      { text: '认领 4', mentioned: true },
    ]);
    expect(parrot.heard[0]?.conversation).toEqual({ kind: 'group', id: town.room.id });
    expect(puppet.sent[0]).toMatchObject({ to: town.room.id, text: expect.stringContaining('听到：认领 3') as string });
  });

  it('tells the conversation when nobody called it', async () => {
    town.mei.say('今天好冷').to(town.room);
    await eventually('it is heard', () => parrot.heard.length === 1);
    expect(parrot.heard[0]?.mentioned).toBe(false);
  });

  it('never hears itself', async () => {
    await channel.send({ externalId: town.mei.id }, { text: '提醒' });
    town.mei.say('一').to(town.bot);
    await eventually('the person is heard', () => parrot.heard.length === 1);
    expect(parrot.heard.map((message) => message.text)).toEqual(['一']);
  });

  it('answers one person in the order in which she spoke', async () => {
    town.mei.say('slow').to(town.bot);
    town.mei.say('quick').to(town.bot);
    await eventually('both are answered', () => puppet.sent.length === 2);
    expect(puppet.sent.map((sent) => (sent.kind === 'text' ? sent.text : ''))).toEqual(['听到：slow', '听到：quick']);
  });

  it('lives on when a message cannot be handled', async () => {
    parrot.failNext = true;
    town.mei.say('一').to(town.bot);
    town.mei.say('二').to(town.bot);
    await eventually('the second is answered', () => puppet.sent.length === 1);
  });

  it('sends to a person and to a group, and prints the buttons of a card as words', async () => {
    const card = { title: '确认排班', text: '12月8日', actions: [{ label: '确认', say: '确认' }] };
    expect(await channel.send({ externalId: town.mei.id }, { card })).toEqual({ state: 'sent' });
    expect(await channel.send({ externalId: town.mei.id, group: town.room.id }, { text: '缺人' })).toEqual({
      state: 'sent',
    });
    expect(puppet.sent).toEqual([
      { kind: 'text', to: town.mei.id, text: '确认排班\n12月8日\n确认：回复“确认”' },
      { kind: 'text', to: town.room.id, text: '缺人' },
    ]);
  });

  it('refuses a stranger, tries again after a refusal, and does not know after a broken wire', async () => {
    expect(await channel.send({ externalId: 'nobody' }, { text: '喂' })).toMatchObject({ state: 'refused' });
    puppet.failNext = new Error('busy');
    expect(await channel.send({ externalId: town.mei.id }, { text: '喂' })).toEqual({ state: 'retry', reason: 'busy' });
    puppet.failNext = Object.assign(new Error('14 UNAVAILABLE: gone'), { code: 14 });
    expect(await channel.send({ externalId: town.mei.id }, { text: '喂' })).toMatchObject({ state: 'unknown' });
  });

  it('survives an error that wechaty merely reports', async () => {
    puppet.emit('error', { data: 'no payload found for id 1@chatroom' } as never);
    town.mei.say('还在吗').to(town.bot);
    await eventually('it still answers', () => puppet.sent.length === 1);
  });
});

describe('WeChat over a gateway', () => {
  it('works across the wire, says so when the gateway is gone, and is back after its restart', async () => {
    const port = await freePort();
    let gateway = await aGateway(port);
    const settings: WechatySettings = {
      puppet: 'wechaty-puppet-service',
      token: 'insecure_a-test-token',
      endpoint: `127.0.0.1:${String(port)}`,
      tls: false,
    };
    const { parrot, channels, channel } = aChannel(new ConfiguredPuppets(settings));
    channel.onApplicationBootstrap();
    try {
      await eventually('the channel is there', () => channels.get('wechat') !== undefined, 15_000);
      gateway.town().mei.say('日历').to(gateway.town().bot);
      await eventually('text and file arrive', () => gateway.puppet.sent.length === 2);
      expect(gateway.puppet.sent[1]).toMatchObject({ kind: 'file', name: '值班日历.ics', bytes: INVITATION });

      await gateway.stop();
      await eventually('the channel is gone', () => channels.get('wechat') === undefined, 15_000);
      expect(await channel.send({ externalId: 'x' }, { text: '喂' })).toMatchObject({ state: 'retry' });

      gateway = await aGateway(port);
      await eventually('the channel is back', () => channels.get('wechat') !== undefined, 20_000);
      parrot.heard.length = 0;
      gateway.town().mei.say('回来了').to(gateway.town().bot);
      await eventually('it answers again', () => gateway.puppet.sent.length === 1);
      expect(parrot.heard.map((message) => message.text)).toEqual(['回来了']);
    } finally {
      await channel.onModuleDestroy();
      await gateway.stop();
    }
  }, 60_000);
});

describe('the setting of the puppet', () => {
  it('has no default and takes only what is known', () => {
    const settings = { puppet: 'wechaty-puppet-wechat4u', token: null, endpoint: null, tls: true };
    expect(() => new ConfiguredPuppets(settings)).toThrow(ConfigurationError);
    expect(() => new ConfiguredPuppets({ ...settings, puppet: 'wechaty-puppet-service' })).toThrow(/TOKEN/u);
    expect(new ConfiguredPuppets({ ...settings, puppet: 'wechaty-puppet-mock' }).make()).toBeDefined();
  });
});

async function aGateway(port: number) {
  const puppet = new RecordingPuppet();
  let town: ReturnType<typeof aTown> | null = null;
  const server = new PuppetServer({
    endpoint: `127.0.0.1:${String(port)}`,
    puppet,
    token: 'insecure_a-test-token',
    tls: { disable: true },
  });
  puppet.on('start', () => {
    setTimeout(() => {
      town ??= aTown(puppet.people);
    }, 100);
  });
  await server.start();
  return {
    puppet,
    town: () => {
      if (!town) throw new Error('the gateway is not logged in yet');
      return town;
    },
    stop: () => server.stop(),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
