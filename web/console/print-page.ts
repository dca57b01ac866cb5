import { onBeforeUnmount, onMounted } from 'vue';

/** The paper of this page, such as `A3 landscape`, for as long as it is open; a rule in a style sheet would stay. */
export function usePaper(size: string, margin: string): void {
  const rule = document.createElement('style');
  rule.textContent = `@page { size: ${size}; margin: ${margin}; }`;
  onMounted(() => document.head.append(rule));
  onBeforeUnmount(() => rule.remove());
}
