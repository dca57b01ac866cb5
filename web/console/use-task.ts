import { ref } from 'vue';
import { RequestFailed } from '../shared/http';
import { proveFirst } from './shell/step-up';
import { KeptForLater } from './unsaved';

/** Something that takes a moment and may fail: whether it runs, and what went wrong the last time. */
export function useTask() {
  const busy = ref(false);
  const fault = ref('');
  const faults = ref<readonly string[]>([]);
  /** What is wrong with each field, by its JSON pointer. */
  const byField = ref<ReadonlyMap<string, string>>(new Map());
  /** Nothing answered, and what was done is kept until something does. */
  const isKept = ref(false);
  /** The rule that refused the last time. */
  const rule = ref('');

  /** The value of `work`, or null when it failed; the reason is then in `fault`. Asks for a fresh proof where one is needed. */
  async function run<T>(work: () => Promise<T>): Promise<T | null> {
    busy.value = true;
    fault.value = '';
    faults.value = [];
    byField.value = new Map();
    rule.value = '';
    isKept.value = false;
    try {
      return await work().catch((error: unknown) => again(error, work));
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      fault.value = error.message;
      isKept.value = error instanceof KeptForLater;
      const errors = error.problem?.errors ?? [];
      byField.value = new Map(errors.map(({ pointer, detail }) => [pointer, detail]));
      rule.value = error.problem?.rule ?? '';
      faults.value = errors.map((one) => `${one.pointer}：${one.detail}`);
      return null;
    } finally {
      busy.value = false;
    }
  }

  return { busy, fault, faults, byField, rule, isKept, run };
}

async function again<T>(error: unknown, work: () => Promise<T>): Promise<T> {
  if (!(error instanceof RequestFailed) || error.problem?.rule !== 'step-up') throw error;
  if (!(await proveFirst())) throw error;
  return work();
}
