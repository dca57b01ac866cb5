import type { MyShift, ShiftView } from '../../rota/domain/shift-view';
import { ORIGIN_WORDS, SERVICE_ORIGINS, type MinutesByOrigin } from '../../programmes/domain/service-origin';
import type { CivilDate } from '../../kernel/civil-time';
import { saidMinutes, saidShift } from '../../kernel/said-time';

/* How it is known that somebody served, and what is said afterwards about it. */

/** 本人签到签退 12小时 · 事后补录 4小时; null where all hours are known in one way or there are none. */
export function byOrigin(minutes: MinutesByOrigin): string | null {
  const known = SERVICE_ORIGINS.filter((origin) => minutes[origin] > 0);
  if (known.length === 0) return null;
  return known.map((origin) => `${ORIGIN_WORDS[origin]} ${saidMinutes(minutes[origin])}`).join(' · ');
}

export const lateSignInLine = (seat: MyShift, today: CivilDate): string =>
  `${seat.personName}说自己值过 ${saidShift(seat, today)}`;

export const lateSignInAsked = (seat: MyShift, today: CivilDate): string =>
  `${lateSignInLine(seat, today)}，当时没有签到。\n她确实在班请回复 同意（按补录计时），不在请回复 不行。`;

export function lateSignInAnswered(seat: MyShift, today: CivilDate): string {
  const shift = saidShift(seat, today);
  if (seat.state === 'no-show') return `统筹员没有确认你值过 ${shift}，这一班没有计时。\n有出入请直接和统筹员说。`;
  return `统筹员已确认你值过 ${shift}，计 ${saidMinutes(seat.serviceMinutes ?? 0)}（补录）。\n回复 我的统计 查看。`;
}

export const lateSignInAccepted = (seat: MyShift, minutes: number, today: CivilDate): string =>
  `✓ 已补录：${seat.personName} ${saidShift(seat, today)}，${saidMinutes(minutes)}。\n会告诉她；记错了可以在控制台更正。`;

export const lateSignInRefused = (seat: MyShift, today: CivilDate): string =>
  `好的，${seat.personName} ${saidShift(seat, today)} 记为缺席，没有计时，会告诉她。`;

/** Why hours were entered later. */
export const lateSignInReason = (): string => '本人事后补签';

export const lateSignInGone = (): string => '这一条补签已经有人答复过了。';

/** What she herself hears when she says too late that she was there. */
export const lateSignInWaits = (shift: ShiftView, already: boolean, today: CivilDate): string =>
  already
    ? `${saidShift(shift, today)} 的补签还在等统筹员确认，确认后会告诉你。`
    : `${saidShift(shift, today)} 已经结束，当时没有签到。\n已请统筹员确认你在班；确认后才计时，会告诉你。`;
