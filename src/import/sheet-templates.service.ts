import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { addDays, firstOfMonth, weekdayOf, type CivilDate } from '../kernel/civil-time';
import { Programmes, type Programme } from '../programmes/programmes.service';
import { occurrences } from '../programmes/recurrence';
import type { OrgScope } from '../acts/domain/act-context';
import { qualificationsOf } from '../volunteers/qualifications.queries';
import { namesOfVolunteers, servingBetween } from './sheet.queries';
import { writeSpreadsheet } from './spreadsheet';

const VOLUNTEER_COLUMNS = [
  ['编号', 8],
  ['姓名', 10],
  ['手机', 16],
  ['资质', 24],
  ['有效期', 12],
  ['可值班时间', 36],
  ['每周上限', 10],
  ['每月上限', 10],
  ['夜班上限', 10],
  ['见习', 8],
] as const;

const HOW_TO_FILL = [
  ['列', '怎样填', '例子'],
  ['编号', '老志愿者照旧，新志愿者空着由系统编', 'v45'],
  ['姓名', '必填', '韦兰'],
  ['手机', '11 位手机号', '13800000000'],
  ['资质', '几种之间用顿号；单独的有效期写在括号里', '热线接听(2027-06-30)、督导'],
  ['有效期', '本行资质共同的有效期；长期有效写“长期”', '2027-06-30'],
  ['可值班时间', '空着表示随时；几段之间用分号', '周一、周三 18:00-24:00；周末 全天'],
  ['每周上限', '一周最多几个班，空着不限', '3'],
  ['每月上限', '一月最多几个班，空着不限', '8'],
  ['夜班上限', '一月最多几个夜班，空着不限', '2'],
  ['见习', '是 或 否', '否'],
];

const WEEKDAYS = '一二三四五六日';
const DAY_WIDTH = 14;
const LAST_ROW = 500;

/** The empty sheets that an office fills in and sends back; they follow the organisation's own programmes. */
@Injectable()
export class SheetTemplates {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
  ) {}

  async volunteers(scope: OrgScope): Promise<Buffer> {
    const qualifications = await this.database.read((tx) => qualificationsOf(tx, scope.orgId));
    const choices = [
      { range: `D2:D${String(LAST_ROW)}`, values: qualifications.map(({ name }) => name) },
      { range: `J2:J${String(LAST_ROW)}`, values: ['是', '否'] },
    ].filter(({ values }) => values.length > 0);
    return writeSpreadsheet([
      {
        name: '志愿者',
        rows: [VOLUNTEER_COLUMNS.map(([title]) => title)],
        widths: VOLUNTEER_COLUMNS.map(([, width]) => width),
        headerRows: 1,
        choices,
      },
      { name: '怎样填', rows: HOW_TO_FILL, widths: [12, 44, 36] },
    ]);
  }

  /**
   * A month's rota with one row a day; a dash stands where a programme has nothing that day. `filled`: with everybody who
   * serves by now, so that the sheet can be changed and taken in again.
   */
  async rota(scope: OrgScope, month: string, { filled }: { filled: boolean } = { filled: false }): Promise<Buffer> {
    const { programmes, people, serving } = await this.database.read(async (tx) => ({
      programmes: await this.programmes.list(tx, scope),
      serving: filled ? await servingIn(tx, scope, month) : new Map<string, string[]>(),
      people: await namesOfVolunteers(tx, scope.orgId),
    }));
    const last = addDays(firstOfMonth(`${month}-01`, 1), -1);
    const columns = programmes.flatMap((programme) => columnsOf(programme, `${month}-01`, last));
    const rows: string[][] = [['日期', '星期', ...columns.map(({ title }) => title)]];
    for (let day = `${month}-01`; day <= last; day = addDays(day, 1)) {
      const weekday = `周${WEEKDAYS.charAt(weekdayOf(day) - 1)}`;
      const cells = columns.map(
        ({ key, days }) => serving.get(`${key} ${day}`)?.join('、') ?? (days.has(day) ? '' : '—'),
      );
      rows.push([day, weekday, ...cells]);
    }
    return writeSpreadsheet([
      { name: '班表', rows, widths: [12, 8, ...columns.map(() => DAY_WIDTH)], headerRows: 1 },
      { name: '名单', rows: [['志愿者'], ...people.map(({ name }) => [name])], widths: [DAY_WIDTH] },
    ]);
  }
}

/** Who serves in the month, by column and day. */
async function servingIn(tx: Tx, scope: OrgScope, month: string): Promise<Map<string, string[]>> {
  const rows = await servingBetween(tx, scope.orgId, `${month}-01`, firstOfMonth(`${month}-01`, 1));
  const found = new Map<string, string[]>();
  for (const row of rows) {
    const place = `${columnKey(row.programmeId, row.dayPart, row.postKey)} ${row.startCivil.slice(0, 10)}`;
    found.set(place, [...(found.get(place) ?? []), row.name]);
  }
  return found;
}

const columnKey = (programmeId: string, dayPart: string, postKey: string): string =>
  `${programmeId} ${dayPart} ${postKey}`;

function columnsOf(
  { id, name, specification }: Programme,
  from: CivilDate,
  to: CivilDate,
): { key: string; title: string; days: ReadonlySet<CivilDate> }[] {
  const days = new Set(occurrences(specification, from, to).map(({ date }) => date));
  if (days.size === 0) return [];
  return specification.dayParts.flatMap((part) =>
    specification.posts.map((post) => ({
      key: columnKey(id, part.key, post.key),
      title: [name, part.name, post.name].filter((word) => word !== '').join(' '),
      days,
    })),
  );
}
