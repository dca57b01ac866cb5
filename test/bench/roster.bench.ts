import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RosterEngine } from '../../src/rostering/roster-engine.service';
import type { DraftedMonth } from '../../src/rostering/domain/drafted-month';
import type { MonthFacts } from '../../src/rostering/domain/month-facts';
import { monthModel } from '../../src/rostering/month/model';
import { nobody } from '../../src/rostering/month/price';
import { problemOf } from '../../src/rostering/month/problem';
import { highsSolver } from '../../src/rostering/solver/highs-solver';
import { roster } from '../../src/simulator/roster';
import { sampleMonth } from '../builders/sample-month';
import { checkRoster, type OrganisationFile, type RosterResult } from '../rostering/check-roster';
import { organisationOf, organisationOfDifferent } from './big-organisation';
import { counties } from './roster-counties';
import { draftMonth } from './greedy/draft';
import type { Report } from './report';
import { chatWhileDrafting } from './roster-chat';
import { repairs } from './roster-repair';

const MONTH = '2026-12';
/** What `ROSTER_PARTS` may name, with commas between; all of them when it is not set. */
const PARTS = ['sample', 'native', 'greedy', 'repair', 'chat', '200', '1000', 'different', 'short', 'counties'];
const SECONDS = { sample: 60, 200: 60, 1000: 300, native: 120, short: [2, 15] };
const LARGE = { volunteers: 1000, scale: 20 };
const SAMPLE_VOLUNTEERS = 44;

/** The automatic draft: seconds and proof beside native solvers on the same model, and large organisations. */
export async function run(report: Report): Promise<void> {
  const parts = process.env.ROSTER_PARTS?.split(',') ?? PARTS;
  const folder = mkdtempSync(join(tmpdir(), 'xinyue-bench-roster-'));
  try {
    const sample = organisationOf(SAMPLE_VOLUNTEERS);
    const large = scaled(organisationOf(LARGE.volunteers), LARGE.scale);
    const different = scaled(organisationOfDifferent(LARGE.volunteers), LARGE.scale);
    if (parts.includes('sample')) await organisation(report, folder, sample, SECONDS.sample);
    if (parts.includes('200')) await organisation(report, folder, organisationOf(200), SECONDS[200]);
    if (parts.includes('1000')) await organisation(report, folder, large, SECONDS[1000]);
    if (parts.includes('different')) await organisation(report, folder, different, SECONDS[1000], ' no two alike');
    for (const seconds of parts.includes('short') ? SECONDS.short : [])
      await organisation(report, folder, different, seconds, ' in a hurry');
    if (parts.includes('counties')) await counties(report);
    if (parts.includes('native')) await besideNative(report, folder);
    if (parts.includes('greedy')) await besideGreedy(report);
    if (parts.includes('chat')) await chatWhileDrafting(report);
    if (parts.includes('repair')) await repairs(report, MONTH);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The whole command on an organisation file, judged by the checker. */
async function organisation(report: Report, folder: string, given: object, seconds: number, which = ''): Promise<void> {
  const file = given as OrganisationFile;
  const volunteers = file.people.filter(({ roles }) => roles?.includes('volunteer')).length;
  const path = join(folder, 'organisation.json');
  writeFileSync(path, JSON.stringify(file));
  const result = (await roster({ organisation: path, month: MONTH, seconds })) as RosterResult & {
    seconds: number;
    gap: number;
  };
  const faults = checkRoster(file, MONTH, result);
  if (faults.length > 0) throw new Error(`${volunteers} volunteers${which}: ${faults.slice(0, 5).join('; ')}`);
  const name = `${volunteers} volunteers${which}, ${result.assignments.length} seats, ${result.status}`;
  report.measured({
    case: `${name}: search`,
    value: result.seconds,
    unit: 's',
    reference: 'allowed',
    referenceValue: seconds,
  });
  report.measured({ case: `${name}: distance from the bound`, value: result.gap * 100, unit: '%' });
  report.measured({ case: `${name}: empty places`, value: result.unfilled.length, unit: '' });
  report.measured({ case: `${name}: most memory so far`, value: process.resourceUsage().maxRSS / 1024, unit: 'MB' });
}

function scaled(given: object, scale: number): OrganisationFile {
  const file = given as OrganisationFile;
  const programmes = file.programmes.map((programme) => ({
    ...programme,
    posts: (programme.posts ?? []).map((post) => ({
      ...post,
      min: (post.min ?? 1) * scale,
      max: (post.max ?? 1) * scale,
    })),
  }));
  return { ...file, programmes };
}

async function drafted(facts: MonthFacts, seconds: number): Promise<DraftedMonth> {
  return new RosterEngine().draft(facts, seconds).answer;
}

/** The same model, written out, given to the solvers of Debian that are installed. */
async function besideNative(report: Report, folder: string): Promise<void> {
  const facts = sampleMonth();
  const ours = await drafted(facts, SECONDS.native);
  const problem = problemOf(facts);
  const model = join(folder, 'month.mps');
  writeFileSync(model, (await highsSolver()).mps(monthModel(problem, nobody(problem)).linear));
  const limit = String(SECONDS.native);
  const solvers = [
    { name: 'cbc', args: [model, 'sec', limit, 'ratio', '0', 'solve', 'quit'] },
    { name: 'glpsol', args: ['--freemps', model, '--tmlim', limit] },
  ];
  for (const { name, args } of solvers) {
    const begun = performance.now();
    const { stdout, error } = spawnSync(name, args, { encoding: 'utf8', maxBuffer: 1e8 });
    if (error) {
      report.say(`没有 ${name}，不比较 ${name} is not installed and not compared`);
      continue;
    }
    const proved = /Optimal solution found|INTEGER OPTIMAL SOLUTION FOUND/.test(stdout);
    report.measured({
      case: `sample month, model of its own, ${ours.status}`,
      value: ours.seconds,
      unit: 's',
      reference: `${name}${proved ? ', optimal' : ', stopped'}`,
      referenceValue: (performance.now() - begun) / 1000,
    });
  }
}

/** How far people are from their shares, beside the search that the service had before. */
async function besideGreedy(report: Report): Promise<void> {
  const facts = sampleMonth();
  const ours = await drafted(facts, SECONDS.sample);
  const before = new Map<string, number>();
  for (const { personId } of draftMonth(facts).entries) before.set(personId, (before.get(personId) ?? 0) + 1);
  const spread = (count: (personId: string, own: number) => number): number =>
    Math.sqrt(
      ours.accounts.reduce(
        (sum, { personId, counts, fair }) => sum + (count(personId, counts.shifts) - fair.shifts) ** 2,
        0,
      ) / ours.accounts.length,
    );
  report.measured({
    case: 'sample month: root mean square distance from the fair share',
    value: spread((_, own) => own),
    unit: 'shifts',
    reference: 'greedy with repair',
    referenceValue: spread((personId) => before.get(personId) ?? 0),
  });
}
