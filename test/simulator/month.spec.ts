import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roster } from '../../src/simulator/roster';
import { simulate } from '../../src/simulator/simulate';
import type { Heard } from '../../src/simulator/simulation';
import { databasesUnderTest, freshUrl } from '../harness/databases';
import { faultsOf, type StateFile } from '../harness/state-checker';
import { monthScenario } from './month-scenario';

const SAMPLE = join(__dirname, '../../src/import/sample/sample-organisation.json');

type Assignment = NonNullable<StateFile['assignments']>[number];

const seatOf = (a: Assignment): string => `${a.programme} ${a.session.start} ${a.post} ${a.person}`;

describe.each(databasesUnderTest())('a month of the hotline run by chat on %s', (engine) => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xinyue-month-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('fills every seat, swaps ten, replaces five who drop out and loses nothing in two crashes', async () => {
    const organisation = JSON.parse(readFileSync(SAMPLE, 'utf8')) as StateFile;
    const draft = (await roster({ organisation: SAMPLE, month: '2026-12', seconds: 60 })) as {
      assignments: Assignment[];
    };
    const plan = draft.assignments
      .filter((a) => a.programme === 'tiantianxun')
      .map((a) => ({ ...a, state: 'held' }))
      // all of December on SQLite; a fortnight shows the same on the server in a fraction of the time
      .filter((a) => engine === 'sqlite' || a.session.start < '2026-12-15');
    expect(plan).toHaveLength(engine === 'sqlite' ? 248 : 112);
    const scenario = monthScenario(organisation, plan, { swaps: 10, drops: 5 });
    // kept where it is asked for, so that `npm run simulate -- FILE` can replay it
    const file = process.env.XINYUE_MONTH_SCENARIO ?? join(folder, 'month.jsonl');
    writeFileSync(file, scenario.lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const heard: Heard[] = [];
    const { url, drop } = await freshUrl(engine);
    const state = join(folder, 'state.json');
    await simulate({ file, database: url, state }, (line) => heard.push(line));
    await drop();
    const end = JSON.parse(readFileSync(state, 'utf8')) as StateFile;
    const living = (end.assignments ?? []).filter((a) => a.state !== 'dropped');
    expect(living.map(seatOf).sort()).toEqual(scenario.expected.map(seatOf).sort());
    expect(faultsOf(end)).toEqual([]);
    const answers = scenario.lines.map((line, index) =>
      'say' in line ? heard.filter((h) => h.replyTo === index + 1).length : 1,
    );
    expect(answers.filter((count) => count !== 1)).toEqual([]);
  }, 300_000);
});
