import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '../../config/configuration';
import { Database } from '../database/database';
import { dateOf, isCivilDate, startOfDay, weekdayOf } from '../kernel/civil-time';
import { DAY, ManualClock, SECOND } from '../kernel/clock';
import type { ActContext } from '../acts/domain/act-context';
import { ImportOrganisation } from '../import/import-organisation.service';
import { SessionPlanner } from '../sessions/session-planner.service';
import { DraftRota, type DraftMade } from '../drafts/draft-rota.service';
import type { Why } from '../rostering/domain/drafted-month';
import { changeSentence, closedSentence, differenceSentence, whySentence } from '../rostering/roster-words';
import { Fault, WrongUsage } from '../kernel/fault';
import { readJsonFile } from './json-file';
import { rosterInstance } from './nrp';
import { Simulation } from './simulation';
import { draftedSeats, keysOf, type DraftedSeat } from './simulator.queries';

export interface RosterOptions {
  readonly organisation?: string;
  readonly month?: string;
  readonly nrp?: string;
  readonly seconds: number;
}

/** The automatic draft for one month of an organisation file, as the `roster` command prints it. */
export async function roster(options: RosterOptions): Promise<object> {
  if (options.nrp !== undefined) {
    if (options.organisation !== undefined || options.month !== undefined) {
      throw new WrongUsage('--nrp goes without --organisation and --month');
    }
    return rosterInstance(options.nrp, options.seconds);
  }
  if (options.organisation === undefined || options.month === undefined) {
    throw new WrongUsage('roster needs --organisation FILE and --month 2026-12');
  }
  const { organisation, month } = options;
  if (!isCivilDate(`${month}-01`)) throw new WrongUsage(`--month must look like 2026-12, not ${month}`);
  const folder = mkdtempSync(join(tmpdir(), 'xinyue-'));
  try {
    return await draftIn(
      `sqlite:${join(folder, 'roster.db')}`,
      organisation,
      readJsonFile(organisation),
      month,
      options.seconds,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function draftIn(
  databaseUrl: string,
  file: string,
  organisation: unknown,
  month: string,
  seconds: number,
): Promise<object> {
  const configuration = readConfiguration({ DATABASE_URL: databaseUrl, SECRET_KEY: 'roster-'.repeat(6) });
  // The month is drafted as it stands just before it begins anywhere, so that none of its sessions has passed.
  const clock = new ManualClock(startOfDay(`${month}-01`, 'UTC') - DAY);
  const simulation = new Simulation(configuration, clock, () => undefined);
  await simulation.boot();
  try {
    const imported = await simulation.get(ImportOrganisation).import(organisation, clock.now());
    if (!imported.ok) throw new Fault(`${file}: ${imported.refusal.faults[0] ?? 'not an organisation file'}`);
    const scope = { orgId: imported.value.orgId, zone: imported.value.timeZone };
    await simulation.get(SessionPlanner).planMonth(scope, month, clock.now());
    const context: ActContext = {
      scope,
      actorId: 'roster',
      roles: ['coordinator'],
      now: startOfDay(`${month}-01`, scope.zone) - SECOND,
      channel: 'service',
    };
    const made = await simulation.get(DraftRota).draft(context, month, seconds);
    if (!made.ok) throw new Error(`the draft was refused: ${made.refusal.rule}`);
    return await report(simulation, scope, made.value);
  } finally {
    await simulation.close();
  }
}

async function report(simulation: Simulation, scope: ActContext['scope'], made: DraftMade): Promise<object> {
  const entries = await simulation.get(Database).read((tx) => draftedSeats(tx, made.rotaId));
  const { status, objective, bound, gap, seconds } = made;
  return {
    status,
    objective: rounded(objective),
    bound: rounded(bound),
    gap: status === 'optimal' ? 0 : rounded(gap),
    seconds: rounded(seconds),
    assignments: entries.map((e) => ({
      programme: e.programme,
      session: { start: e.startCivil, end: e.endCivil },
      post: e.post,
      person: e.person,
    })),
    unfilled: made.unfilled.flatMap(({ shift, missing, closed, change }) =>
      Array.from({ length: missing }, () => ({
        programme: shift.programmeKey,
        session: { start: shift.startCivil, end: shift.endCivil },
        post: shift.postKey,
        reasons: closed.length > 0 ? closed.map(closedSentence) : ['没有志愿者。'],
        change: change && changeSentence(change, change.name, scope.zone),
      })),
    ),
    fairness: await fairness(simulation, scope, made, entries),
    reasons: Object.fromEntries(
      entries.map((e) => [`${e.programme} ${e.startCivil} ${e.post} ${e.person}`, reasonOf(e)]),
    ),
  };
}

const rounded = (number: number): number => Math.round(number * 1e6) / 1e6;

const reasonOf = ({ reason }: DraftedSeat): string => (reason === null ? '' : whySentence(JSON.parse(reason) as Why));

/** What each person has in the month, what would be fair, and why they differ. */
async function fairness(
  simulation: Simulation,
  scope: ActContext['scope'],
  made: DraftMade,
  entries: readonly DraftedSeat[],
): Promise<object> {
  const slugs = await simulation.get(Database).read((tx) => keysOf(tx, scope.orgId));
  const keys = new Map(slugs.map(({ id, slug }) => [id, slug]));
  return Object.fromEntries(
    made.accounts.map((account) => {
      const key = keys.get(account.personId) ?? '';
      const own = entries.filter((entry) => entry.person === key);
      return [
        key,
        {
          shifts: own.length,
          nights: own.filter((entry) => entry.night === 1).length,
          weekends: own.filter((entry) => weekdayOf(dateOf(entry.startCivil)) >= 6).length,
          holidays: account.counts.holidays,
          fairShare: account.fair.shifts,
          fair: account.fair,
          why: differenceSentence(account),
        },
      ];
    }),
  );
}
