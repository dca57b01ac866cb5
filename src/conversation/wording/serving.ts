import type { ShiftView } from '../../rota/domain/shift-view';
import type { CivilDate } from '../../kernel/civil-time';
import { saidShift, saidMinutes } from '../../kernel/said-time';
import { numbered } from './lines';
import { reportExample } from './reporting';

/* Confirming, arriving, handing over, leaving. */

export const allConfirmed = (line: string): string => `没有等你确认的班，下一个班：${line}\n回复 我的班 看全部。`;
export const alreadyConfirmed = (shift: ShiftView, today: CivilDate): string =>
  `已经确认过了：${saidShift(shift, today)}\n到时回复 到岗。`;
/** `waiting`: others that she may have meant. */
export const confirmedAndWaiting = (shift: ShiftView, waiting: readonly string[], today: CivilDate): string =>
  waiting.length === 1
    ? `已经确认过了：${saidShift(shift, today)}\n还有一班等你确认：${waiting[0] ?? ''}\n也确认这一班吗？回复 是 就确认；回复 算了 先放着。`
    : `已经确认过了：${saidShift(shift, today)}\n还有 ${String(waiting.length)} 班等你确认：\n${numbered(waiting)}\n要确认哪一班？回复数字，或 都要；回复 算了 先放着。`;
export const confirmed = (shift: ShiftView, today: CivilDate): string =>
  `✓ 已确认：${saidShift(shift, today)}${shift.place ? `\n地点：${shift.place}` : ''}\n到时回复 到岗；来不了请尽早说 求替。`;
/** She had asked for somebody to take it over. */
export const keptAfterAll = (shift: ShiftView, today: CivilDate): string =>
  `✓ 已确认：${saidShift(shift, today)}\n不再找人了，这一班还是你的。到时回复 到岗；又来不了再说 求替。`;
export const alreadyOnDuty = (shift: ShiftView, today: CivilDate): string =>
  `你已经在班：${saidShift(shift, today)}\n结束时回复 离岗。`;
export const nothingToArriveAt = (): string => '现在没有你要到岗的班。\n回复 我的班 看时间。';
/** `measures`: what is counted where she serves. */
export const arrived = (
  shift: ShiftView,
  relieved: readonly { name: string }[],
  measures: readonly string[],
  today: CivilDate,
): string =>
  `✓ 已到岗：${saidShift(shift, today)}${relieved.length > 0 ? `\n${relieved.map((p) => p.name).join('、')}可以离岗了。` : ''}\n下班前可说 ${['交接 …', ...(measures.length > 0 ? [reportExample(measures)] : [])].join('、')}；结束时回复 离岗。`;
export const notOnDuty = (): string => '你现在没有在班（到岗后才能交接和离岗）。\n到了请回复 到岗。';
export const leftDuty = (
  shift: ShiftView,
  { serviceMinutes, unannounced }: { serviceMinutes: number; unannounced: boolean },
  measures: readonly string[],
  today: CivilDate,
): string =>
  `✓ 已离岗：${saidShift(shift, today)}\n本班服务 ${saidMinutes(serviceMinutes)}${unannounced ? '（没有说过到岗，按班表开始计）' : ''}，辛苦了。\n${measures.length > 0 ? `还没登记的话：${reportExample(measures)}` : '回复 我的班 看下一个班。'}`;
/** `names`: those who should be there or come next. */
export const postIsEmpty = ({ programmeName, postName }: ShiftView, names: readonly string[]): string =>
  `\n请注意：${programmeName} ${postName}现在没有人在岗，${names.length > 0 ? `${names.join('、')}还没有说到岗` : '接着也没有排人'}。请先打电话给${names.length > 0 ? `${names.join('、')}或` : ''}统筹员；能多留一会儿，请先留着。`;
export const handoverHow = (measures: readonly string[]): string =>
  `交接要写内容，比如：交接 ${measures.includes('来电') ? '来电2个,一位明早回访' : '器材在柜子里,还有两份签到表没收'}\n请不要写当事人的姓名、电话、住址等身份信息。`;
export const handedOver = (shift: ShiftView, to: readonly { name: string }[], today: CivilDate): string =>
  `✓ 交接已记下：${saidShift(shift, today)}\n${to.length > 0 ? `会告诉下一班的${to.map((p) => p.name).join('、')}。` : '下一班的人到岗时能看到。'}请确认没有写当事人的身份信息。\n结束时回复 离岗。`;
