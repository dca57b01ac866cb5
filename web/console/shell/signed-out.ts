import { ref } from 'vue';

/** Set while somebody who was signed in has to sign in again; called when she has. */
export const returning = ref<(() => void) | null>(null);

/** Whether anybody is signed in on this page: before that, not being so is no news. */
let isIn = false;
let waiting: Promise<void> | null = null;

export function cameIn(): void {
  isIn = true;
}

/** Waits until she has signed in again, in place; null where nobody was signed in. Many who wait are answered at once. */
export function signedInAgain(): Promise<void> | null {
  if (!isIn) return null;
  waiting ??= new Promise((resolve) => {
    returning.value = () => {
      returning.value = null;
      waiting = null;
      resolve();
    };
  });
  return waiting;
}
