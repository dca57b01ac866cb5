import { RosterEngine } from '../../src/rostering/roster-engine.service';
import type { DraftedMonth } from '../../src/rostering/domain/drafted-month';
import type { MonthFacts } from '../../src/rostering/domain/month-facts';
import { sampleMonth } from '../builders/sample-month';
import type { Report } from './report';

const COUNTIES = 8;
const CORES = 2;
const SECONDS = 60;
/** Each county goes without every so-manieth volunteer of the sample, beginning with another. */
const EVERY = 11;

/** The months of many organisations, drafted one after the other and then side by side on so many cores. */
export async function counties(report: Report): Promise<void> {
  const months = Array.from({ length: COUNTIES }, (_, i) => county(i));
  const alone = await drafted(months, 1);
  const together = await drafted(months, CORES);
  together.made.forEach((month, i) => {
    const before = alone.made[i];
    if (month.status !== 'optimal' || before?.status !== 'optimal') return;
    if (Math.abs(month.objective - before.objective) > 1e-4)
      throw new Error(`county ${String(i)} came out differently beside others`);
  });
  const proved = together.made.filter(({ status }) => status === 'optimal').length;
  report.measured({
    case: `${String(COUNTIES)} organisations on ${String(CORES)} cores, ${String(proved)} proved`,
    value: together.seconds,
    unit: 's',
    reference: 'one after the other',
    referenceValue: alone.seconds,
  });
}

function county(index: number): MonthFacts {
  const month = sampleMonth();
  return { ...month, volunteers: month.volunteers.filter((_, i) => i % EVERY !== index) };
}

async function drafted(
  months: readonly MonthFacts[],
  cores: number,
): Promise<{ made: DraftedMonth[]; seconds: number }> {
  const engine = new RosterEngine(cores);
  const begun = performance.now();
  const made = await Promise.all(months.map((facts) => engine.draft(facts, SECONDS).answer));
  return { made, seconds: (performance.now() - begun) / 1000 };
}
