import { Injectable } from '@nestjs/common';
import { isCoordinator } from '../../acts/domain/act-context';
import { Tallies, type TallyRequest } from '../../statistics/tallies.service';
import { settle, wanting } from '../dialogue/asking';
import { withChosen, replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import { refusedReport } from './refused-report';
import { figuresIn, ReportSessions, sinceOf, type SessionToReport } from './report-sessions.service';
import { SeveralReports } from './several-reports.service';
import * as sayReport from '../wording/reporting';
import { ProgrammeMeasures } from './programme-measures.service';
import * as sayAct from '../wording/acts';

const CORRECTS = /^(?:更正|改正|修正|订正)/u;

/** 登记: the figures of a session, by those who served in it or by a coordinator. */
@Injectable()
export class ReportCommand implements Command {
  readonly act = 'report';
  readonly audience = 'everybody';

  constructor(
    private readonly tallies: Tallies,
    private readonly sessions: ReportSessions,
    private readonly several: SeveralReports,
    private readonly measures: ProgrammeMeasures,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    if (turn.step.reports) return this.several.run(turn, turn.step.reports);
    const { tally, kinds, ...slots } = turn.step.slots;
    const values = figuresIn(tally);
    const own = await this.tallies.reportable(turn.scope, turn.speaker.personId, turn.now, sinceOf(turn, slots));
    if (Object.keys(values).length === 0) {
      const names = own[0]?.measures.map(({ name }) => name) ?? (await this.measures.ofSpeaker(turn));
      return wanting(turn, sayReport.reportHow(names), 'tally');
    }
    const referents = await this.sessions.referents(turn, turn.step.slots, own);
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
      one: (session) => this.write(turn, session, { values, kinds }),
    });
  }

  private async write(
    turn: Turn,
    { entry, session, line }: SessionToReport,
    said: Pick<TallyRequest, 'values' | 'kinds'>,
  ): Promise<CommandAnswer> {
    // 更正 says by itself that the figure is instead of what was reported
    const answers = { ...(CORRECTS.test(turn.text) ? { beside: 'replace' as const } : {}), ...turn.step.tally };
    const result = await this.tallies.report(turn.act(), { sessionId: session.sessionId, ...said, ...answers });
    if (result.ok) return replyPrivately(sayReport.reported(session, result.value.figures, turn.today));
    return refusedReport(turn, result.refusal, line, (answer) =>
      withChosen(turn.step, entry, { sure: true, tentative: false, tally: { ...answers, ...answer } }),
    );
  }
}
