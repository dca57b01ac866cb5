import { ref } from 'vue';

/** Set while the console waits for a fresh proof; called with whether it was given. */
export const asking = ref<((proved: boolean) => void) | null>(null);

/** Asks whoever sits here to prove once more who she is; false when she would not. */
export function proveFirst(): Promise<boolean> {
  return new Promise((resolve) => {
    asking.value = (proved) => {
      asking.value = null;
      resolve(proved);
    };
  });
}
