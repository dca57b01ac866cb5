/** Parts of the day and their stretches in minutes since midnight; a part without one is doubtful and has to be asked. */
export interface DayPart {
  readonly kind:
    'dawn' | 'morning' | 'noon' | 'afternoon' | 'dusk' | 'evening' | 'night' | 'daytime' | 'whole' | 'shift';
  readonly from: number;
  readonly to: number;
}

const part = (kind: DayPart['kind'], from: number, to: number): DayPart => ({ kind, from: from * 60, to: to * 60 });

const DAWN = part('dawn', 0, 6);
const MORNING = part('morning', 6, 12);
const NOON = part('noon', 11, 14);
const AFTERNOON = part('afternoon', 12, 18);
const DUSK = part('dusk', 17, 20);
const EVENING = part('evening', 18, 24);
const NIGHT = part('night', 22, 30);
const WHOLE = part('whole', 0, 24);
/** A shift's own name: the programme knows its hours, the reading names the whole day. */
const SHIFT = part('shift', 0, 24);

export const DAY_PARTS: ReadonlyMap<string, DayPart> = new Map([
  ...['凌晨', '清早凌晨', '拂晓'].map((word) => [word, DAWN] as const),
  ...['早上', '早晨', '清晨', '清早', '一早', '一大早', '大清早', '大早上', '上午', '早间', '午前', '早', '晨'].map(
    (word) => [word, MORNING] as const,
  ),
  ...['中午', '午间', '正午', '晌午', '午'].map((word) => [word, NOON] as const),
  ...['下午', '午后', '后半晌'].map((word) => [word, AFTERNOON] as const),
  ...['傍晚', '黄昏', '傍黑'].map((word) => [word, DUSK] as const),
  ...['晚上', '晚间', '夜晚', '大晚上', '前半夜', '上半夜', '晚'].map((word) => [word, EVENING] as const),
  ...['夜里', '半夜', '深夜', '夜间', '午夜', '大半夜', '后半夜', '下半夜', '夜'].map((word) => [word, NIGHT] as const),
  ...['白天', '日间', '大白天'].map((word) => [word, part('daytime', 6, 18)] as const),
  ...['全天', '整天', '一整天', '一天', '全日', '整日'].map((word) => [word, WHOLE] as const),
  ...[
    '早班',
    '午班',
    '中班',
    '晚班',
    '夜班',
    '白班',
    '日班',
    '大夜班',
    '小夜班',
    '大夜',
    '小夜',
    '通宵班',
    '后夜班',
    '前夜班',
  ].map((word) => [word, SHIFT] as const),
]);

/** A time of day as it was said. */
export interface SaidTime {
  readonly hour: number;
  readonly minute: number;
  /** Written with a colon, as a digital clock shows it. */
  readonly colon: boolean;
  readonly padded: boolean;
}

const HALF_DAY = 720;

/** The minutes since the day's midnight that a said time may mean under a part of the day, the likeliest first; none when it cannot be. */
export function minutesOf(time: SaidTime, under: DayPart | null): number[] {
  const plain = time.hour * 60 + time.minute;
  const { hour } = time;
  if (hour > 24 || time.minute > 59 || (hour === 24 && time.minute > 0)) return [];
  const kind = under?.kind ?? null;
  if (kind === 'evening' || kind === 'night') return late(time, plain, kind);
  if (hour > 12) return kind === 'dawn' || kind === 'morning' ? (hour === 24 ? [1440] : []) : [plain];
  switch (kind) {
    case 'dawn':
      return hour === 12 ? [time.minute, 1440 + time.minute] : [plain];
    case 'morning':
      return hour === 12 && under?.from === MORNING.from ? [plain] : [plain];
    case 'noon':
      return [hour <= 3 && hour > 0 ? plain + HALF_DAY : plain];
    case 'afternoon':
      return hour === 0 ? [] : [hour === 12 ? plain : plain + HALF_DAY];
    case 'dusk':
      return hour >= 3 && hour <= 8 ? [plain + HALF_DAY] : [];
    default:
      return unmarked(time, plain);
  }
}

function late(time: SaidTime, plain: number, kind: 'evening' | 'night'): number[] {
  const { hour } = time;
  if (hour === 12 || hour === 0) return [1440 + time.minute];
  if (hour > 12) return hour >= 17 ? [plain] : [];
  if (hour >= 7 || (hour >= 5 && kind === 'evening')) return [plain + HALF_DAY];
  return kind === 'evening' ? [1440 + plain, plain] : [plain, 1440 + plain];
}

function unmarked(time: SaidTime, plain: number): number[] {
  const { hour } = time;
  if (hour === 0 || time.padded) return [plain];
  if (time.colon && hour >= 6) return [plain];
  if (hour === 12) return [plain, 1440 + time.minute];
  return hour <= 5 ? [plain + HALF_DAY, plain] : [plain, plain + HALF_DAY];
}

/** End of a range that began at `start`: the nearest minute after it that the said end can mean. */
export function endAfter(
  start: number,
  time: SaidTime,
  own: DayPart | null,
  inherited: DayPart | null,
  days: number,
): number | null {
  const under = own ?? inherited;
  const shifted = minutesOf(time, under).map((minute) => minute + days * 1440);
  const fitting = shifted.filter((minute) => minute > start).sort((a, b) => a - b);
  if (fitting[0] !== undefined) return fitting[0];
  const loose = (own ? minutesOf(time, own) : [...minutesOf(time, null), ...allHours(time)])
    .flatMap((minute) => [minute, minute + 1440])
    .filter((minute) => minute > start)
    .sort((a, b) => a - b);
  return loose[0] ?? null;
}

function allHours(time: SaidTime): number[] {
  const plain = time.hour * 60 + time.minute;
  return time.hour < 12 ? [plain, plain + HALF_DAY] : [plain];
}
