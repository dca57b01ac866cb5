import { addDays } from '../../kernel/civil-time';
import type { Certainty } from './certainty';
import { coverText, isWhole } from './cover';
import type { Counts, MeasureCount, Period, ProgrammeCounts } from './counts';

const WAN = 10_000;
const YI = 100_000_000;

/**
 * A figure as reports print it when it is not exact: rounded down to what one would say, with 多 for the rest.
 * 63 500 → `6万多`, 60 000 → `6万`, 226 → `220多`; below 20 the figure itself.
 */
export function about(value: number): string {
  if (value >= YI) return withRest(value, YI, '亿');
  if (value >= WAN) return withRest(value, WAN, '万');
  if (value < 20) return String(value);
  const step = value < 100 ? 10 : 10 ** (String(value).length - 2);
  const floor = Math.floor(value / step) * step;
  return floor === value ? String(value) : `${String(floor)}多`;
}

function withRest(value: number, step: number, word: string): string {
  const whole = Math.floor(value / step);
  return `${String(whole)}${word}${whole * step === value ? '' : '多'}`;
}

/** Whole hours from ten on, below that to the tenth; rounded down, so that nobody reports more than was served. */
export function hoursText(minutes: number): string {
  const hours = minutes / 60;
  return String(hours >= 10 ? Math.floor(hours) : Math.floor(hours * 10) / 10);
}

/** A figure that is not exact as people say it: 6万多 for no less than 60 000, 约1.5万 for an estimate. */
function sayable(value: number, certainty: Certainty): string {
  if (certainty === 'about')
    return `约${value >= WAN && value % 1000 === 0 ? `${String(value / WAN)}万` : String(value)}`;
  const said = about(value);
  if (certainty === 'exact' || said.endsWith('多')) return said;
  return value < 20 ? `至少${said}` : `${said}多`;
}

/** `来电947个（244班中195班已登记）`: what a figure rests on, unless that is everything. */
function measureText(measure: MeasureCount, occasion: string): string {
  const { name, value, unit, sessions, ofSessions, published, certainty, sources } = measure;
  const rests =
    sessions < ofSessions && sources.length === 0
      ? `（${String(ofSessions)}${occasion}中${String(sessions)}${occasion}已登记）`
      : '';
  return `${name}${published === 'exact' && certainty === 'exact' ? String(value) : sayable(value, certainty)}${unit}${rests}`;
}

/** What people call one session of a programme: 班 where it is staffed always, else 场. */
export const occasionOf = ({ roundTheClock }: Pick<ProgrammeCounts, 'roundTheClock'>): string =>
  roundTheClock ? '班' : '场';

function programmeText(programme: ProgrammeCounts): string | null {
  const known = programme.measures.filter((measure) => measure.sessions > 0 || measure.sources.length > 0);
  const how = howText(programme);
  if (how === null && known.length === 0) return null;
  const measures = known.map((measure) => measureText(measure, occasionOf(programme)));
  return [`${programme.label}${how ?? ''}`, ...measures].join('，');
}

function howText({ roundTheClock, cover, sessions, running }: ProgrammeCounts): string | null {
  if (sessions === 0) return running > 0 ? `进行中${String(running)}${occasionOf({ roundTheClock })}` : null;
  if (!roundTheClock || !cover) return `开展${String(sessions)}场`;
  return isWhole(cover) ? '24小时值守' : `值守覆盖${coverText(cover)}`;
}

const chineseDay = (date: string): string =>
  `${String(Number(date.slice(5, 7)))}月${String(Number(date.slice(8, 10)))}日`;

function periodText({ from, to }: Period): string {
  const year = from.slice(0, 4);
  if (from.endsWith('-01-01') && to === `${year}-12-31`) return `${year}年`;
  const end = to.startsWith(year) ? chineseDay(to) : `${to.slice(0, 4)}年${chineseDay(to)}`;
  return from === to ? `${year}年${end}` : `${year}年${chineseDay(from)}至${end}`;
}

/** A period as the heading of a report has it, with its year: 2026年10月, 2020年1月至10月, 2026年, 2026年11月3日至11月9日. */
export function periodHeading({ from, to }: Period): string {
  const month = (date: string): string => `${String(Number(date.slice(5, 7)))}月`;
  const [year, lastYear] = [from.slice(0, 4), to.slice(0, 4)];
  if (!from.endsWith('-01') || !addDays(to, 1).endsWith('-01')) return periodText({ from, to });
  if (year !== lastYear) return `${year}年${month(from)}至${lastYear}年${month(to)}`;
  if (from.endsWith('-01-01') && to.endsWith('-12-31')) return `${year}年`;
  return `${year}年${month(from)}${month(from) === month(to) ? '' : `至${month(to)}`}`;
}

/** One paragraph of a work report: only what is known, programmes in their order, people and hours at the end. */
export function paragraph(counts: Pick<Counts, 'period' | 'programmes' | 'totals'>): string {
  const programmes = counts.programmes.map(programmeText).filter((text) => text !== null);
  const { volunteers, serviceMinutes } = counts.totals;
  const served = volunteers > 0 ? `参与服务的志愿者${String(volunteers)}名` : null;
  const hours = serviceMinutes > 0 ? `服务时长${hoursText(serviceMinutes)}小时` : null;
  const people = [served, hours].filter((text) => text !== null).join('，');
  const parts = people === '' ? programmes : [...programmes, people];
  const period = periodText(counts.period);
  return parts.length === 0 ? `${period}尚无服务记录。` : `${period}，${parts.join('；')}。`;
}
