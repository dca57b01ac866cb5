import type { Evidence, SaidEntity } from '../evidence/evidence';
import type { Reading } from '../reading';
import { COMMAND, acts, matched, plainly, type Guard } from './guard';
import { readNumber } from '../text/numbers';

const LISTED = acts('claim', 'drop', 'offer', 'give', 'swap', 'confirm', 'fill', 'register', 'unregister', 'undo');
const COUNTED = /^(\d{1,3}|[二两三四五六七八九十]{1,3})(?:个班次?|个|场|节|班)$/;
/** Where the number was not even taken for one, and every time is a capital: 退掉两个. */
const COUNT =
  /(?<![第那这前后\d月.一二三四五六七八九十])(\d{1,2}|[二两三四五六七八九十])(?:个|场|节)?(?:班次?|个|场)(?![人小月星礼半多钟大家孩户])/;
const TAKES = /要|来|领|退|给我|拿|抢|选|报|求替|上|值/;

/** 周三周四两个班, 3和5两个都退: the count sums up what was named. */
function sumsUp(count: number, entities: readonly SaidEntity[], counted: SaidEntity | undefined): boolean {
  let named = 0;
  for (const each of entities) {
    if (each === counted) continue;
    const { entity } = each;
    if (entity.kind === 'N') named += entity.numbers.length;
    if (entity.kind === 'T') named += Math.max(1, entity.phrase.items.length);
  }
  return named === count;
}

function counted({ slots }: Reading, { words, entities, text }: Evidence): string | null {
  const said = entities.find(
    ({ entity, word }) => entity.kind === 'N' && entity.numbers.length === 1 && COUNTED.test(word),
  );
  const found = COUNTED.exec(said?.word ?? '') ?? (slots.numbers ? null : COUNT.exec(words));
  if (!found) return null;
  const before = said ? text.slice(Math.max(0, said.from - 2), said.from) : '';
  if (/[第那这]$/.test(before) || /都|全|那|这|第/.test(text) || !TAKES.test(text)) return null;
  const count = readNumber(found[1] ?? '');
  return count === null || count < (/\d/.test(found[0]) ? 1 : 2) || sumsUp(count, entities, said) ? null : found[0];
}

/** 12.08 is a date; 3.5 of a list is none, nor is a date that lies far ahead and that nobody has in mind. */
const DECIMAL = /(?:认领|领|退班|退|要|选|求替|换班|补班|确认|报名|第)\s*(\d{1,3}\.\d{1,2})(?!\d|[.号日:])/;
/** 3.5 我要 is no two lines of a list. */
const DECIMAL_FIRST = /^(\d{1,3}\.\d{1,2})[号个]?(?:我|俺)?(?:也|都)?(?:要|来|领|认领|退|上|求替|换)/;
const FAR_MS = 45 * 86_400_000;

function impossible({ slots }: Reading, { text, wall }: Evidence): string | null {
  const long = matched(/(?<![\d.:/年月-])\d{6,}(?![\d]*[.:/年月-])/, text);
  if (long !== null) return long;
  if (slots.numbers?.some((number) => number > 99)) return String(slots.numbers.find((number) => number > 99));
  const decimal = (DECIMAL.exec(text) ?? DECIMAL_FIRST.exec(text))?.[1];
  if (decimal === undefined) return null;
  const from = slots.when?.[0]?.from;
  const near = from !== undefined && Date.parse(`${from}:00Z`) - Date.parse(`${wall}:00Z`) < FAR_MS;
  return near ? null : decimal;
}

/** Numbers: what counts is no place on a list, and some are no number of anything. */
export const NUMBERS: readonly Guard[] = [
  {
    name: 'impossible-number',
    stops: LISTED,
    when: impossible,
    about: 'number',
    options: () => [],
    why: '认领3.5, 认领99999999999999999999: no list has such a line',
  },
  {
    name: 'count',
    stops: acts('claim', 'drop', 'offer'),
    when: counted,
    about: 'number',
    options: ({ act }, evidence, said) => {
      const number = String(readNumber(/^(?:\d+|[^个场节班]+)/.exec(said)?.[0] ?? '') ?? '');
      const look = act === 'claim' ? '空班' : '我的班';
      return [
        `${COMMAND[act]} 第${number}个`,
        plainly('open-shifts', evidence, (kind) => kind === 'T').replace('空班', look),
      ];
    },
    why: '认领3个 and 退两个班 say how many, 认领第3个 says which',
  },
];
