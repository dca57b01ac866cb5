import { log } from 'wechaty-puppet';
import { PuppetFactory } from '../../src/channels/wechat/puppet-factory';
import { instantOf } from '../../src/kernel/civil-time';
import { Channels } from '../../src/messaging/channels';
import { aRunningService, type RunningService } from '../http/running-service';
import { eventually, RecordingPuppet } from './recording-puppet';

log.level('silent');

class Given extends PuppetFactory {
  constructor(private readonly puppet: RecordingPuppet) {
    super();
  }

  make(): RecordingPuppet {
    return this.puppet;
  }
}

describe('a volunteer in WeChat', () => {
  const puppet = new RecordingPuppet();
  let service: RunningService;

  beforeAll(async () => {
    service = await aRunningService({ puppets: new Given(puppet) });
    await eventually('the puppet starts', () => puppet.state.active() === true);
  });
  afterAll(() => service.stop());

  const heard = (to: string): string =>
    puppet.sent
      .filter((sent) => sent.to === to)
      .map((sent) => (sent.kind === 'text' ? sent.text : `[${sent.name}]`))
      .join('\n');

  it('binds herself, looks in the group, claims in private, gets her calendar, and is reminded', async () => {
    const bot = puppet.people.createContact({ name: '小约' });
    const mei = puppet.people.createContact({ name: '一朵小花' });
    puppet.people.login(bot);
    const room = puppet.people.createRoom({ topic: '志愿者群', memberIdList: [bot.id, mei.id] });
    const channels = service.server.app.get(Channels, { strict: false });
    await eventually('WeChat is connected', () => channels.get('wechat') !== undefined);
    const ask = async (text: string): Promise<string> => {
      puppet.sent.length = 0;
      mei.say(text).to(bot);
      await eventually(`an answer to ${text}`, () => puppet.sent.length > 0);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return heard(mei.id);
    };

    expect(await ask('我的班')).toContain('绑定');
    const coordinator = await service.signedInAs('c01');
    const issued = await coordinator.post(`/api/people/${await service.personId('v03')}/binding-code`).send({});
    expect(await ask(`绑定 ${issued.body.code as string}`)).toContain('蓝佳怡');

    const mine = await service.signedInAs('v03');
    const open = await mine.get('/api/shifts/open?from=2026-12-01&to=2026-12-07').expect(200);
    const free = (open.body.shifts as { startCivil: string; verdict: unknown[] }[]).find(
      (one) => !one.verdict.length && one.startCivil >= `${one.startCivil.slice(0, 10)}T14:00`,
    );
    const day = free?.startCivil.slice(0, 10) ?? '';
    const spoken = `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
    puppet.sent.length = 0;
    mei.say(`@小约\u2005空班 ${spoken}`, [bot]).to(room);
    await eventually('the group hears of it', () => heard(room.id) !== '');
    expect(heard(room.id)).toContain('天天询');

    const list = await ask(`空班 ${spoken}`);
    const number = /^(\d+)\. .* (?:14|20):00–/mu.exec(list)?.[1] ?? '?';
    expect(await ask(`认领 ${number}`)).toContain('归你了');
    const { body } = await mine.get(`/api/shifts/mine?from=${day}&to=${day}`).expect(200);
    expect(body.shifts).toHaveLength(1);
    expect(await ask('日历')).toMatch(/\[\p{Script=Han}+.*\.ics\]/u);

    puppet.sent.length = 0;
    // Ten in the morning of that day: the night, in which nothing may ring, is over.
    service.clock.windTo(instantOf(`${day}T10:00`, 'Asia/Shanghai'));
    await service.beat();
    await eventually('the reminder arrives', () => heard(mei.id).includes('确认'));
    expect(await ask('确认')).toMatch(/确认/u);
    const confirmed = await (await service.signedInAs('v03')).get(`/api/shifts/mine?from=${day}&to=${day}`);
    expect(confirmed.body.shifts).toMatchObject([{ state: 'confirmed' }]);
  }, 60_000);
});
