import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { REPORT_FORMATS, reportFile, type ReportFormat } from '../documents/report-file';
import { systemClock, type Instant } from '../kernel/clock';
import { Fault, WrongUsage } from '../kernel/fault';
import { periodNamed } from '../statistics/domain/named-period';
import type { PeriodReport } from '../statistics/domain/period-report';
import { PeriodReports } from '../statistics/period-reports.service';
import { withOrganisation } from './with-organisation';

export interface ReportOptions {
  readonly organisation?: string;
  readonly period?: string;
  readonly as?: string;
  readonly out?: string;
  /** When the report is made; left out: now. */
  readonly now?: string;
}

const AS = ['json', ...REPORT_FORMATS] as const;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * The counts of an organisation file as the console gives them. Writes them into a file, all of it or none; answers them where they
 * are wanted as JSON and no file is named.
 */
export async function report(options: ReportOptions): Promise<PeriodReport | null> {
  const { organisation, out } = options;
  if (organisation === undefined) throw new WrongUsage('report needs --organisation FILE');
  const period = periodNamed(options.period ?? '');
  if (!period)
    throw new WrongUsage(
      `--period must be like 2026, 2026-Q3, 2026-11 or 2026-01..2026-12, not ${options.period ?? 'left out'}`,
    );
  const as = AS.find((one) => one === options.as);
  if (!as) throw new WrongUsage(`--as must be one of ${AS.join(', ')}, not ${options.as ?? 'left out'}`);
  if (as !== 'json' && out === undefined) throw new WrongUsage(`--as ${as} needs --out FILE`);
  const now = instantOf(options.now);
  const write = out === undefined ? null : fileToBe(out);
  try {
    const made = await withOrganisation(organisation, now, (simulation, scope) =>
      simulation.get(PeriodReports).of(scope, period, now),
    );
    if (!write) return made;
    write.put(await bytesOf(made, as));
    return null;
  } finally {
    write?.tidy();
  }
}

const bytesOf = async (made: PeriodReport, as: 'json' | ReportFormat): Promise<Buffer> =>
  as === 'json' ? Buffer.from(`${JSON.stringify(made, null, 1)}\n`) : (await reportFile(made, as)).bytes;

function instantOf(text: string | undefined): Instant {
  if (text === undefined) return systemClock.now();
  const instant = INSTANT.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(instant)) throw new WrongUsage(`--now must be like 2026-12-31T09:00:00+08:00, not ${text}`);
  return instant;
}

/** A file that is there whole or as it was before. Says at once when it cannot be written. */
function fileToBe(path: string): { put(bytes: Buffer): void; tidy(): void } {
  const part = `${path}.part-${String(process.pid)}`;
  const unless = <T>(work: () => T): T => {
    try {
      return work();
    } catch {
      rmSync(part, { force: true });
      throw new Fault(`--out: ${path}: cannot be written`);
    }
  };
  unless(() => {
    closeSync(openSync(part, 'wx'));
  });
  return {
    put: (bytes) => {
      unless(() => {
        writeFileSync(part, bytes);
        renameSync(part, path);
      });
    },
    tidy: () => {
      rmSync(part, { force: true });
    },
  };
}
