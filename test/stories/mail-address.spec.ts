import type { Reply, SendResult } from '../../src/messaging/channel';
import { Channels } from '../../src/messaging/channels';
import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

describe.each(databasesUnderTest())('an address for mail, said in the chat, on %s', (engine) => {
  let town: StoryTown;
  const letters: string[] = [];
  beforeAll(async () => {
    town = await StoryTown.open(engine);
    town.get(Channels).register({
      key: 'mail',
      capabilities: { maxTextBytes: 100_000, files: true, cards: true, proactive: 'always', concurrency: 1 },
      send: ({ externalId }, reply: Reply): Promise<SendResult> => {
        letters.push(`${externalId} ${'text' in reply ? reply.text : ''}`);
        return Promise.resolve({ state: 'sent' });
      },
    });
  });
  afterAll(() => town.close());

  it('is hers by the code that was sent to it, and by no other; then by her word no longer', async () => {
    await town.mei.says('邮箱').thenHears(/还没有登记邮箱/);
    await town.mei.says('我的邮箱是 Mei@example.com。').thenHears(/验证码已发到 mei@example\.com/);
    const code = /邮箱 (\d{6})/.exec(letters.splice(0).join())?.[1] ?? '';
    await town.mei.says(`邮箱 ${code === '000000' ? '111111' : '000000'}`).thenHears(/验证码不对/);
    await town.mei.says(`邮箱：${code}`).thenHears(/✓ 邮箱 mei@example\.com 已登记/);
    await town.mei.says('邮箱').thenHears(/日历邀请发到 mei@example\.com/);
    await town.mei.says('邮箱 取消').thenHears(/✓ 以后不再发邮件给你/);
    await town.mei.says('邮箱').thenHears(/还没有登记邮箱/);
  });

  it('has to look like one, and is proved three times an hour at most', async () => {
    await town.lan.says('邮箱 在哪').thenHears(/这不像一个邮箱地址/);
    for (let i = 0; i < 3; i++) await town.lan.says('邮箱 lan@example.com').thenHears(/验证码已发到/);
    await town.lan.says('邮箱 lan@example.com').thenHears(/一小时最多三次/);
  });
});
