import { Injectable } from '@nestjs/common';
import { instantOf } from '../../kernel/civil-time';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { isCoordinator } from '../../acts/domain/act-context';
import { measureCalled } from '../../programmes/domain/usual-measures';
import { Tallies, type ReportedSession } from '../../statistics/tallies.service';
import { settle, wanting } from '../dialogue/asking';
import { settingOf, windowOf } from '../dialogue/matching';
import type { Referent } from '../dialogue/resolve';
import { saidSpan } from '../../kernel/said-time';
import { withChosen, replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayReport from '../wording/reporting';
import * as sayQuestion from '../wording/questions';
import { ProgrammeMeasures } from './programme-measures.service';
import * as sayAct from '../wording/acts';

interface ReportableSession extends Referent {
  readonly session: ReportedSession;
}

/** 登记: the figures of a session, by those who served in it or by a coordinator. */
@Injectable()
export class ReportCommand implements Command {
  readonly act = 'report';
  readonly audience = 'everybody';

  constructor(
    private readonly tallies: Tallies,
    private readonly look: LookAtRota,
    private readonly measures: ProgrammeMeasures,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { tally, ...slots } = turn.step.slots;
    const values = Object.fromEntries(Object.entries(tally ?? {}).filter(([, value]) => typeof value === 'number'));
    const own = await this.tallies.reportable(turn.scope, turn.speaker.personId, turn.now);
    if (Object.keys(values).length === 0) {
      const names = own[0]?.measures.map(({ name }) => name) ?? (await this.measures.ofSpeaker(turn));
      return wanting(turn, sayReport.reportHow(names), 'tally');
    }
    const referents = await this.referents(turn, own, Object.keys(values));
    if (referents.length === 0) return replyPrivately(sayReport.nothingToReport(isCoordinator(turn.speaker)));
    const plain = slots.when === undefined && slots.dayPart === undefined && slots.programme === undefined;
    return settle(turn, {
      verb: sayAct.verb('report'),
      noun: sayAct.yourShiftNoun(),
      referents: plain && !turn.step.chosen ? referents.slice(0, 1) : referents,
      // Numbers in a report are figures, never places in a list.
      reading: { ...turn.step, slots: { when: slots.when, dayPart: slots.dayPart, programme: slots.programme } },
      fresh: () => Promise.resolve(replyPrivately(sayReport.nothingToReport(isCoordinator(turn.speaker)))),
      personal: true,
      one: (session) => this.write(turn, session, values),
    });
  }

  private async write(
    turn: Turn,
    { entry, session, line }: ReportableSession,
    values: Readonly<Record<string, number>>,
  ): Promise<CommandAnswer> {
    const answers = turn.step.tally ?? {};
    const result = await this.tallies.report(turn.act(), { sessionId: session.sessionId, values, ...answers });
    if (result.ok) return replyPrivately(sayReport.reported(session, result.value.figures, turn.today));
    const { refusal } = result;
    const choices = sayReport.tallyChoices(refusal);
    if (choices === null)
      return replyPrivately(sayReport.tallyRefusal(refusal, { zone: turn.scope.zone, today: turn.today }));
    const options = choices.map(({ answer }) =>
      withChosen(turn.step, entry, { sure: true, tentative: false, tally: { ...answers, ...answer } }),
    );
    const lines = choices.map((choice) => choice.line);
    const facets = choices.map(({ words }) => ({ words }));
    const heading = sayReport.tallyDoubt(refusal, line);
    return replyPrivately(sayQuestion.choose(heading, lines, 0), { question: { options, facets, lines } });
  }

  /** What the speaker served lately, the latest first; a coordinator who names a day means any session of it. */
  private async referents(
    turn: Turn,
    own: Awaited<ReturnType<Tallies['reportable']>>,
    measures: readonly string[],
  ): Promise<ReportableSession[]> {
    const fitting = own.filter((session) => measures.every((said) => measureCalled(session.measures, said)));
    const mine = (fitting.length > 0 ? fitting : own).map((session) => candidateOf(session, turn));
    if (turn.step.slots.when === undefined || !turn.speaker.roles.includes('coordinator')) return mine;
    const window = windowOf(turn.step.slots, turn.now, turn.scope.zone, 40, true);
    const duties = await this.look.duties(turn.scope, window);
    const sessions = new Map(duties.map((duty) => [duty.sessionId, duty]));
    const others = [...sessions.values()]
      .filter((duty) => duty.start <= turn.now && !mine.some((c) => c.session.sessionId === duty.sessionId))
      .map((duty) => ({ ...candidateOf(duty, turn), dayPartName: duty.dayPartName }));
    return [...mine, ...others];
  }
}

function candidateOf(session: ReportedSession, turn: Turn): ReportableSession {
  const { startCivil, endCivil, programmeKey, programmeName } = session;
  const [start, end] = [instantOf(startCivil, turn.scope.zone), instantOf(endCivil, turn.scope.zone)];
  const entry = { kind: 'session', id: session.sessionId, stamp: startCivil } as const;
  const line = `${saidSpan(session, turn.today)} ${programmeName}`;
  const setting = settingOf(session.place, session.topic);
  return { entry, line, start, end, startCivil, endCivil, programmeKey, programmeName, setting, session };
}
