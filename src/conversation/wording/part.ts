import { clockOf, type CivilDateTime } from '../../kernel/civil-time';

/* A shift of which somebody serves a part. */

const rest = (at: CivilDateTime, end: CivilDateTime): string =>
  `${clockOf(at)}–${clockOf(end) === '00:00' ? '24:00' : clockOf(end)}`;

export const noShiftThen = (): string =>
  '没有找到你在那个钟点还没结束的班，什么都没有报。\n回复 我的班 看全部；要说某一班，请带上日子。';
export const notWithin = (line: string): string =>
  `${line} 不在这个钟点里，什么都没有报。请说清几点，比如：只能值到晚上10点`;
export const preview = (line: string, at: CivilDateTime, end: CivilDateTime): string =>
  `${line}\n你只值到 ${clockOf(at)}，${rest(at, end)} 要人顶？我会告诉统筹员和同班的人，请她们安排；有人接之前整班还是你的。\n回复 是 就报；回复 算了 就不报。整班都来不了请说 求替。`;
export const passedOn = (line: string, at: CivilDateTime, end: CivilDateTime): string =>
  `✓ 已告诉统筹员和同班的人：${line} 你值到 ${clockOf(at)}，${rest(at, end)} 要人顶。\n安排好之前请先别走；交班时说 交接 …，走时说 离岗。`;
/** To the coordinators and whoever serves beside her. */
export const restIsFree = (name: string, line: string, at: CivilDateTime, end: CivilDateTime): string =>
  `${name}只能值到 ${clockOf(at)}，这一班的 ${rest(at, end)} 要人顶：${line}\n能顶的请告诉统筹员；统筹员安排好请跟她说一声。`;
