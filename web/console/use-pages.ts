import { computed, ref, watch, type Ref } from 'vue';
import { get, query } from './api/ask';
import { useLoad } from './use-load';

type Asked = Readonly<Record<string, string | undefined>>;

/** A list that the server pages; another question begins at its first page. */
export function usePages<T extends { readonly total: number }>(path: string, asked: Ref<Asked>) {
  const page = ref(1);
  const loaded = useLoad(() => get<T>(`${path}${query({ ...asked.value, page: page.value })}`));
  let waiting = 0;

  watch(asked, () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      if (page.value === 1) void loaded.load();
      else page.value = 1;
    }, 200);
  });
  watch(page, loaded.load);

  return { ...loaded, page, total: computed(() => loaded.value.value?.total ?? 0) };
}
