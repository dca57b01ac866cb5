import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../src/command-line';
import type { Heard } from '../../src/simulator/simulation';
import type { InstanceResult } from '../../src/nurse-rostering/instance/solve-instance';
import { instanceText, SMALL } from '../nurse-rostering/instances';
import { judge } from '../nurse-rostering/nrp-checker';
import { databasesUnderTest, freshUrl } from '../harness/databases';
import { TOWN_FILE } from '../harness/town-file';

const ROOT = join(__dirname, '../..');

interface Ran {
  readonly status: number;
  readonly out: string[];
  readonly error: string[];
}

async function run(...argv: string[]): Promise<Ran> {
  const out: string[] = [];
  const error: string[] = [];
  const status = await runCommand(argv, { out: (line) => out.push(line), error: (line) => error.push(line) });
  return { status, out, error };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinyue-cli-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a file of the folder; anything but a text becomes a line of JSON. */
function file(name: string, ...lines: readonly unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));
  return path;
}

/** One line that the person can read, status 1, and nothing said. */
function expectFault(ran: Ran, ...patterns: readonly (RegExp | string)[]): void {
  expect(ran.error).toHaveLength(1);
  for (const pattern of patterns) expect(ran.error[0]).toMatch(pattern);
  expect(ran.error[0]).not.toContain('\n');
  expect(ran.error[0]).not.toMatch(/\.(ts|js):\d+:\d+/);
  expect(ran).toMatchObject({ status: 1, out: [] });
}

describe('called in a way that it does not know', () => {
  it.each([
    [[]],
    [['dance']],
    [['toString']],
    [['simulate']],
    [['simulate', 'a.jsonl', 'b.jsonl']],
    [['simulate', '--loud', 'a.jsonl']],
    [['simulate', 'a.jsonl', '--state']],
    [['roster']],
    [['roster', '--month', '2026-12']],
    [['roster', '--organisation', 'a.json']],
    [['roster', '--organisation', 'a.json', '--month', '2026-13']],
    [['roster', '--organisation', 'a.json', '--month', '2026-12', '--seconds', 'many']],
    [['roster', '--organisation', 'a.json', '--month', '2026-12', '--seconds', '-1']],
    [['roster', '--nrp', 'a.txt', '--month', '2026-12']],
    [['roster', '--nrp', 'a.txt', '--seconds', '0']],
    [['roster', 'a.json']],
    [['parse']],
    [['parse', 'a.jsonl', '--fast']],
  ])('%j ends with 2 and says how it is called', async (argv) => {
    const ran = await run(...argv);
    expect(ran).toMatchObject({ status: 2, out: [] });
    expect(ran.error.join('\n')).toMatch(/simulate .*\n.*roster/);
  });
});

