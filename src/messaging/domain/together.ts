import type { Reply } from '../channel';

/** What fits on a telephone's screen and is still read. */
const LONGEST = 600;

/** Several messages to one person as few: their texts one under the other, up to 600 characters each; all else as it is. */
export function together(messages: readonly (readonly Reply[])[]): Reply[] {
  const joined: Reply[] = [];
  for (const reply of messages.flat()) {
    const last = joined.at(-1);
    if (last && 'text' in last && 'text' in reply && last.text.length + reply.text.length + 2 <= LONGEST)
      joined[joined.length - 1] = { text: `${last.text}\n\n${reply.text}` };
    else joined.push(reply);
  }
  return joined;
}
