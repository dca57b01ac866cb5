import { addDays, clockOf, dateOf, weekdayOf, type CivilDate, type CivilDateTime } from './civil-time';

/** A stretch of wall time as people are told it. */
export interface SaidSpan {
  readonly startCivil: CivilDateTime;
  readonly endCivil: CivilDateTime;
}

/** A shift as people are told it: when, of what, doing what. */
export interface SaidShift extends SaidSpan {
  readonly programmeName: string;
  readonly postName: string;
}

const WEEKDAYS = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'];

/** `12月8日(周二)`; with the year in front when that is not the year of `today`. */
export function saidDate(date: CivilDate, today?: CivilDate): string {
  const year = today !== undefined && today.slice(0, 4) !== date.slice(0, 4) ? `${date.slice(0, 4)}年` : '';
  return `${year}${saidDay(date)}(${WEEKDAYS[weekdayOf(date)] ?? ''})`;
}

/** `12月8日` */
export function saidDay(date: CivilDate): string {
  return `${String(Number(date.slice(5, 7)))}月${String(Number(date.slice(8, 10)))}日`;
}

/** `20:00–24:00`, `20:00–次日 08:00`; the midnight that ends the day is 24:00. */
export function saidHours(span: SaidSpan): string {
  const [start, end] = [dateOf(span.startCivil), dateOf(span.endCivil)];
  const clock = clockOf(span.endCivil);
  if (start === end) return `${clockOf(span.startCivil)}–${clock}`;
  if (end === addDays(start, 1)) {
    return `${clockOf(span.startCivil)}–${clock === '00:00' ? '24:00' : `次日 ${clock}`}`;
  }
  return `${clockOf(span.startCivil)}–${saidDay(end)} ${clock}`;
}

/** `12月8日(周二) 20:00–次日 08:00` */
export function saidSpan(span: SaidSpan, today?: CivilDate): string {
  return `${saidDate(dateOf(span.startCivil), today)} ${saidHours(span)}`;
}

/** `12月8日(周二) 20:00–次日 08:00 天天询 接线员` */
export function saidShift(shift: SaidShift, today?: CivilDate): string {
  return `${saidSpan(shift, today)} ${shift.programmeName} ${shift.postName}`;
}

/** `12月1日(周二)到12月5日(周六)` for a half-open stretch of whole days; hours are said when it does not begin at midnight. */
export function saidStretch(fromCivil: CivilDateTime, toCivil: CivilDateTime, today?: CivilDate): string {
  if (clockOf(fromCivil) !== '00:00' || clockOf(toCivil) !== '00:00') {
    return saidSpan({ startCivil: fromCivil, endCivil: toCivil }, today);
  }
  const [first, last] = [dateOf(fromCivil), addDays(dateOf(toCivil), -1)];
  return first === last ? saidDate(first, today) : `${saidDate(first, today)}到${saidDate(last, today)}`;
}

/** `12月8日(周二) 20:00` */
export function saidMoment(civil: CivilDateTime, today?: CivilDate): string {
  return `${saidDate(dateOf(civil), today)} ${clockOf(civil)}`;
}

/** `3小时20分`, `45分` */
export function saidMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes - hours * 60);
  if (hours === 0) return `${String(rest)}分钟`;
  return rest === 0 ? `${String(hours)}小时` : `${String(hours)}小时${String(rest)}分`;
}
