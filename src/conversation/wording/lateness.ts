import { clockOf, type CivilDate, type CivilDateTime } from '../../kernel/civil-time';
import { saidShift } from '../../kernel/said-time';
import type { PersonRef, ShiftView } from '../../rota/domain/shift-view';

/* What is said when somebody will be late. */

const hour = (civil: CivilDateTime): string => clockOf(civil);

export const lateHow = (): string =>
  '大概几点能到？比如 晚到10分钟，或 8点10分才能到。\n没说时间，到点没到岗会照常叫人。';
export const nothingToBeLateFor = (): string => '这三小时里没有等你到岗的班，不用报晚到。\n回复 我的班 看时间。';
export const notLate = (shift: ShiftView, today: CivilDate): string =>
  `那时还没开始，不算晚：${saidShift(shift, today)}\n到了回复 到岗。`;
export const afterTheEnd = (shift: ShiftView, at: CivilDateTime, today: CivilDate): string =>
  `${hour(at)} 这个班已经结束了：${saidShift(shift, today)}\n来不了请马上说 求替，或打电话给统筹员。`;

const toldLine = (told: readonly PersonRef[]): string =>
  told.length > 0 ? `已告诉${told.map(({ name }) => name).join('、')}。` : '现在没有人可以通知，请打电话给统筹员。';

const late = (shift: ShiftView, at: CivilDateTime, told: readonly PersonRef[], today: CivilDate): string =>
  `✓ 记下了，你 ${hour(at)} 到：${saidShift(shift, today)}\n${toldLine(told)}`;

/** Nobody is called before `until`. */
export const lateWaits = (
  shift: ShiftView,
  at: CivilDateTime,
  told: readonly PersonRef[],
  until: CivilDateTime,
  today: CivilDate,
): string => `${late(shift, at, told, today)}\n等到 ${hour(until)}，还没到岗就叫人来顶。到了回复 到岗。`;

export const lateAtOnce = (shift: ShiftView, at: CivilDateTime, told: readonly PersonRef[], today: CivilDate): string =>
  `${late(shift, at, told, today)}\n晚得太久，不等了：现在就叫人来顶。到了回复 到岗。`;

export const lateRunning = (
  shift: ShiftView,
  at: CivilDateTime,
  told: readonly PersonRef[],
  today: CivilDate,
): string => `${late(shift, at, told, today)}\n已经在叫人来顶了。到了请马上回复 到岗。`;

export const lateNoted = (shift: ShiftView, at: CivilDateTime, told: readonly PersonRef[], today: CivilDate): string =>
  `${late(shift, at, told, today)}\n到了回复 到岗。`;

export const noticeLate = (shift: ShiftView, name: string, at: CivilDateTime, today: CivilDate): string =>
  `${name}要晚到，大约 ${hour(at)} 到：${saidShift(shift, today)}\n在班的请先别走，等她到岗；她到了会告诉备班。`;
