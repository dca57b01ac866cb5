import { computed, ref } from 'vue';
import { request, RequestFailed } from '../shared/http';
import type { Method } from '../shared/operations';
import { i18n } from './words/i18n';

/** How an act is shown while it is not saved. */
export interface Shown {
  /** What it is, in words. */
  readonly what: string;
  /** Whom it would put on which shift. */
  readonly seat?: { readonly shiftId: string; readonly name: string };
}

/** An act that could not reach the server yet, kept with the key that lets it be done no more than once. */
export interface Unsaved extends Shown {
  readonly key: string;
  readonly path: string;
  readonly method: Method;
  readonly json: unknown;
  /** The page on which it was done. */
  readonly at: string;
  /** Why the server refused it when it was tried again; then it waits for whoever did it. */
  readonly refused?: string;
}

/** Survives a reload of the page, and ends with the window: others may use this computer. */
const KEPT = 'xinyue-unsaved';
const AGAIN_MS = 8_000;

const read = (): Unsaved[] => {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? '[]') as Unsaved[];
  } catch {
    return [];
  }
};

export const unsaved = ref<readonly Unsaved[]>(read());
export const isTrying = ref(false);
const waiting = computed(() => unsaved.value.filter(({ refused }) => refused === undefined));
const listeners = new Set<() => void>();

/** There was no answer, and the act is kept: told apart so that nobody thinks it lost. */
export class KeptForLater extends RequestFailed {
  override readonly message: string = i18n.global.t('unsaved.kept');

  constructor() {
    super(null);
  }
}

function change(entries: readonly Unsaved[]): void {
  unsaved.value = entries;
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(entries));
  } catch {
    // a browser that keeps nothing still has them as long as the page is open
  }
}

export function keep(entry: Unsaved): void {
  change([...unsaved.value, entry]);
  schedule();
}

export const discard = (key: string): void => change(unsaved.value.filter((one) => one.key !== key));

/** Calls `look` when something that waited was saved. */
export function onSaved(look: () => void): () => void {
  listeners.add(look);
  return () => listeners.delete(look);
}

/** Tries what waits, in its order, until there is no answer again. */
export async function tryAgain(): Promise<void> {
  if (isTrying.value) return;
  isTrying.value = true;
  try {
    for (const entry of waiting.value) if (!(await tried(entry))) break;
  } finally {
    isTrying.value = false;
    schedule();
  }
}

/** Whether the server answered. */
async function tried(entry: Unsaved): Promise<boolean> {
  const { key, path, method, json } = entry;
  try {
    await request(path, { method, json, idempotencyKey: key });
    discard(key);
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    const status = error.problem?.status ?? 0;
    // Not signed in, too often, or a server that is just coming back: the act itself was not judged.
    if (status === 0 || status === 401 || status === 429 || status >= 500) return false;
    change(unsaved.value.map((one) => (one.key === key ? { ...entry, refused: error.message } : one)));
  }
  listeners.forEach((listener) => listener());
  return true;
}

let timer = 0;
function schedule(): void {
  window.clearTimeout(timer);
  if (waiting.value.length > 0) timer = window.setTimeout(() => void tryAgain(), AGAIN_MS);
}

addEventListener('online', () => void tryAgain());
addEventListener('beforeunload', (event) => {
  if (waiting.value.length > 0) event.preventDefault();
});
schedule();
