import { computed, nextTick, onBeforeUnmount, reactive, ref, watch } from 'vue';
import { RequestFailed } from '../shared/http';
import type { LiveMessage } from '../shared/api';
import { listen, say } from './chat-api';
import { freshId, loadHistory, saveHistory, type Entry, type History } from './history';

export type Link = 'connecting' | 'open' | 'lost';

/** How often a lost connection is tried again, growing from the first to the last of these. */
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 20_000];

/** The conversation of one person: what was said, what is still to be sent, what arrives live. */
export function useChat(who: string, from: string | null) {
  const history = reactive<History>(loadHistory(who));
  const link = ref<Link>('connecting');
  const waiting = computed(() => history.entries.some((entry) => entry.state === 'sending'));
  for (const entry of history.entries) if (entry.state === 'sending') entry.state = 'failed';

  let close: () => void = () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let ended = false;
  let queue: Promise<void> = Promise.resolve();

  function connect(): void {
    close();
    clearTimeout(timer);
    if (ended) return;
    close = listen(from, history.seen[history.seen.length - 1] ?? null, {
      message: receive,
      open: () => {
        tries = 0;
        link.value = 'open';
        retryFailed();
      },
      lost: () => {
        close();
        link.value = 'lost';
        timer = setTimeout(connect, RETRY_MS[Math.min(tries++, RETRY_MS.length - 1)]);
      },
    });
  }

  function receive(message: LiveMessage): void {
    if (history.seen.includes(message.id)) return;
    history.seen.push(message.id);
    history.entries.push({ id: message.id, from: 'bot', at: message.at, replies: message.replies });
  }

  async function deliver(entry: Entry): Promise<void> {
    entry.state = 'sending';
    entry.problem = undefined;
    try {
      const { replies } = await say(from, entry.text ?? '', entry.id);
      entry.state = 'sent';
      if (replies.length > 0) history.entries.push({ id: freshId(), from: 'bot', at: Date.now(), replies });
    } catch (error) {
      entry.state = 'failed';
      const problem = error instanceof RequestFailed ? error.problem : null;
      if (problem) entry.problem = problem.detail ?? problem.title;
    }
  }

  /** Sends in the order in which it was said: one message waits for the answer of the one before. */
  function send(text: string): void {
    const trimmed = text.trim();
    if (!trimmed) return;
    history.entries.push({ id: freshId(), from: 'me', at: Date.now(), text: trimmed, state: 'sending' });
    const entry = history.entries[history.entries.length - 1];
    if (entry) queue = queue.then(() => deliver(entry));
  }

  function retry(entry: Entry): void {
    if (entry.state !== 'failed') return;
    entry.state = 'sending';
    queue = queue.then(() => deliver(entry));
  }

  /** Only what never reached the service goes out again by itself; what it refused waits for the person. */
  function retryFailed(): void {
    for (const entry of history.entries) if (entry.state === 'failed' && !entry.problem) retry(entry);
  }

  function forget(): void {
    history.entries = [];
  }

  const online = (): void => connect();
  const offline = (): void => {
    link.value = 'lost';
  };
  window.addEventListener('online', online);
  window.addEventListener('offline', offline);
  watch(history, () => saveHistory(who, history), { deep: true });
  connect();

  onBeforeUnmount(() => {
    ended = true;
    clearTimeout(timer);
    close();
    window.removeEventListener('online', online);
    window.removeEventListener('offline', offline);
  });

  return { history, link, waiting, send, retry, forget, settled: nextTick };
}
