import type { Channel, ChannelCapabilities } from '../../src/messaging/channel';
import { Channels } from '../../src/messaging/channels';
import { ContactRights } from '../../src/messaging/contact-rights.service';
import { HOUR } from '../../src/kernel/clock';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';

const USUAL = { maxTextBytes: 2048, files: false, cards: true, concurrency: 1 };
/** As an official account's: five sends within 48 hours of a message of hers (Tencent's documentation of 客服消息). */
const STRICT: ChannelCapabilities = { ...USUAL, proactive: 'within-window', window: { hours: 48, sends: 5 } };

describe.each(databasesUnderTest())('a channel on which one may not always write first, on %s', (engine) => {
  let fresh: FreshDatabase;
  let rights: ContactRights;
  let arrived: number;
  let channel: Channel;
  const channelOf = (capabilities: ChannelCapabilities): Channel => ({
    key: 'strict',
    capabilities,
    send: () => {
      arrived++;
      return Promise.resolve({ state: 'sent' });
    },
  });
  const use = (capabilities: ChannelCapabilities): void => {
    const channels = new Channels();
    channel = channelOf(capabilities);
    channels.register(channel);
    rights = new ContactRights(fresh.database, channels);
  };
  const sends = async (times: number, now: number): Promise<string[]> => {
    const states: string[] = [];
    for (let i = 0; i < times; i++) {
      const { state } = await rights.guarded(channel, 'anna', now).send({ externalId: 'a' }, { text: '好' });
      states.push(state);
    }
    return states;
  };
  beforeEach(async () => {
    fresh = await freshDatabase(engine);
    arrived = 0;
    use(STRICT);
  });
  afterEach(() => fresh.close());

  it('sends five within 48 hours of a message of hers, and nothing before or after', async () => {
    expect(await sends(1, 0)).toEqual(['barred']);
    await rights.heardFrom({ channel: 'strict' }, 'anna', HOUR);
    expect(await sends(6, 2 * HOUR)).toEqual([...Array<string>(5).fill('sent'), 'barred']);
    await rights.heardFrom({ channel: 'strict' }, 'anna', 3 * HOUR);
    expect(await sends(1, 51 * HOUR)).toEqual(['barred']);
    expect(await sends(1, 51 * HOUR - 1)).toEqual(['sent']);
    expect(arrived).toBe(6);
  });

  it('sends one message for each consent, whenever', async () => {
    use({ ...USUAL, proactive: 'by-consent' });
    await rights.heardFrom({ channel: 'strict' }, 'anna', 0);
    expect(await sends(1, HOUR)).toEqual(['barred']);
    await rights.heardFrom({ channel: 'strict', consents: 1 }, 'anna', 0);
    await rights.heardFrom({ channel: 'strict', consents: 1 }, 'anna', 0);
    expect(await sends(3, 999 * HOUR)).toEqual(['sent', 'sent', 'barred']);
  });

  it('does not spend a right twice when two processes send at once', async () => {
    use({ ...USUAL, proactive: 'by-consent' });
    await rights.heardFrom({ channel: 'strict', consents: 1 }, 'anna', 0);
    const both = await Promise.all([sends(1, 0), sends(1, 0)]);
    expect(both.flat().sort()).toEqual(['barred', 'sent']);
  });
});
