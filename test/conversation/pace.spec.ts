import { ConversationSettings, Pace } from '../../src/conversation/dialogue/pace';
import { OneByOne } from '../../src/conversation/dialogue/one-by-one';

describe('the pace of a conversation', () => {
  it('lets a burst pass, warns once, is silent for the rest of the minute, and lets pass again', () => {
    const pace = new Pace(new ConversationSettings({ perMinute: 10, burst: 3 }));
    const take = (at: number, account = 'mei'): string => pace.take({ channel: 'chat', account }, at);
    expect([take(0), take(0), take(0), take(0), take(1000)]).toEqual(['pass', 'pass', 'pass', 'warn', 'silent']);
    expect(take(7000)).toBe('pass');
    expect(take(1000, 'lan')).toBe('pass');
  });

  it('slows strangers down by the address from which they come, and all of them together', () => {
    const few = { perMinute: 1, burst: 2 };
    const pace = new Pace(new ConversationSettings(undefined, { source: few, all: { perMinute: 1, burst: 3 } }));
    const take = (account: string, source: string): string =>
      pace.takeOfStranger({ channel: 'chat', account, source }, 0);
    expect([take('a', '10.0.0.1'), take('b', '10.0.0.1'), take('c', '10.0.0.1')]).toEqual(['pass', 'pass', 'warn']);
    expect([take('d', '10.0.0.2'), take('e', '10.0.0.2')]).toEqual(['pass', 'warn']);
  });

  it('listens for a danger to life a while longer, and to a flood not at all', () => {
    const once = { perMinute: 1, burst: 1 };
    const pace = new Pace(new ConversationSettings(once, undefined, { perMinute: 1, burst: 2 }));
    const take = (): string => pace.take({ channel: 'chat', account: 'mei' }, 0);
    expect([take(), take(), take(), take()]).toEqual(['pass', 'warn', 'silent', 'deaf']);
  });

  it('slows nobody down where nobody types, or where it is turned off', () => {
    const pace = new Pace(new ConversationSettings({ perMinute: 1, burst: 1 }));
    const off = new Pace(new ConversationSettings(null));
    for (let i = 0; i < 50; i++) {
      expect(pace.take({ channel: 'simulator', account: 'mei' }, 0)).toBe('pass');
      expect(off.take({ channel: 'chat', account: 'mei' }, 0)).toBe('pass');
    }
  });

  it('takes the messages of one person in turn, and those of others beside them', async () => {
    const queue = new OneByOne();
    const done: string[] = [];
    const slow = (name: string, ms: number) => async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      done.push(name);
    };
    await Promise.all([
      queue.run('mei', slow('first', 30)),
      queue.run('mei', slow('second', 1)),
      queue.run('lan', slow('beside', 5)),
    ]);
    expect(done).toEqual(['beside', 'first', 'second']);
    await expect(queue.run('mei', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(queue.run('mei', () => Promise.resolve('after'))).resolves.toBe('after');
  });
});
