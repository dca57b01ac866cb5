import { deflateRawSync } from 'node:zlib';
import { Test, type TestingModule } from '@nestjs/testing';
import { readConfiguration } from '../../config/configuration';
import { instantOf } from '../../src/kernel/civil-time';
import { ManualClock } from '../../src/kernel/clock';
import type { Result } from '../../src/kernel/result';
import { AppClock } from '../../src/kernel/app-clock';
import type { ActContext, OrgScope } from '../../src/acts/domain/act-context';
import { ExportOrganisation } from '../../src/import/export-organisation.service';
import { FileReaders } from '../../src/import/file-readers.service';
import { ImportModule } from '../../src/import/import.module';
import { ImportSpreadsheet, type SheetRefusal } from '../../src/import/import-spreadsheet.service';
import type { RotaRefusal } from '../../src/rota/domain/refusal';
import { SampleOrganisation } from '../../src/import/sample-organisation.service';
import { SheetTemplates } from '../../src/import/sheet-templates.service';
import { readSpreadsheet, writeSpreadsheet, type SheetToWrite } from '../../src/import/spreadsheet';
import { PlatformModule } from '../../src/platform.module';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';

const NOW = instantOf('2026-11-24T10:00', 'Asia/Shanghai');
const VOLUNTEERS = ['编号', '姓名', '手机', '资质', '有效期', '可值班时间', '每周上限', '夜班上限', '新手', '备注'];

const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};
const faultsOf = (result: Result<unknown, SheetRefusal | RotaRefusal>): readonly string[] => {
  if (result.ok) throw new Error('was taken in');
  return result.refusal.rule === 'faulty-sheet' ? result.refusal.faults : [result.refusal.rule];
};
const sheet = (name: string, rows: SheetToWrite['rows']): Promise<Buffer> => writeSpreadsheet([{ name, rows }]);

