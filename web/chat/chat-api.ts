import type { CardReply, FileReply, LiveMessage, TextReply } from '../shared/api';
import { ask, request } from '../shared/http';
import type { Answer } from '../shared/operations';

export type { FileAttachment } from '../shared/api';

export type Me = Answer<'/api/chat/me'>;
/** Whom this browser speaks as. */
export type Person = NonNullable<Me['person']>;
/** What the service says: exactly one of the three. */
export type Reply = Partial<TextReply & FileReply & CardReply>;

export const whoAmI = () => ask('/api/chat/me');

export const openSession = () => ask('/api/chat/session', { method: 'POST' });

export const samplePeople = () => ask('/api/chat/people');

/** `id` names the message: sending it a second time gets the first answer. */
export function say(from: string | null, text: string, id: string): Promise<Answer<'/api/chat/messages', 'POST'>> {
  return ask('/api/chat/messages', {
    method: 'POST',
    json: from ? { from, text } : { text },
    idempotencyKey: id,
    timeoutMs: 30_000,
  });
}

/** Listens for what the service says of itself; the returned function ends it. */
export function listen(
  from: string | null,
  lastSeen: string | null,
  on: { message: (message: LiveMessage) => void; open: () => void; lost: () => void },
): () => void {
  const query = new URLSearchParams();
  if (from) query.set('from', from);
  if (lastSeen) query.set('after', lastSeen);
  const source = new EventSource(`/api/chat/events?${query.toString()}`);
  source.addEventListener('message', (event) => on.message(JSON.parse(event.data as string) as LiveMessage));
  source.addEventListener('open', on.open);
  source.addEventListener('error', on.lost);
  return () => source.close();
}

/** The address of the speaker's own page; `from` as for everything she says. */
export async function ownPage(from: string | null): Promise<string> {
  const query = from === null ? '' : `?from=${encodeURIComponent(from)}`;
  return (await request<Answer<'/api/chat/own-page'>>(`/api/chat/own-page${query}`)).url;
}