describe('a scenario with a fault', () => {
  const fine = { at: '2026-12-01T09:00', from: '陈静', say: '帮助' };
  it.each<[string, unknown, RegExp]>([
    ['a line that is not JSON', '{"at":', /:3: not JSON/],
    ['a line that is no object', '7', /:3: must be an object/],
    ['null', 'null', /:3: must be an object/],
    ['no time', { from: '陈静', say: '帮助' }, /:3: at: /],
    ['no such day', { ...fine, at: '2026-02-30T09:00' }, /:3: at: must be a time/],
    ['a time that some machines would read', { ...fine, at: '2027' }, /:3: at: must be a time/],
    ['a day without a time', { ...fine, at: '2026-12-02' }, /:3: at: must be a time/],
    ['nobody who says it', { at: fine.at, say: '帮助' }, /:3: from: /],
    ['an empty list of people', { ...fine, from: [] }, /:3: from: /],
    ['a number for a text', { ...fine, say: 7 }, /:3: say: /],
    ['a field that nobody knows', { ...fine, to: '韦兰' }, /:3: .*"to"/],
    ['a crash that is none', { at: fine.at, crash: 'yes' }, /:3: crash: /],
    ['an earlier time', { ...fine, at: '2026-12-01T08:59' }, /:3: at: 2026-12-01T08:59 lies before an earlier line/],
    ['an earlier time in another zone', { ...fine, at: '2026-12-01T00:59:59Z' }, /:3: at: .*before an earlier line/],
    ['a file that is not there', { load: 'nowhere.json' }, /:3: load: .*nowhere\.json: cannot be read/],
    ['a number for an organisation', { load: 7 }, /:3: load: must be an organisation file/],
  ])('%s: plays nothing and names file, line and field', async (_, line, pattern) => {
    const path = file('a.jsonl', { load: TOWN_FILE }, fine, line);
    expectFault(await run('simulate', path), path, pattern);
  });

  it('names a file that is not there', async () => {
    expectFault(await run('simulate', join(folder, 'none.jsonl')), /none\.jsonl: cannot be read/);
    expectFault(await run('simulate', folder), `${folder}: cannot be read`);
  });

  it('names what is wrong in an organisation, and keeps nothing of it', async () => {
    const faulty = { ...TOWN_FILE, organisation: { ...TOWN_FILE.organisation, timeZone: 'Mars/Olympus' } };
    expectFault(await run('simulate', file('a.jsonl', { load: faulty }, fine)), /a\.jsonl:1: load: .*timeZone/);
    const broken = file('org.json', '{', '  "schema": "xinyue/organisation@1",', '  "people": [1 2]', '}');
    expectFault(await run('simulate', file('b.jsonl', { load: 'org.json' }, fine)), /b\.jsonl:1: load: /, broken);
    for (const nothing of ['null', '[]', '{}', '"a"']) {
      file('org.json', nothing);
      expectFault(await run('simulate', file('c.jsonl', { load: 'org.json' }, fine)), /c\.jsonl:1: load: .*org\.json/);
    }
  });

  it('names a database and a place for the state that cannot be used', async () => {
    const path = file('a.jsonl', { load: TOWN_FILE }, fine);
    expectFault(await run('simulate', path, '--database', 'postgres://x/y'), /DATABASE_URL: must begin with/);
    expectFault(await run('simulate', path, '--database', 'mysql://root@127.0.0.1:1/x'), /--database: /);
    expectFault(await run('simulate', path, '--state', join(folder, 'no/where.json')), /--state: .*cannot be written/);
    expectFault(await run('simulate', file('b.jsonl', fine), '--state', join(folder, 's.json')), /nothing is loaded/);
  });

  it('takes a line that is empty, a mark at the beginning and ends of lines of other machines', async () => {
    const path = join(folder, 'a.jsonl');
    writeFileSync(path, `\uFEFF${JSON.stringify({ load: TOWN_FILE })}\r\n\r\n${JSON.stringify(fine)}\r\n`);
    const ran = await run('simulate', path);
    expect(ran).toMatchObject({ status: 0, error: [] });
    expect((JSON.parse(ran.out[0] ?? '') as Heard).replyTo).toBe(3);
  });
});

describe('roster and parse with a fault', () => {
  it('names the file, and the line where JSON ends', async () => {
    const month = ['--month', '2026-12'];
    expectFault(await run('roster', '--organisation', join(folder, 'no.json'), ...month), /no\.json: cannot be read/);
    const broken = file('broken.json', '{', '"schema": "xinyue/organisation@1"', '"people": []}');
    expectFault(await run('roster', '--organisation', broken, ...month), /broken\.json:3: not JSON/);
    for (const nothing of ['null', '[]', '{}']) {
      expectFault(await run('roster', '--organisation', file('empty.json', nothing), ...month), /empty\.json: /);
    }
    const [first] = TOWN_FILE.people;
    const faulty = file('faulty.json', { ...TOWN_FILE, people: [{ ...first, trainee: 'a little' }] });
    expectFault(await run('roster', '--organisation', faulty, ...month), /faulty\.json: .*\/people\/0\/trainee/);
  });

  it('names the line and the field of an utterance, and reads none before it aloud', async () => {
    const fine = { now: '2026-11-24T10:00:00+08:00', text: '空班 这周' };
    const faults: [unknown, RegExp][] = [
      ['{', /line 2/],
      ['[]', /line 2/],
      [{ text: '空班' }, /line 2: now/],
      [{ now: '2026-11-31T10:00:00+08:00', text: '空班' }, /line 2: now/],
      [{ now: fine.now }, /line 2: text/],
      [{ ...fine, numbered: 1.5 }, /line 2: numbered/],
    ];
    for (const [line, pattern] of faults)
      expectFault(await run('parse', file('u.jsonl', fine, line)), 'u.jsonl', pattern);
    expectFault(await run('parse', join(folder, 'none')), /none: cannot be read/);
    const ran = await run('parse', file('u.jsonl', fine, { ...fine, text: '' }));
    expect(ran).toMatchObject({ status: 0, error: [] });
    expect(ran.out.map((line) => (JSON.parse(line) as { act: string }).act)).toEqual(['open-shifts', 'none']);
  });
});

