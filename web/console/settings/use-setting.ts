import { ref, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { edit, get } from '../api/ask';
import { useLoad } from '../use-load';
import { useTask } from '../use-task';

/** What the organisation sets for itself, read and changed; a change names the version that was read. */
export function useSetting() {
  const loaded = useLoad(() => get('/api/settings/organisation'));
  const { t } = useI18n();
  const saving = useTask();
  const isSaved: Ref<boolean> = ref(false);

  /** Changes the organisation itself, or with `of` one below it; whether it worked. */
  async function save(change: object, of?: { readonly id: string; readonly version: string }): Promise<boolean> {
    const one = of ?? loaded.value.value;
    if (!one) return false;
    isSaved.value = false;
    const body = { seen: one.version, ...change };
    const done = await saving.run(() =>
      edit(
        { what: t('settings.editOf', { name: loaded.value.value?.name }) },
        `/api/settings/organisations/${one.id}`,
        body,
        'PATCH',
      ),
    );
    if (!done) return false;
    await loaded.load();
    isSaved.value = true;
    return true;
  }

  return { ...loaded, saving, isSaved, save };
}
