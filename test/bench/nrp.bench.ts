import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readInstance } from '../../src/nurse-rostering/instance/read-instance';
import { solveInstance } from '../../src/nurse-rostering/instance/solve-instance';
import { judge } from '../nurse-rostering/nrp-checker';
import type { Report } from './report';

/** The best known costs as published at schedulingbenchmarks.org ("Shift scheduling", instances 1 to 12). */
const PUBLISHED: Readonly<Record<string, number>> = {
  Instance1: 607,
  Instance2: 828,
  Instance3: 1001,
  Instance4: 1716,
  Instance5: 1143,
  Instance6: 1950,
  Instance8: 1300,
  Instance9: 439,
  Instance10: 4631,
  Instance12: 4040,
};

export const options = {
  instances: 'a folder of instances in the text format',
  only: 'numbers of instances, as 1,8,10',
  seconds: 'limits, as 60,600',
};

/** Public nurse-rostering instances: cost and own lower bound beside the best known costs, each result judged by the checker. */
export async function run(report: Report, given: Partial<Record<keyof typeof options, string>>): Promise<void> {
  const folder = given.instances;
  if (folder === undefined || !existsSync(folder)) {
    report.say(
      `nrp: left out: no instances; give their folder with --instances FOLDER${folder ? ` (${folder} is not there)` : ''}`,
    );
    return;
  }
  const limits = (given.seconds ?? '60,600').split(',').map(Number);
  for (const file of chosen(folder, given.only)) {
    const text = readFileSync(join(folder, file), 'utf8');
    for (const seconds of limits) await measure(report, file.replace(/\.txt$/, ''), text, seconds);
  }
}

function chosen(folder: string, only: string | undefined): string[] {
  const numberOf = (file: string) => Number(/\d+/.exec(file)?.[0] ?? 0);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .filter((file) => only === undefined || only.split(',').map(Number).includes(numberOf(file)))
    .sort((a, b) => numberOf(a) - numberOf(b));
}

async function measure(report: Report, name: string, text: string, seconds: number): Promise<void> {
  const read = readInstance(text);
  if (!read.ok) throw new Error(`${name}: ${JSON.stringify(read.refusal)}`);
  const { objective, bound, schedule, status, seconds: took } = await solveInstance(read.value, seconds);
  if (objective === null || bound === null) throw new Error(`${name}: ${status}`);
  const { broken, cost } = judge(text, schedule);
  if (broken.length > 0 || cost !== objective || bound > cost) {
    throw new Error(
      `${name}: the checker objects: ${[...broken, `cost ${cost}, said ${objective}, bound ${bound}`].join('; ')}`,
    );
  }
  const published = PUBLISHED[name];
  const beside = published === undefined ? {} : { reference: 'best known', referenceValue: published };
  report.say(`${name}: ${objective} (bound ${bound}) after ${took} s: ${status}, checked`);
  report.measured({ case: `${name}, ${seconds} s: cost`, value: objective, unit: 'cost', ...beside });
  report.measured({ case: `${name}, ${seconds} s: lower bound`, value: bound, unit: 'cost', ...beside });
}
