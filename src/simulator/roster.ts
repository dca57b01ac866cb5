import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '../../config/configuration';
import { Database } from '../database/database';
import { isCivilDate, startOfDay, weekdayOf } from '../kernel/civil-time';
import { ManualClock, SECOND } from '../kernel/clock';
import type { ActContext } from '../organisations/domain/act-context';
import { ImportOrganisation } from '../organisations/import/import-organisation.service';
import { SessionPlanner } from '../programmes/session-planner.service';
import { DraftRota, type DraftMade } from '../rota/draft-rota.service';
import { Fault, WrongUsage } from './fault';
import { readJsonFile } from './json-file';
import { rosterInstance } from './nrp';
import { objectiveOf } from './roster-objective';
import { ruleSentence } from './roster-words';
import { Simulation } from './simulation';

export interface RosterOptions {
  readonly organisation?: string;
  readonly month?: string;
  readonly nrp?: string;
  readonly seconds: number;
}

interface Entry {
  programme: string;
  startCivil: string;
  endCivil: string;
  night: number;
  post: string;
  person: string;
  reason: string | null;
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
    return await draftIn(`sqlite:${join(folder, 'roster.db')}`, organisation, readJsonFile(organisation), month);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function draftIn(databaseUrl: string, file: string, organisation: unknown, month: string): Promise<object> {
  const configuration = readConfiguration({ DATABASE_URL: databaseUrl, SECRET_KEY: 'roster-'.repeat(6) });
  // The month is drafted as it stands just before it begins, so that none of its sessions has passed.
  const clock = new ManualClock(startOfDay(`${month}-01`, 'Asia/Shanghai') - SECOND);
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
    const begun = performance.now();
    const made = await simulation.get(DraftRota).draft(context, month);
    const seconds = Math.round(performance.now() - begun) / 1000;
    if (!made.ok) throw new Error(`the draft was refused: ${made.refusal.rule}`);
    return await report(simulation, scope, made.value, seconds);
  } finally {
    await simulation.close();
  }
}

async function report(
  simulation: Simulation,
  scope: ActContext['scope'],
  made: DraftMade,
  seconds: number,
): Promise<object> {
  const entries = await entriesOf(simulation.get(Database), made.rotaId);
  const volunteers = await simulation.get(Database).read((tx) =>
    tx.all<{ slug: string; caps: string }>(
      `SELECT p.slug, p.caps FROM people p JOIN grants g ON g.person_id = p.id AND g.role = 'volunteer'
        WHERE p.org_id = ? AND p.active = 1 ORDER BY p.slug`,
      [scope.orgId],
    ),
  );
  const account = fairness(volunteers, entries);
  const missing = made.unfilled.reduce((sum, hole) => sum + hole.missing, 0);
  const { objective, bound } = objectiveOf(missing, [...account.values()]);
  return {
    status: objective <= bound ? 'optimal' : 'feasible',
    objective,
    bound,
    gap: objective <= bound ? 0 : Math.round(((objective - bound) / objective) * 1e6) / 1e6,
    seconds,
    assignments: entries.map((e) => ({
      programme: e.programme,
      session: { start: e.startCivil, end: e.endCivil },
      post: e.post,
      person: e.person,
    })),
    unfilled: made.unfilled.flatMap((hole) =>
      Array.from({ length: hole.missing }, () => ({
        programme: hole.shift.programmeKey,
        session: { start: hole.shift.startCivil, end: hole.shift.endCivil },
        post: hole.shift.postKey,
        reasons: Object.entries(hole.blocked).map(([rule, people]) => ruleSentence(rule, people)),
      })),
    ),
    fairness: Object.fromEntries(account),
    reasons: Object.fromEntries(
      entries.map((e) => [`${e.programme} ${e.startCivil} ${e.post} ${e.person}`, reasonOf(e)]),
    ),
  };
}

function entriesOf(database: Database, rotaId: string): Promise<Entry[]> {
  return database.read((tx) =>
    tx.all<Entry>(
      `SELECT p.slug AS programme, e.start_civil, e.end_civil, s.night, s.post_key AS post,
              w.slug AS person, r.reason
         FROM rota_entries r JOIN shifts s ON s.id = r.shift_id JOIN sessions e ON e.id = s.session_id
         JOIN programmes p ON p.id = s.programme_id JOIN people w ON w.id = r.person_id
        WHERE r.rota_id = ? ORDER BY s.start_ms, p.sort_order, s.post_order, w.slug`,
      [rotaId],
    ),
  );
}

function reasonOf(entry: Entry): string {
  const why = entry.reason === null ? {} : (JSON.parse(entry.reason) as { fitting?: number; load?: number });
  if (why.fitting === undefined) return '本人已有此班，草稿保留';
  return `排到她时有 ${String(why.fitting)} 人符合全部规则，其中她的负担最轻（本月共 ${String(why.load)} 班）`;
}

export interface Account {
  shifts: number;
  nights: number;
  weekends: number;
  /** The shifts she would have if all were shared in proportion to the monthly caps. */
  fairShare: number;
}

function fairness(
  volunteers: readonly { slug: string; caps: string }[],
  entries: readonly Entry[],
): Map<string, Account> {
  const weights = volunteers.map((v) => (JSON.parse(v.caps) as { perMonth?: number }).perMonth ?? 8);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return new Map(
    volunteers.map((volunteer, index) => {
      const own = entries.filter((entry) => entry.person === volunteer.slug);
      const share = total === 0 ? 0 : (entries.length * (weights[index] ?? 0)) / total;
      return [
        volunteer.slug,
        {
          shifts: own.length,
          nights: own.filter((entry) => entry.night === 1).length,
          weekends: own.filter((entry) => weekdayOf(entry.startCivil.slice(0, 10)) >= 6).length,
          fairShare: Math.round(share * 100) / 100,
        },
      ];
    }),
  );
}
