import * as grammar from '../../src/conversation/grammar/parse';
import { ConversationSettings } from '../../src/conversation/dialogue/pace';
import { ContactRights } from '../../src/messaging/contact-rights.service';
import { StoryTown } from '../harness/town-stories';

jest.mock('../../src/conversation/grammar/parse', () => {
  const actual = jest.requireActual<typeof grammar>('../../src/conversation/grammar/parse');
  return { ...actual, hear: jest.fn(actual.hear) };
});

describe('a message', () => {
  const hear = jest.mocked(grammar.hear);
  let town: StoryTown;
  beforeAll(async () => (town = await StoryTown.open('sqlite', new ConversationSettings({ perMinute: 1, burst: 20 }))));
  afterAll(() => town.close());

  it.each([
    ['认领 12月10日晚班', /归你了/],
    ['我的班', /12月10日/],
    ['撤销', /已撤销/],
    ['空班 12月10日', /1\. /],
    ['4', /你是要/],
    ['算了', /没有改动/],
    ['谢谢', /不客气/],
    ['收到', /没听懂/],
    ['邮箱 mei@example.com', /没有开通邮件/],
    ['我不想活了', /12356/],
    ['认领 12月10日', /哪一个/],
    ['确认', /数字/],
    ['天上有几颗星星', /没听懂/],
  ])('is read once: %s', async (text, heard) => {
    hear.mockClear();
    await town.mei.says(text).thenHears(heard);
    expect(hear.mock.calls.map(([said]) => said)).toEqual([text]);
  });

  it('is read once from somebody whom nobody knows, and again only when it comes again', async () => {
    const stranger = town.voice('a stranger');
    hear.mockClear();
    await stranger.says('空班', { id: 'one' }).thenHears(/绑定/);
    await stranger.says('空班', { id: 'one' }).thenHears(/绑定/);
    expect(hear).toHaveBeenCalledTimes(1);
  });

  it('that sounds like a danger to life says of her, as any other does, that she wrote', async () => {
    const heard = jest.spyOn(town.get(ContactRights), 'heardFrom');
    await town.mei.says('我不想活了').thenHears(/12356/);
    await town.mei.says('', { attachment: 'voice' });
    expect(heard).toHaveBeenCalledTimes(1);
    heard.mockRestore();
  });

  it('that comes too fast is searched for a danger to life, and asks the database for nothing', async () => {
    for (let i = 0; i < 25; i++) await town.lan.says('空班');
    const open = jest.spyOn(town.database, 'read');
    hear.mockClear();
    await town.lan.says('我的班').thenHearsNothing();
    const reads = open.mock.calls.length;
    await town.lan.says('我不想活了').thenHears(/12356/);
    expect(hear).not.toHaveBeenCalled();
    // whether it was answered before, and who speaks
    expect(reads).toBe(2);
    open.mockRestore();
  });
});
