import { join } from 'node:path';
import { databasesUnderTest, freshUrl } from '../harness/databases';
import { OfficialAccountPlatform } from '../harness/official-account-platform';
import { startChild } from '../harness/processes';
import { eventually } from '../harness/programs';
import { aRunningService } from '../http/running-service';

const ACCOUNT = {
  appId: 'wx2c2769f8efd9abc2',
  secret: 'a secret of the account',
  token: 'spamtest',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
};
const MEI = 'oyORnuP8q7ou2gfYjqLzSIWZf0rs';
const CHILD = join(__dirname, 'account-child.ts');
const TWO_MINUTES = '120000';

describe.each(databasesUnderTest())('an official account whose process is killed, on %s', (engine) => {
  it('answers, once and another way, what had come in and was not answered yet', async () => {
    const url = await freshUrl(engine);
    const platform = new OfficialAccountPlatform(ACCOUNT);
    const settings = {
      PORT: '0',
      DATABASE_URL: url.url,
      XINYUE_SAMPLE: 'none',
      SECRET_KEY: 'a secret for tests, long enough to be one',
      LOG_LEVEL: 'silent',
      OFFICIAL_ACCOUNT_KIND: 'service',
      OFFICIAL_ACCOUNT_APP_ID: ACCOUNT.appId,
      OFFICIAL_ACCOUNT_APP_SECRET: ACCOUNT.secret,
      OFFICIAL_ACCOUNT_TOKEN: ACCOUNT.token,
      OFFICIAL_ACCOUNT_AES_KEY: ACCOUNT.aesKey,
      OFFICIAL_ACCOUNT_API_URL: await platform.start(),
    };
    const first = await aRunningService({ databaseUrl: url.url, now: Date.now(), env: settings });
    platform.callBack(first.server.baseUrl, () => first.clock.now());
    const coordinator = await first.signedInAs('c01');
    const issued = await coordinator.post(`/api/people/${await first.personId('v03')}/binding-code`).send({});
    await platform.says(MEI, `绑定 ${issued.body.code as string}`);
    await first.stop();

    const dumb = startChild(CHILD, [JSON.stringify(settings), '0', 'dumb']);
    await dumb.said(1);
    platform.callBack(dumb.lines[0] ?? '', () => Date.now());
    const message = platform.xmlOf(MEI, { MsgType: 'text', Content: '我的班', MsgId: '4711' });
    const call = platform.post(message).catch(() => null);
    await dumb.said(2);
    await dumb.kill();
    expect(await call).toBeNull();
    expect(platform.sent).toEqual([]);

    const second = startChild(CHILD, [JSON.stringify(settings), TWO_MINUTES]);
    try {
      await second.said(1);
      platform.callBack(second.lines[0] ?? '', () => Date.now() + Number(TWO_MINUTES));
      await eventually(() => Promise.resolve(platform.sent.length > 0 ? true : null));
      expect(platform.sent).toEqual([{ to: MEI, text: expect.stringContaining('班') as string }]);
      // the platform tries once more: the answer is there already
      expect((await platform.post(message)).body).toBe('');
      expect(platform.sent).toHaveLength(1);
    } finally {
      await second.kill();
      await platform.stop();
      await url.drop();
    }
  }, 120_000);
});
