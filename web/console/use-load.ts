import { ref, shallowRef } from 'vue';
import { useTask } from './use-task';

/** Something that a page shows: read once, read again when it may have changed; the last answer stays in view meanwhile. */
export function useLoad<T>(read: () => Promise<T>) {
  const value = shallowRef<T | null>(null);
  const loading = ref(true);
  const { fault, run } = useTask();
  let latest = 0;

  async function load(): Promise<void> {
    const mine = ++latest;
    const answer = await run(read);
    if (mine !== latest) return;
    if (answer !== null) value.value = answer;
    loading.value = false;
  }

  return { value, loading, fault, load };
}