describe.each(databasesUnderTest())("an office's sheets on %s", (engine) => {
  let fresh: FreshDatabase;
  let module: TestingModule;
  let scope: OrgScope;
  let coordinator: ActContext;

  beforeEach(async () => {
    fresh = await freshDatabase(engine);
    const configuration = readConfiguration({ LOG_LEVEL: 'silent', SECRET_KEY: 'k'.repeat(40) });
    const clock = new AppClock(new ManualClock(NOW));
    module = await Test.createTestingModule({
      imports: [PlatformModule.with({ configuration, database: fresh.database, clock }), ImportModule],
    })
      .overrideProvider(FileReaders)
      .useValue({ spreadsheet: readSpreadsheet })
      .compile();
    await module.init();
    expect(await get(SampleOrganisation).loadIfEmpty(NOW)).toBe(true);
    const row = await fresh.database.read((tx) =>
      tx.one<{ orgId: string; personId: string }>(
        "SELECT org_id, person_id FROM grants WHERE role = 'coordinator' ORDER BY person_id LIMIT 1",
      ),
    );
    scope = { orgId: row?.orgId ?? '', zone: 'Asia/Shanghai' };
    coordinator = { scope, actorId: row?.personId ?? '', roles: ['coordinator'], now: NOW, channel: 'test' };
  });
  afterEach(async () => {
    await module.close();
    await fresh.close();
  });

  const get = <T>(service: abstract new (...args: never[]) => T): T => module.get(service, { strict: false });
  const person = async (name: string): Promise<object | undefined> => {
    const file = (await get(ExportOrganisation).export(scope.orgId, 0)) as { people: { name: string }[] };
    return file.people.find((one) => one.name === name);
  };
  const takes = async (rows: SheetToWrite['rows'], apply = true): ReturnType<ImportSpreadsheet['volunteers']> =>
    get(ImportSpreadsheet).volunteers(coordinator, await sheet('志愿者', rows), { apply });
  const takesRota = async (rows: SheetToWrite['rows'], apply = true): ReturnType<ImportSpreadsheet['rota']> =>
    get(ImportSpreadsheet).rota(coordinator, '2026-12', await sheet('班表', rows), { apply });
  const drafted = async (): Promise<string[]> =>
    (
      await fresh.database.read((tx) =>
        tx.all<{ startCivil: string; postKey: string; slug: string }>(
          `SELECT e.start_civil, s.post_key, p.slug FROM rota_entries r JOIN shifts s ON s.id = r.shift_id
             JOIN sessions e ON e.id = s.session_id JOIN people p ON p.id = r.person_id ORDER BY e.start_ms, s.post_order, p.slug`,
        ),
      )
    ).map(({ startCivil, postKey, slug }) => `${startCivil} ${postKey} ${slug}`);

  it('new volunteers get a key, known ones keep what the sheet leaves empty', async () => {
    const rows = [
      VOLUNTEERS,
      [
        '',
        '欧阳小兰',
        '138 0000 1234',
        '热线接听(2027-06-30)、督导',
        '长期',
        '周一、周三 18:00-24:00',
        3,
        '',
        '是',
        '左撇子',
      ],
      ['v01', '莫红梅', '', '', '', '', 2, '', '', ''],
    ];
    const taken = valueOf(await takes(rows));
    expect(taken).toMatchObject({ applied: true, counts: { people: { created: 1, changed: 1, unchanged: 0 } } });
    expect(await person('欧阳小兰')).toMatchObject({
      key: 'v45',
      roles: ['volunteer'],
      phone: '+8613800001234',
      trainee: true,
      qualifications: [
        { key: 'hotline', validUntil: '2027-06-30' },
        { key: 'supervision', validUntil: null },
      ],
      availability: [
        { weekday: 1, from: '18:00', to: '24:00' },
        { weekday: 3, from: '18:00', to: '24:00' },
      ],
      caps: { perWeek: 3 },
    });
    expect(await person('莫红梅')).toMatchObject({
      phone: '+8619900000001',
      caps: { perWeek: 2, perMonth: 7, nightsPerMonth: 3 },
      leave: [{ from: '2026-12-11', to: '2026-12-17' }],
    });
    const again = valueOf(await takes(rows));
    expect(again.counts).toMatchObject({ people: { created: 0, changed: 0, unchanged: 2 } });
  });

  it('a preview says what would come of it and keeps nothing', async () => {
    const rows = [['姓名'], ['欧阳小兰']];
    expect(valueOf(await takes(rows, false))).toMatchObject({ applied: false, counts: { people: { created: 1 } } });
    expect(await person('欧阳小兰')).toBeUndefined();
  });

  it('every fault is named by its cell, and nothing of a faulty sheet is kept', async () => {
    const faults = faultsOf(
      await takes([
        VOLUNTEERS,
        ['', '欧阳小兰', '', '', '', '', '', '', '', ''],
        ['', '', '13800001234', '', '', '', '', '', '', ''],
        ['', '韦新', '12ab', '心理', '明年', '看情况', '很多', '', '也许', ''],
        ['', '欧阳小兰', '', '', '', '', '', '', '', ''],
      ]),
    );
    expect(faults.map((line) => line.split(':')[0])).toEqual([
      '志愿者!B3',
      '志愿者!C4',
      '志愿者!E4',
      '志愿者!D4',
      '志愿者!F4',
      '志愿者!G4',
      '志愿者!I4',
    ]);
    expect(faults[3]).toBe('志愿者!D4: 没有“心理”这种资质，已有：电台访谈、团体带领、热线接听、督导');
    expect(await person('欧阳小兰')).toBeUndefined();
  });

  it("a month's rota becomes the draft, with days down and duties across", async () => {
    const taken = valueOf(
      await takesRota([
        ['热线十二月值班表', '', '', '', ''],
        ['日期', '早班', '', '夜班', '备注'],
        ['', '接线员', '备班', '接线员', ''],
        ['12月1日(周二)', '莫红梅', '莫 芳', '—', '首日'],
        ['12月2日(周三)', '陈敏', '', 'v05', ''],
      ]),
    );
    expect(taken).toMatchObject({ applied: true, entries: 4, draft: { added: 4, version: 1 } });
    expect(await drafted()).toEqual([
      '2026-12-01T08:00 answer v01',
      '2026-12-01T08:00 backup v02',
      '2026-12-02T00:00 answer v05',
      '2026-12-02T08:00 answer v06',
    ]);
  });

  it('or with duties down and days across, weekly salons beside', async () => {
    const rows = [
      ['', '12/5', '12/6', '12/7'],
      ['晚班 接线员', '莫红梅', '陈敏', ''],
      ['周周约 助理', '莫芳、蓝佳怡', '', ''],
    ];
    expect(valueOf(await takesRota(rows, false))).toEqual({
      applied: false,
      month: '2026-12',
      entries: 4,
      draft: null,
    });
    expect(await drafted()).toEqual([]);
    valueOf(await takesRota(rows));
    expect(await drafted()).toEqual([
      '2026-12-05T15:00 assist v02',
      '2026-12-05T15:00 assist v03',
      '2026-12-05T20:00 answer v01',
      '2026-12-06T20:00 answer v06',
    ]);
  });

  it('of a rota too every fault is named by its cell, and no draft is made', async () => {
    const faults = faultsOf(
      await takesRota([
        ['日期', '早班 接线员', '早班', '周周约 带领者', '喝茶'],
        ['12月1日', '莫红美', '', '莫红梅', ''],
        ['12月5日', '莫红梅、莫芳', '陈敏', '', '陈敏'],
        ['11月6日', '莫芳', '', '', ''],
      ]),
    );
    expect(faults).toEqual([
      '班表!C1: 看不懂这一列“早班”是哪个班次、哪个岗位',
      '班表!E1: 看不懂这一列“喝茶”是哪个班次、哪个岗位',
      '班表!B2: 没有叫“莫红美”的志愿者，是不是“莫红梅”？',
      '班表!A4: “11月6日”不是 2026-12 的日期',
      '班表!D2: 这一天没有“周周约 带领者”',
      '班表!B3: “早班 接线员”：这个班已满，只要 1 人',
    ]);
    expect(await drafted()).toEqual([]);
  });

  it('templates come back as they went out: empty, then filled in', async () => {
    const empty = await get(SheetTemplates).volunteers(scope);
    expect(faultsOf(await get(ImportSpreadsheet).volunteers(coordinator, empty, { apply: true }))).toEqual([
      '志愿者!A2: 表里没有一行志愿者',
    ]);
    const rota = valueOf(await readSpreadsheet(await get(SheetTemplates).rota(scope, '2026-12')));
    const rows = (rota[0]?.rows ?? []).map((row) => row.map(({ text }) => text));
    expect(rows).toHaveLength(32);
    expect(rows[0]?.slice(0, 4)).toEqual(['日期', '星期', '天天询 早班 接线员', '天天询 早班 备班']);
    const [first] = rows.slice(1);
    if (first) first[2] = '莫红梅';
    expect(valueOf(await takesRota(rows))).toMatchObject({ entries: 1 });
    expect(await drafted()).toEqual(['2026-12-01T08:00 answer v01']);
  });

  it('only coordinators bring sheets in', async () => {
    const volunteer: ActContext = { ...coordinator, roles: ['volunteer'] };
    const bytes = await sheet('志愿者', [['姓名'], ['欧阳小兰']]);
    expect(faultsOf(await get(ImportSpreadsheet).volunteers(volunteer, bytes, { apply: true }))).toEqual([
      'not-allowed',
    ]);
    expect(faultsOf(await get(ImportSpreadsheet).rota(volunteer, '2026-12', bytes, { apply: true }))).toEqual([
      'not-allowed',
    ]);
  });

  it('the sample goes without a trace, and nothing else does', async () => {
    expect(await get(SampleOrganisation).loadIfEmpty(NOW)).toBe(false);
    valueOf(
      await takesRota([
        ['日期', '早班 接线员'],
        ['12月1日', '莫红梅'],
      ]),
    );
    const volunteer: ActContext = { ...coordinator, roles: ['volunteer'] };
    expect(await get(SampleOrganisation).remove(volunteer)).toMatchObject({ ok: false });
    valueOf(await get(SampleOrganisation).remove(coordinator));
    const left = await fresh.database.read((tx) =>
      tx.one<{ n: number }>(
        'SELECT (SELECT COUNT(*) FROM people) + (SELECT COUNT(*) FROM organisations) + (SELECT COUNT(*) FROM shifts) AS n',
      ),
    );
    expect(Number(left?.n)).toBe(0);
    expect(await get(SampleOrganisation).remove(coordinator)).toMatchObject({ refusal: { rule: 'no-sample' } });
  });
});

