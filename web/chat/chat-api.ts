import { request } from '../shared/http';

export interface Person {
  readonly key: string;
  readonly name: string;
  readonly roles: readonly string[];
}

export interface FileAttachment {
  readonly name: string;
  readonly type: string;
  readonly base64: string;
}

export interface Card {
  readonly title: string;
  readonly text: string;
  readonly url?: string;
  readonly actions?: readonly { readonly label: string; readonly say: string }[];
}

/** What the service says: exactly one of the three. */
export interface Reply {
  readonly text?: string;
  readonly file?: FileAttachment;
  readonly card?: Card;
}

export interface Me {
  /** Whether one may choose whom to speak as. */
  readonly sample: boolean;
  readonly organisation: string | null;
  /** Who this browser is bound to; null before a binding code was sent. */
  readonly person: Person | null;
  readonly session: boolean;
}

export interface PushedMessage {
  readonly id: string;
  readonly at: number;
  readonly replies: readonly Reply[];
}

export const whoAmI = (): Promise<Me> => request<Me>('/api/chat/me');

export const openSession = (): Promise<void> => request('/api/chat/session', { method: 'POST' });

export const samplePeople = (): Promise<{ people: Person[] }> => request('/api/chat/people');

/** `id` names the message: sending it a second time gets the first answer. */
export function say(from: string | null, text: string, id: string): Promise<{ replies: Reply[] }> {
  return request('/api/chat/messages', {
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
  on: { message: (message: PushedMessage) => void; open: () => void; lost: () => void },
): () => void {
  const query = new URLSearchParams();
  if (from) query.set('from', from);
  if (lastSeen) query.set('after', lastSeen);
  const source = new EventSource(`/api/chat/events?${query.toString()}`);
  source.addEventListener('message', (event) => on.message(JSON.parse(event.data as string) as PushedMessage));
  source.addEventListener('open', on.open);
  source.addEventListener('error', on.lost);
  return () => source.close();
}

/** The address of the speaker's own page; `from` as for everything she says. */
export async function ownPage(from: string | null): Promise<string> {
  const query = from === null ? '' : `?from=${encodeURIComponent(from)}`;
  return (await request<{ url: string }>(`/api/chat/own-page${query}`)).url;
}