describe('a public nurse-rostering instance', () => {
  const text = instanceText(SMALL);

  it('is answered with a schedule, its cost and a bound', async () => {
    const ran = await run('roster', '--nrp', file('small.txt', text), '--seconds', '20');
    const result = JSON.parse(ran.out.join('')) as InstanceResult;
    expect(result).toMatchObject({ status: 'optimal', gap: 0, bound: result.objective });
    expect(judge(text, result.schedule)).toEqual({ broken: [], cost: result.objective });
    expect(ran).toMatchObject({ status: 0, error: [] });
  });

  it('says who has no schedule within her rules', async () => {
    const impossible = instanceText({ ...SMALL, staff: [...SMALL.staff, 'C,E=7|L=7,2400,2400,2,1,3,1'] });
    const ran = await run('roster', '--nrp', file('impossible.txt', impossible), '--seconds', '5');
    expect(JSON.parse(ran.out.join(''))).toMatchObject({ status: 'infeasible', impossible: 'C', schedule: {} });
  });

  it('names file, line and field of a fault', async () => {
    const faulty = file('faulty.txt', text.replace('A,0,E,2', 'A,0,E,-2'));
    expectFault(await run('roster', '--nrp', faulty), /faulty\.txt:19: SECTION_SHIFT_OFF_REQUESTS Weight "-2"/);
    expectFault(await run('roster', '--nrp', join(folder, 'no.txt')), /no\.txt: cannot be read/);
  });
});

describe('real processes', () => {
  const cli = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [join(ROOT, 'tools/cli.mjs'), ...args], { encoding: 'utf8', timeout: 120_000 });

  it('end with their status and keep standard output for what they have to say', () => {
    const fine = cli('parse', file('u.jsonl', { now: '2026-11-24T10:00:00+08:00', text: '我的班' }));
    expect(fine).toMatchObject({ status: 0 });
    expect(JSON.parse(fine.stdout)).toMatchObject({ text: '我的班', act: 'my-shifts' });
    const fault = cli('simulate', file('a.jsonl', { load: TOWN_FILE }, { at: 'soon' }));
    expect(fault).toMatchObject({ status: 1, stdout: '' });
    expect(fault.stderr.trim().split('\n').at(-1)).toMatch(/a\.jsonl:2: at: must be a time/);
    expect(cli('simulate', '--loud')).toMatchObject({ status: 2, stdout: '' });
  }, 180_000);
});

