import { Database } from '../database/database';
import { dateOf, isCivilDate, isWithinReach, startOfDay, weekdayOf } from '../kernel/civil-time';
import { DAY, SECOND } from '../kernel/clock';
import type { ActContext } from '../acts/domain/act-context';
import { SessionPlanner } from '../sessions/session-planner.service';
import { DraftRota, type DraftMade } from '../drafts/draft-rota.service';
import type { Why } from '../rostering/domain/drafted-month';
import { changeSentence, closedSentence, differenceSentence, whySentence } from '../rostering/roster-words';
import { WrongUsage } from '../kernel/fault';
import { rosterInstance } from './nrp';
import type { Simulation } from './simulation';
import { withOrganisation } from './with-organisation';
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
  const { organisation, month, seconds } = options;
  if (!isCivilDate(`${month}-01`) || !isWithinReach(month))
    throw new WrongUsage(`--month must look like 2026-12, not ${month}`);
  // The month is drafted as it stands just before it begins anywhere, so that none of its sessions has passed.
  const now = startOfDay(`${month}-01`, 'UTC') - DAY;
  return withOrganisation(organisation, now, async (simulation, scope) => {
    await simulation.get(SessionPlanner).planMonth(scope, month, now);
    const context: ActContext = {
      scope,
      actorId: 'roster',
      roles: ['coordinator'],
      now: startOfDay(`${month}-01`, scope.zone) - SECOND,
      channel: 'service',
    };
    const made = await simulation.get(DraftRota).draft(context, month, seconds);
    if (!made.ok) throw new Error(`the draft was refused: ${made.refusal.rule}`);
    return report(simulation, scope, made.value);
  });
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
