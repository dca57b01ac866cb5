import { computed, ref, watch, type Ref } from 'vue';
import type { Known, Query } from '../shared/operations';
import { get } from './api/ask';
import { useLoad } from './use-load';

/** A list that the server pages; another question begins at its first page. */
export function usePages<const A extends string>(address: A & Known<A>, asked: Ref<Query<A>>) {
  const page = ref(1);
  const loaded = useLoad(() => get<A>(address, { ...asked.value, page: page.value }));
  let waiting = 0;

  watch(asked, () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      if (page.value === 1) void loaded.load();
      else page.value = 1;
    }, 200);
  });
  watch(page, loaded.load);

  return {
    ...loaded,
    page,
    total: computed(() => (loaded.value.value as { readonly total: number } | null)?.total ?? 0),
  };
}
