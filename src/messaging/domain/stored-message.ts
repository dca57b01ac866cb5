import type { Reply } from '../channel';
import { FACTS, MESSAGE_KINDS, type MessageKind, type Worded, type WordedKind } from './message-kinds';

/** A message as it was kept, perhaps by another version of the service. */
export interface StoredMessage {
  /** null: a kind that this version does not know. */
  readonly kind: MessageKind | null;
  /** Ready sentences; a kind with the facts it asks for; null: neither, and it cannot be worded. */
  readonly content: { readonly say: readonly Reply[] } | Worded | null;
}

/** The one place where what was stored becomes a typed message again; what does not fit is told, never guessed. */
export function readMessage(kind: string, content: string): StoredMessage {
  const known = kindOf(kind);
  const stored = objectIn(content);
  if (!stored) return { kind: known, content: null };
  // sentences that are ready need no kind that is known
  if (Array.isArray(stored.say)) return { kind: known, content: { say: stored.say as readonly Reply[] } };
  return { kind: known, content: isWorded(known) ? worded(known, stored.facts) : null };
}

/** null for a kind that this version does not know. */
export function kindOf(kind: string): MessageKind | null {
  return MESSAGE_KINDS.find((known) => known === kind) ?? null;
}

const isWorded = (kind: MessageKind | null): kind is WordedKind => kind !== null && Object.hasOwn(FACTS, kind);

function worded(kind: WordedKind, facts: unknown): Worded | null {
  const known = typeof facts === 'object' && facts !== null ? (facts as Readonly<Record<string, unknown>>) : {};
  const shapes = Object.entries<string | readonly string[]>(FACTS[kind]);
  const fits = shapes.every(([name, shape]) => isOf(shape, known[name]));
  return fits ? ({ kind, facts: known } as Worded) : null;
}

function isOf(shape: string | readonly string[], value: unknown): boolean {
  if (typeof shape !== 'string') return typeof value === 'string' && shape.includes(value);
  if (shape.endsWith('?') && value === undefined) return true;
  switch (shape) {
    case 'instant':
      return typeof value === 'number';
    case 'flag?':
      return typeof value === 'boolean';
    case 'texts':
      return Array.isArray(value) && value.every((one) => typeof one === 'string');
    default:
      return typeof value === 'string';
  }
}

function objectIn(json: string): Readonly<Record<string, unknown>> | null {
  try {
    const value = JSON.parse(json) as unknown;
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}
