import { ConversationSettings, Pace } from '../../src/conversation/dialogue/pace';
import { OneByOne } from '../../src/conversation/dialogue/one-by-one';

describe('the pace of a conversation', () => {
  it('lets a burst pass, warns once, is silent for the rest of the minute, and lets pass again', () => {
    const pace = new Pace(new ConversationSettings(10, 3));
    const take = (at: number): string => pace.take('chat', 'mei', at);
    expect([take(0), take(0), take(0), take(0), take(1000)]).toEqual(['pass', 'pass', 'pass', 'warn', 'silent']);
    expect(take(7000)).toBe('pass');
    expect(pace.take('chat', 'lan', 1000)).toBe('pass');
  });

  it('slows nobody down where nobody types, or where it is turned off', () => {
    const pace = new Pace(new ConversationSettings(1, 1));
    const off = new Pace(new ConversationSettings(null));
    for (let i = 0; i < 50; i++) {
      expect(pace.take('simulator', 'mei', 0)).toBe('pass');
      expect(off.take('chat', 'mei', 0)).toBe('pass');
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
