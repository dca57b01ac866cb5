import { shallowRef, watch } from 'vue';
import { router } from './router';
import { discard, type Unsaved } from './unsaved';

type Typed = Pick<Unsaved, 'path' | 'json'>;

/** What a form is to be opened with; the form that knows it takes it. */
const waiting = shallowRef<Typed | null>(null);

/** Opens the page on which something was done that was refused later, with what was typed then. */
export async function reopen(entry: Unsaved): Promise<void> {
  waiting.value = entry;
  await router.push(entry.at);
  discard(entry.key);
}

/**
 * Fills a form with what was typed before, once, as soon as it is `ready`. `path` matches where the form sends to; its
 * first group is handed over along with the body.
 */
export function useReopened<T>(
  path: RegExp,
  fill: (json: T, which: string) => void,
  ready: () => unknown = () => true,
): void {
  watch(
    [waiting, ready] as const,
    ([typed, isReady]) => {
      const found = typed && isReady ? path.exec(typed.path) : null;
      if (!typed || !found) return;
      waiting.value = null;
      fill(typed.json as T, found[1] ?? '');
    },
    { immediate: true },
  );
}
