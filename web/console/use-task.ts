import { ref } from 'vue';
import { RequestFailed } from '../shared/http';

/** Something that takes a moment and may fail: whether it runs, and what went wrong the last time. */
export function useTask() {
  const busy = ref(false);
  const fault = ref('');
  const faults = ref<readonly string[]>([]);

  /** The value of `work`, or null when it failed; the reason is then in `fault`. */
  async function run<T>(work: () => Promise<T>): Promise<T | null> {
    busy.value = true;
    fault.value = '';
    faults.value = [];
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      fault.value = error.message;
      faults.value = (error.problem?.errors ?? []).map((one) => `${one.pointer}：${one.detail}`);
      return null;
    } finally {
      busy.value = false;
    }
  }

  return { busy, fault, faults, run };
}
