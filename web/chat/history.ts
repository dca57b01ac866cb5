import type { Reply } from './chat-api';

export interface Entry {
  readonly id: string;
  readonly from: 'me' | 'bot';
  readonly at: number;
  /** What I said. */
  readonly text?: string;
  /** What the bot said. */
  readonly replies?: readonly Reply[];
  /** Of my own messages: whether the service has it. */
  state?: 'sending' | 'failed' | 'sent';
  /** Why it failed, when the service said so. */
  problem?: string;
}

export interface History {
  entries: Entry[];
  /** Names of pushed messages that were shown, so that none shows twice. */
  seen: string[];
  draft: string;
}

const KEPT = 150;
const PREFIX = 'xinyue.chat.';

const empty = (): History => ({ entries: [], seen: [], draft: '' });

/** What this browser remembers of the conversation of `who`; a private window that forbids it remembers nothing. */
export function loadHistory(who: string): History {
  try {
    const stored = localStorage.getItem(PREFIX + who);
    return stored ? { ...empty(), ...(JSON.parse(stored) as Partial<History>) } : empty();
  } catch {
    return empty();
  }
}

export function saveHistory(who: string, history: History): void {
  try {
    const kept = { ...history, entries: history.entries.slice(-KEPT), seen: history.seen.slice(-KEPT) };
    localStorage.setItem(PREFIX + who, JSON.stringify(kept));
  } catch {
    // Full or forbidden storage only costs the memory after a reload.
  }
}

/** A name for a new message that no other message has. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
