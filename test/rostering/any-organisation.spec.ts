import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { roster } from '../../src/simulator/roster';
import { anyMonth } from './any-organisation';
import { checkRoster, type RosterResult } from './check-roster';

/** `XINYUE_ROSTER_RUNS=1000 npm test -- test/rostering/any-organisation` drafts as many organisations instead. */
const SUITE_RUNS = 15;
const RUNS = Number(process.env.XINYUE_ROSTER_RUNS ?? SUITE_RUNS);
/** The suite always drafts the same ones; other runs look for new ones. */
const SEED = RUNS === SUITE_RUNS ? 20261126 : undefined;
/** What a draft of so few people may take beyond its limit: the start of its thread and the last check of the solver. */
const GRACE_SECONDS = 3;

jest.setTimeout(60_000 + RUNS * 15_000);

describe('the roster command on organisations that nobody would think of', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'xinyue-any-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('breaks no rule, explains every empty place, shares fairly by an account of its own, and ends in time', async () => {
    const path = join(folder, 'organisation.json');
    await fc.assert(
      fc.asyncProperty(anyMonth, async ({ file, month, seconds }) => {
        writeFileSync(path, JSON.stringify(file));
        const result = (await roster({ organisation: path, month, seconds })) as RosterResult & { seconds: number };
        expect(checkRoster(file, month, result)).toEqual([]);
        expect(['optimal', 'feasible']).toContain(result.status);
        expect(Number.isFinite(result.bound)).toBe(true);
        expect(result.seconds).toBeLessThan(seconds + GRACE_SECONDS);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
  });
});
