import { DELIVERY_REASONS } from '../../src/messaging/domain/delivery-reasons';
import { FACTS, MESSAGE_KINDS } from '../../src/messaging/domain/message-kinds';
import { KIND_WORDS, REASON_WORDS, reasonText } from '../../src/messaging/domain/message-words';
import { kindOf, readMessage } from '../../src/messaging/domain/stored-message';
import { en } from '../../web/console/words/en';
import { zh } from '../../web/console/words/zh';

type Shape = string | readonly string[];

/** A value that a fact of this shape may have. */
const sample = (shape: Shape): unknown =>
  typeof shape !== 'string' ? shape[0] : ({ instant: 1, 'flag?': true, texts: ['p1'] }[shape] ?? 'x');

const shapesOf = (kind: keyof typeof FACTS): [string, Shape][] => Object.entries<Shape>(FACTS[kind]);

const worded = Object.keys(FACTS) as (keyof typeof FACTS)[];

describe('the kinds of messages', () => {
  it.each(worded)('%s is read again with its facts, and not with one of them gone', (kind) => {
    const facts = Object.fromEntries(shapesOf(kind).map(([name, shape]) => [name, sample(shape)]));
    expect(readMessage(kind, JSON.stringify({ facts }))).toEqual({ kind, content: { kind, facts } });
    for (const [name, shape] of shapesOf(kind)) {
      const { [name]: _, ...rest } = facts;
      const left = readMessage(kind, JSON.stringify({ facts: rest })).content;
      expect(left === null).toBe(shape !== 'flag?');
      expect(readMessage(kind, JSON.stringify({ facts: { ...facts, [name]: {} } })).content).toBeNull();
    }
  });

  it('are read as older versions wrote them', () => {
    const declined = { facts: { invitationId: 'i1', counter: true } };
    expect(readMessage('counter-declined', JSON.stringify(declined)).content).toMatchObject(declined);
    const asked = { facts: { shiftId: 's1', vacancyId: 'v1' } };
    expect(readMessage('cover-asked', JSON.stringify(asked)).content).toMatchObject(asked);
    const changed = { facts: { sessionId: 's1' } };
    expect(readMessage('session-changed', JSON.stringify(changed)).content).toMatchObject(changed);
    const ready = { say: [{ text: '好' }] };
    expect(readMessage('offered-late', JSON.stringify(ready))).toEqual({ kind: null, content: ready });
    expect(readMessage('offered-late', '{"facts":{}}')).toEqual({ kind: null, content: null });
    expect(readMessage('notice', '{"facts":')).toEqual({ kind: 'notice', content: null });
    expect(readMessage('notice', 'null')).toEqual({ kind: 'notice', content: null });
    expect(kindOf('toString')).toBeNull();
  });

  it('are called the same in the chat and in the console, every one and no other', () => {
    const all = [...MESSAGE_KINDS, 'other'].sort();
    expect(all).toContain('invitation');
    expect(Object.keys(KIND_WORDS).sort()).toEqual(all);
    expect(zh.messages.kinds).toEqual(KIND_WORDS);
    expect(Object.keys(en.messages.kinds).sort()).toEqual(all);
  });

  it('wait and end for reasons that every door has words for', () => {
    expect(Object.keys(REASON_WORDS).sort()).toEqual([...DELIVERY_REASONS].sort());
    expect(zh.messages.reasons).toEqual(REASON_WORDS);
    expect(reasonText('ring refused')).toBe('多人换班有人回绝');
    expect(reasonText('550 no such box')).toBe('550 no such box');
  });
});
