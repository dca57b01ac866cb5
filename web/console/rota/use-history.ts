import { computed, ref } from 'vue';

/** Something that was done and can be taken back; both answer whether it worked. */
export interface Step {
  readonly what: string;
  undo(): Promise<boolean>;
  redo(): Promise<boolean>;
}

const MOST = 50;

/** The last fifty acts on the grid, to be taken back and done again in order. */
export function useHistory() {
  const done = ref<Step[]>([]);
  const undone = ref<Step[]>([]);

  function push(step: Step): void {
    done.value = [...done.value, step].slice(-MOST);
    undone.value = [];
  }

  /** What was taken back, or null. A step that can no longer be taken back is dropped. */
  async function undo(): Promise<string | null> {
    const step = done.value.pop();
    if (!step) return null;
    if (!(await step.undo())) return null;
    undone.value.push(step);
    return step.what;
  }

  async function redo(): Promise<string | null> {
    const step = undone.value.pop();
    if (!step) return null;
    if (!(await step.redo())) return null;
    done.value.push(step);
    return step.what;
  }

  return {
    push,
    undo,
    redo,
    canUndo: computed(() => done.value.length > 0),
    canRedo: computed(() => undone.value.length > 0),
  };
}
