import { ruleText } from '../rota/domain/rule-words';
import type { Cell, SpreadsheetFault } from './spreadsheet';

/** Where in a workbook something is wrong and what, in the words of an office: `志愿者!C7: 看不懂的日期“下周”`. */
export const faultAt = (sheet: string, cell: Pick<Cell, 'address'>, reason: string): string =>
  `${sheet}!${cell.address}: ${reason}`;

const quoted = (text: string): string => `“${text.length > 30 ? `${text.slice(0, 30)}…` : text}”`;

export const unreadable: Readonly<Record<SpreadsheetFault, string>> = {
  'too-large': '文件太大，最多 5 MB',
  'old-format': '这是旧的 .xls 格式，请在 Excel 或 WPS 里另存为 .xlsx 再传',
  'not-a-spreadsheet': '这不是能读的 .xlsx 表格，也许加了密码',
  'too-many-cells': '表格太大，最多 100000 个单元格',
  'cell-too-long': '有一个单元格超过 32767 个字，请删短后再传',
  'too-many-joins': '合并的单元格超过 5000 处，请取消合并后再传',
  'too-hard': '这个表格读起来太费劲，读了 10 秒还没有读完；请只留要导入的那一页，另存为新的 .xlsx 再传',
};

export const sheetSays = {
  noNameColumn: '没有找到“姓名”这一列',
  noRows: '表里没有一行志愿者',
  noName: '缺姓名',
  badText: (said: string) => `${quoted(said)}太长，或者有看不见的字符、不完整的字`,
  badKey: (said: string) => `编号${quoted(said)}只能用字母、数字、点、横线`,
  twice: (said: string, before: string) => `${quoted(said)}在 ${before} 已经有了`,
  sameName: (name: string) => `有不止一位${quoted(name)}，请填编号`,
  badPhone: (said: string) => `看不懂的手机号${quoted(said)}`,
  badEmail: (said: string) => `看不懂的邮箱${quoted(said)}`,
  badDay: (said: string) => `看不懂的日期${quoted(said)}，请写成 2027-06-30`,
  badNumber: (said: string) => `${quoted(said)}不是 0 到 1000 的整数`,
  badYesNo: (said: string) => `${quoted(said)}请写“是”或“否”`,
  badTimes: (said: string) => `看不懂的时间${quoted(said)}，请写成“周一、周三 18:00-24:00；周末 全天”`,
  noQualification: (said: string, known: readonly string[]) => `没有${quoted(said)}这种资质，已有：${known.join('、')}`,
  roles: {
    'not-allowed': '这位的身份或邮箱不是你能改的，请让身份更高的人来改',
    'step-up': '改统筹台的身份要先再验证一次身份',
    'last-coordinator': '这样改就没有统筹员了，请先指定另一位',
  },
  noRole: (said: string) => `没有${quoted(said)}这种角色，可写：志愿者、统筹员、参与者、领导`,
  noDays: (month: string) => `没有找到 ${month} 的日期，日期应排成一列或一行`,
  otherMonth: (said: string, month: string) => `${quoted(said)}不是 ${month} 的日期`,
  noPost: (said: string) => `看不懂这一列${quoted(said)}是哪个班次、哪个岗位`,
  manyPosts: (said: string, found: readonly string[]) => `这一列${quoted(said)}可以是 ${found.join('、')}，请写清楚`,
  noPerson: (said: string, near: string | null) =>
    `没有叫${quoted(said)}的志愿者${near === null ? '' : `，是不是“${near}”？`}`,
  noSession: (post: string) => `这一天没有${quoted(post)}`,
  cancelled: (post: string) => `${quoted(post)}：${ruleText({ rule: 'cancelled' }, null)}`,
  personTwice: (name: string) => `${quoted(name)}：${ruleText({ rule: 'already-yours' }, null)}，不用再写`,
  full: (post: string, seats: number) =>
    `${quoted(post)}：${ruleText({ rule: 'full' }, null)}，只要 ${String(seats)} 人`,
} as const;