describe.each(databasesUnderTest())('a scenario on %s', (engine) => {
  let url: string;
  let drop: () => Promise<void>;
  beforeEach(async () => {
    ({ url, drop } = await freshUrl(engine));
  });
  afterEach(async () => {
    await drop();
  });

  async function play(...lines: readonly object[]): Promise<Heard[]> {
    const ran = await run('simulate', file('play.jsonl', { load: TOWN_FILE }, ...lines), '--database', url);
    expect(ran).toMatchObject({ status: 0, error: [] });
    return ran.out.map((line) => JSON.parse(line) as Heard);
  }

  it('leaves nothing running after a fault in the middle, and nothing of the faulty file', async () => {
    const state = join(folder, 'state.json');
    const faulty = { ...TOWN_FILE, people: [{ key: 'x' }] };
    const path = file('a.jsonl', { load: faulty }, { at: '2026-12-01T09:00', from: 'mei', say: '我的班' });
    expectFault(await run('simulate', path, '--database', url), /a\.jsonl:1: load: .*\/people\/0/);
    expect(
      (await run('simulate', file('b.jsonl', { load: TOWN_FILE }), '--database', url, '--state', state)).status,
    ).toBe(0);
    const keysOf = (file: object): string[] =>
      (file as { people: { key: string }[] }).people.map((one) => one.key).sort();
    expect(keysOf(JSON.parse(readFileSync(state, 'utf8')) as object)).toEqual(keysOf(TOWN_FILE));
  });

  it('answers a stranger with how to bind, and in a group only whoever speaks to it', async () => {
    const at = '2026-12-01T09:00';
    const heard = await play(
      { at, from: '过路人', say: '认领 周四晚' },
      { at, from: '过路人', in: '志愿者群', say: '大家好' },
      { at, from: '陈静', in: '志愿者群', say: '明天吃什么' },
      { at, from: '陈静', in: '志愿者群', say: '@小约 认领 12月3日 20:00' },
      { at, from: '韦兰', in: '志愿者群', say: '＠小约 认领 12月4日 20:00' },
    );
    expect(heard.map((line) => line.replyTo)).toEqual([2, 5, 6]);
    expect(heard[0]).toMatchObject({ at, to: '过路人', text: expect.stringMatching(/绑定/) as string });
    expect(heard[1]).toMatchObject({
      at,
      to: '陈静',
      in: '志愿者群',
      text: expect.stringMatching(/✓.*12月3日/) as string,
    });
    expect(heard[2]).toMatchObject({
      at,
      to: '韦兰',
      in: '志愿者群',
      text: expect.stringMatching(/✓.*12月4日/) as string,
    });
  });

  it('gives the one seat to exactly one of all who want it at the same instant, and answers each', async () => {
    const everybody = ['mei', 'lan', 'fang', 'hui'];
    const heard = await play({ at: '2026-12-01T09:00', from: everybody, say: '认领 12月3日 20:00' });
    const answers = heard.filter((line) => line.replyTo === 2);
    expect(answers).toHaveLength(everybody.length);
    expect(new Set(answers.map((line) => line.to)).size).toBe(everybody.length);
    expect(answers.filter((line) => line.text?.startsWith('✓'))).toHaveLength(1);
  });

  it('lets everything between two lines happen at its own instant, in order', async () => {
    const heard = await play(
      { at: '2026-12-01T09:00', from: '陈静', say: '认领 12月4日 20:00' },
      { at: '2026-12-01T09:00:30', from: '韦兰', say: '认领 12月5日 14:00' },
      { at: '2026-12-05T09:00', from: '陈静', say: '帮助' },
    );
    const own = heard.filter((line) => line.replyTo === undefined && /提醒/.test(line.text ?? ''));
    const first = (to: string): string | undefined => own.find((line) => line.to === to)?.at;
    expect([first('陈静'), first('韦兰')]).toEqual(['2026-12-03T20:00', '2026-12-04T14:00']);
    expect(heard.map((line) => line.at)).toEqual(heard.map((line) => line.at).sort());
    expect(heard.find((line) => line.replyTo === 3)?.at).toBe('2026-12-01T09:00:30');
    expect(heard.at(-1)).toMatchObject({ at: '2026-12-05T09:00', replyTo: 4 });
  });

  it('keeps a question and a list open over a crash, and loses nothing that was owed', async () => {
    const heard = await play(
      { at: '2026-12-01T09:00', from: '陈静', say: '空班 12月3日' },
      { at: '2026-12-01T09:01', crash: true },
      { at: '2026-12-01T09:02', from: '陈静', say: '认领 1' },
      { at: '2026-12-01T09:03', from: '韦兰', say: '认领 12月4日' },
      { at: '2026-12-01T09:04', crash: true },
      { at: '2026-12-01T09:05', from: '韦兰', say: '1' },
      { at: '2026-12-01T09:06', crash: true },
      { at: '2026-12-03T23:00' },
    );
    const answer = (line: number): string => heard.find((one) => one.replyTo === line)?.text ?? '';
    expect(answer(4)).toMatch(/✓.*12月3日/);
    expect(answer(5)).toMatch(/1[.、 ]/);
    expect(answer(5)).not.toMatch(/✓/);
    expect(answer(7)).toMatch(/✓.*12月4日/);
    const reminded = heard.filter((one) => one.replyTo === undefined).map((one) => one.to);
    expect(reminded).toEqual(expect.arrayContaining(['陈静', '韦兰']));
  });

  it('plays on with what an earlier scenario left behind', async () => {
    await play({ at: '2026-12-01T09:00', from: '陈静', say: '认领 12月3日 20:00' });
    const path = file('on.jsonl', { at: '2026-12-01T10:00', from: '陈静', say: '我的班' });
    const ran = await run('simulate', path, '--database', url);
    expect(ran.out.join('\n')).toMatch(/12月3日/);
    expect(existsSync(join(folder, 'simulation.db'))).toBe(false);
  });
});
