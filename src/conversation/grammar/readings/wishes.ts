import type { DaySpec } from '../time/day-spec';
import type { Reading } from '../reading';
import type { Entity } from '../entities/entity';

/** The word for wishes about the rota, as it stands in questions about them. */
const WISHES = /心愿|偏好|意愿|喜好/;
const TAKES_BACK = /取消|删|清|不要|撤销/;
const DISLIKES = /少|别|不|甭/;
/** What is so as a rule and not once. */
const HABITUAL = /少|多|以后|平时|一般|喜欢|爱|优先/;
const LIKES = /喜欢|爱/;
const SERVES = /值|上|排/;
const none = (): Reading => ({ act: 'none', slots: {}, ask: null });
const RULE_DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const NAMES = '一二三四五六日';

const weekdaysIn = (spec: DaySpec | null): number[] => {
  if (spec?.kind !== 'weekday' || spec.week !== null) return [];
  const last = spec.last ?? spec.day;
  return Array.from({ length: last - spec.day + 1 }, (_, i) => spec.day + i);
};

/**
 * Says of a wish about the rota (少排夜班, 周三晚上最好别排我) whether it is liked, and whether it is meant every week or once; a bare
 * weekday with 别排 may be either and is asked. A wish about nothing is none.
 */
export function completeWish(reading: Reading, entities: readonly Entity[], said: string): void {
  const { slots } = reading;
  if (WISHES.test(said)) {
    if (TAKES_BACK.test(said)) slots.note = '取消';
    return;
  }
  const items = entities.flatMap((entity) => (entity.kind === 'T' ? entity.phrase.items : []));
  if (items.length > 0 && items.every(({ days }) => days === null)) {
    // 少排晚上 is no wish about tonight.
    delete slots.when;
    if (reading.ask?.about === 'when') reading.ask = null;
  }
  const { when, every, dayPart, programme, post } = slots;
  // 我喜欢沙龙 praises; only 喜欢早班 and 喜欢值周末 are about the rota.
  const praised = LIKES.test(said) && !SERVES.test(said) && (dayPart === undefined || programme !== undefined);
  if (praised) {
    Object.assign(reading, none());
    return;
  }
  if (!when && every === undefined && dayPart === undefined && programme === undefined && post === undefined) {
    if (items.length === 0) Object.assign(reading, none());
    return;
  }
  slots.want = DISLIKES.test(said) ? 'dislike' : 'like';
  const weekdays = [...new Set(items.flatMap(({ days }) => weekdaysIn(days)))];
  if (weekdays.length === 0 || items.some(({ days }) => days !== null && weekdaysIn(days).length === 0)) return;
  if (HABITUAL.test(said)) {
    slots.every = `FREQ=WEEKLY;BYDAY=${weekdays.map((day) => RULE_DAYS[day - 1]).join(',')}`;
    delete slots.when;
    reading.ask = null;
  } else reading.ask = { about: 'act', options: sentences(reading, weekdays) };
}

/** The wish for every week, and for the day itself, as sentences that leave no doubt. */
function sentences({ slots }: Reading, weekdays: readonly number[]): string[] {
  const verb = slots.want === 'like' ? '多排我' : '别排我';
  const part = slots.dayPart ?? '';
  const weekly = `每周${weekdays.map((day) => NAMES.charAt(day - 1)).join('、')}${part}${verb}`;
  const dates = (slots.when ?? []).map(
    ({ from }) => `${String(Number(from.slice(5, 7)))}月${String(Number(from.slice(8, 10)))}日`,
  );
  return dates.length === 0 ? [weekly] : [weekly, `${dates.join('和')}${part}${verb}`];
}
