import { computed } from 'vue';
import { useI18n } from 'vue-i18n';

type Values = Readonly<Record<string, string | number>>;

/** A sentence that is filled hundreds of times in one picture: looked up once for a language, not at every filling. */
export function useSentence(key: string): (values: Values) => string {
  const { tm } = useI18n();
  const parts = computed(() => String(tm(key)).split(/\{(\w+)\}/u));
  return (values) => parts.value.map((part, i) => (i % 2 === 0 ? part : values[part])).join('');
}
