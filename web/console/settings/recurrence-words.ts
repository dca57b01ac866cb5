import { useI18n } from 'vue-i18n';
import { weekdayText } from '../dates';
import { readRecurrence } from './recurrence';

/** A rule of recurrence as people say it; one that the settings do not know stays as it is written. */
export function useRecurrenceWords(): (rule: string | null) => string {
  const { t } = useI18n();
  return (rule) => {
    const read = readRecurrence(rule);
    switch (read.kind) {
      case 'weekly':
        return t('settings.every.weekly', { days: read.days.map((day) => weekdayText(day % 7)).join('、') });
      case 'monthly':
        return t('settings.every.monthly', {
          nth: t(`settings.nths.${read.nth === -1 ? 'last' : read.nth}`),
          day: weekdayText(read.day % 7),
        });
      case 'other':
        return rule ?? '';
      default:
        return t(`settings.every.${read.kind}`);
    }
  };
}
