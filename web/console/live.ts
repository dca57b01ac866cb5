import { onBeforeUnmount, onMounted, ref } from 'vue';

/** Whether the stream of changes stands; one for all pages. */
export const isLive = ref(true);

const AGAIN_MS = 5_000;
const listeners = new Set<() => void>();
let source: EventSource | null = null;
let waiting = 0;

function tell(): void {
  // Several acts at once are looked at once.
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => listeners.forEach((listener) => listener()), 80);
}

function listen(): void {
  source = new EventSource('/api/console/events');
  source.addEventListener('change', tell);
  source.addEventListener('open', () => {
    if (!isLive.value) tell();
    isLive.value = true;
  });
  source.addEventListener('error', () => {
    isLive.value = false;
    // A browser gives a stream up for good when it is refused, as it is while nobody is signed in.
    if (source?.readyState === EventSource.CLOSED) window.setTimeout(() => source && listen(), AGAIN_MS);
  });
}

/** Calls `look` whenever something was done in the organisation, and after the connection was lost. */
export function useLive(look: () => unknown): void {
  const listener = (): void => void look();
  onMounted(() => {
    listeners.add(listener);
    if (!source) listen();
  });
  onBeforeUnmount(() => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    source?.close();
    source = null;
  });
}