describe('files that are no spreadsheet', () => {
  const refusalOf = async (bytes: Buffer): Promise<string> => {
    const read = await readSpreadsheet(bytes);
    return read.ok ? 'read' : read.refusal;
  };

  it('are refused, each for its reason', async () => {
    expect(await refusalOf(Buffer.from('姓名,手机'))).toBe('not-a-spreadsheet');
    expect(await refusalOf(Buffer.alloc(0))).toBe('not-a-spreadsheet');
    expect(await refusalOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toBe('old-format');
    expect(await refusalOf(Buffer.alloc(5 * 1024 * 1024 + 1))).toBe('too-large');
    const whole = await sheet('一', [['姓名']]);
    expect(await refusalOf(whole)).toBe('read');
    expect(await refusalOf(whole.subarray(0, whole.length - 40))).toBe('not-a-spreadsheet');
  });

  it('a small file that unpacks to far too much is not unpacked to its end', async () => {
    expect(await refusalOf(bomb(200 * 1024 * 1024))).toBe('not-a-spreadsheet');
  });

  it('of what no office writes nothing is gone through: thousands of joined ranges, a cell as long as a book', async () => {
    const { writeXlsx } = await import('hucre');
    const merges = Array.from({ length: 5001 }, (_, row) => ({ startRow: row, startCol: 0, endRow: row, endCol: 1 }));
    const joined = await writeXlsx({ sheets: [{ name: '一', rows: [['姓名']], merges }] });
    expect(await refusalOf(Buffer.from(joined))).toBe('too-many-joins');
    expect(await refusalOf(await sheet('一', [['姓名'], ['长'.repeat(32_768)]]))).toBe('cell-too-long');
  });
});

/** A ZIP archive whose only entry says that it is small and is not. */
function bomb(size: number): Buffer {
  const name = Buffer.from('xl/workbook.xml');
  const data = deflateRawSync(Buffer.alloc(size));
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(100, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt32LE(100, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + data.length, 16);
  return Buffer.concat([local, name, data, entry, name, end]);
}
