import { Injectable } from '@nestjs/common';
import { instantOf } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import { saidSpan } from '../../kernel/said-time';
import { measureCalled } from '../../programmes/domain/usual-measures';
import { LookAtRota } from '../../rota/look-at-rota.service';
import type { ReportableSession, ReportedSession } from '../../statistics/tallies.service';
import { settingOf, windowOf } from '../dialogue/matching';
import type { Referent } from '../dialogue/resolve';
import type { Turn } from '../dialogue/turn';
import type { Slots, TallyFigures } from '../grammar/reading';

/** A session that a report may be of. */
export interface SessionToReport extends Referent {
  readonly session: ReportedSession;
}

/** The figures that were said, by measure. */
export const figuresIn = (tally: TallyFigures | undefined): Record<string, number> =>
  Object.fromEntries(Object.entries(tally ?? {}).filter(([, value]) => typeof value === 'number'));

/** From when on what is reported may have ended, where its day was said. */
export const sinceOf = ({ now, scope }: Turn, slots: Slots): Instant | undefined =>
  slots.when && windowOf(slots, now, scope.zone, 40, true).from;

/** The sessions that a report may be of. */
@Injectable()
export class ReportSessions {
  constructor(private readonly look: LookAtRota) {}

  /** Those of `own`, which the speaker served lately, the latest first; a coordinator who names a day means any session of it. */
  async referents(turn: Turn, slots: Slots, own: readonly ReportableSession[]): Promise<SessionToReport[]> {
    const measures = Object.keys(figuresIn(slots.tally));
    const fitting = own.filter((session) => measures.every((said) => measureCalled(session.measures, said)));
    const mine = (fitting.length > 0 ? fitting : own).map((session) => ({
      ...referentOf(session, turn),
      dayPartName: session.dayPartName,
    }));
    if (slots.when === undefined || !turn.speaker.roles.includes('coordinator')) return mine;
    const window = windowOf(slots, turn.now, turn.scope.zone, 40, true);
    const duties = await this.look.duties(turn.scope, window);
    const sessions = new Map(duties.map((duty) => [duty.sessionId, duty]));
    const others = [...sessions.values()]
      .filter((duty) => duty.start <= turn.now && !mine.some((one) => one.session.sessionId === duty.sessionId))
      .map((duty) => ({ ...referentOf(duty, turn), dayPartName: duty.dayPartName }));
    return [...mine, ...others];
  }
}

function referentOf(session: ReportedSession, turn: Turn): SessionToReport {
  const { startCivil, endCivil, programmeKey, programmeName } = session;
  const [start, end] = [instantOf(startCivil, turn.scope.zone), instantOf(endCivil, turn.scope.zone)];
  const entry = { kind: 'session', id: session.sessionId, stamp: startCivil } as const;
  const line = `${saidSpan(session, turn.today)} ${programmeName}`;
  const setting = settingOf(session.place, session.topic);
  return { entry, line, start, end, startCivil, endCivil, programmeKey, programmeName, setting, session };
}
