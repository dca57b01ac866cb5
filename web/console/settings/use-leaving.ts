import { onBeforeUnmount, onMounted, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router';

/** Asks before something that is not saved is left behind. */
export function useLeaving(isDirty: Ref<boolean>): void {
  const { t } = useI18n();
  const staying = (): boolean => !isDirty.value || window.confirm(t('settings.leave'));
  const closing = (event: BeforeUnloadEvent): void => {
    if (isDirty.value) event.preventDefault();
  };
  onBeforeRouteLeave(staying);
  onBeforeRouteUpdate(staying);
  onMounted(() => addEventListener('beforeunload', closing));
  onBeforeUnmount(() => removeEventListener('beforeunload', closing));
}
