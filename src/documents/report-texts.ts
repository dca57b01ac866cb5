import type { Certainty } from '../statistics/domain/certainty';
import type { Period } from '../statistics/domain/counts';
import { periodHeading } from '../statistics/domain/paragraph';

/* The words of sheets and papers. */

export const CERTAINTY_WORDS: Readonly<Record<Certainty, string>> = {
  exact: '确切',
  'at-least': '至少',
  about: '约数',
};

export const FIGURE_WORDS = {
  sessions: '场次',
  cover: '值守覆盖',
  volunteers: '志愿者',
  hours: '服务时长',
  visitsOfHouseholds: '到场家庭（门口签到）',
  visitsOfPeople: '到场人次（门口签到）',
  households: '不同的家庭（一个电话一户）',
  people: '不同的人（每户取最多的一次）',
} as const;

export const SHEET_NAMES = {
  overview: '总表',
  months: '每月',
  people: '个人时长',
  totals: '整段总数',
  open: '缺漏',
} as const;

export const PAPER_HEADINGS = {
  programmes: '各项目情况',
  origins: '服务时长的来源',
  organisations: '各组织情况',
  months: '逐月情况',
  totals: '按整段时间给出的总数',
  open: '尚待补齐',
} as const;

export const NOT_REPORTED = '未登记';
export const ALL_PROGRAMMES = '全部项目';

export const titleOf = (organisationName: string, period: Period): string =>
  `${organisationName}${periodHeading(period)}统计`;

/** What a figure rests on. */
export const restsOn = (known: number, of: number, occasion: string): string =>
  of === 0 ? '' : `${String(of)}${occasion}中${String(known)}${occasion}有记录`;

export const wholeTime = ({ from, to }: Period): string => `${from} 至 ${to}`;

export const listedOf = (title: string, total: number, listed: number): string =>
  `${title}：共 ${String(total)} 处${total > listed ? `，以下是最早的 ${String(listed)} 处` : ''}`;

export const OPEN_TITLES = {
  uncheckedDuties: '没有说清来没来的班',
  sessionsWithoutTally: '没有登记齐的场次',
  figuresInDoubt: '登记和门口签到对不上的数字',
  gaps: '没有人在岗的时间',
  cut: '跨出这段时间、没有计入的整段总数',
} as const;

export const NOTHING_OPEN = '没有缺漏。';
export const DISTINCT_VOLUNTEERS = '不同的人；在两个项目服务的只算一次';
export const NOT_IN_FONT = '〔U+…〕 是字体里没有的字，请对照原名。';
export const TOTALS_ASIDE_NOTE = '按整段时间给出的总数只在全期里，不分摊到月。';
export const TOTALS_ASIDE = '整段总数与各月之差（整段总数不分摊到月）';
