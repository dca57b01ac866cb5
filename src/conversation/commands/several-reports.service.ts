import { Injectable } from '@nestjs/common';
import { Tallies } from '../../statistics/tallies.service';
import { LIST_MAX, preceded } from '../dialogue/asking';
import type { ReportSaid, Step } from '../dialogue/dialogue';
import { match } from '../dialogue/matching';
import { replyPrivately, type CommandAnswer, type Turn } from '../dialogue/turn';
import { refusedReport } from './refused-report';
import { figuresIn, ReportSessions, sinceOf, type SessionToReport } from './report-sessions.service';
import * as sayQuestion from '../wording/questions';
import * as sayReport from '../wording/reporting';

/** A report whose session is found. */
interface Found {
  readonly said: ReportSaid;
  readonly session: SessionToReport;
}

/** Reports of several sessions in one message: every figure is shown beside its session, and all wait for one word. */
@Injectable()
export class SeveralReports {
  constructor(
    private readonly tallies: Tallies,
    private readonly sessions: ReportSessions,
  ) {}

  async run(turn: Turn, reports: readonly ReportSaid[]): Promise<CommandAnswer> {
    const since = Math.min(turn.now, ...reports.map(({ slots }) => sinceOf(turn, slots) ?? turn.now));
    const own = await this.tallies.reportable(turn.scope, turn.speaker.personId, turn.now, since);
    const found: Found[] = [];
    for (const [place, said] of reports.entries()) {
      const referents = await this.sessions.referents(turn, said.slots, own);
      const fitting = this.fitting(turn, said, referents);
      const [session] = fitting;
      if (!session)
        return replyPrivately(
          sayReport.noSessionFor(sayReport.figuresSaid(figuresIn(said.slots.tally), own, said.slots.kinds)),
        );
      if (fitting.length > 1) return this.which(turn, reports, place, fitting);
      found.push({ said, session });
    }
    if (saysTwice(found)) return replyPrivately(sayReport.saidTwice());
    return turn.step.sure === true ? this.write(turn, found) : this.echo(turn, found);
  }

  /** Each session that is meant; without a word about which, the latest. */
  private fitting(
    turn: Turn,
    { slots, entry }: ReportSaid,
    referents: readonly SessionToReport[],
  ): readonly SessionToReport[] {
    if (entry) return referents.filter((one) => one.entry.id === entry.id);
    const plain = slots.when === undefined && slots.dayPart === undefined && slots.programme === undefined;
    if (plain) return referents.slice(0, 1);
    const { exact, near } = match(referents, { ...slots, numbers: undefined }, turn.scope.zone);
    return exact.length > 0 ? exact : near;
  }

  private which(
    turn: Turn,
    reports: readonly ReportSaid[],
    place: number,
    fitting: readonly SessionToReport[],
  ): CommandAnswer {
    const shown = fitting.slice(0, LIST_MAX);
    const options = shown.map(({ entry }): Step => {
      const settled = reports.map((one, i) => (i === place ? { ...one, entry } : one));
      return { ...turn.step, reports: settled };
    });
    const lines = shown.map(({ line }) => line);
    const facets = shown.map(({ start, end, startCivil, endCivil, dayPartName, programmeKey, programmeName }) => ({
      start, end, startCivil, endCivil, dayPartName, programmeKey, programmeName,
    })); // prettier-ignore
    const figures = sayReport.figuresSaid(figuresIn(reports[place]?.slots.tally), [], reports[place]?.slots.kinds);
    const text = sayQuestion.choose(sayReport.whichSession(figures), lines, fitting.length - shown.length);
    return replyPrivately(text, { question: { options, facets, lines } });
  }

  private async echo(turn: Turn, found: readonly Found[]): Promise<CommandAnswer> {
    const lines = [];
    for (const { said, session } of found) {
      const known = (await this.tallies.figures(turn.scope, session.session.sessionId)) ?? [];
      const measures = known.map(({ measure }) => measure);
      lines.push(
        sayReport.reportLine(
          session.line,
          sayReport.figuresSaid(figuresIn(said.slots.tally), [{ measures }], said.slots.kinds),
        ),
      );
    }
    const reports = found.map(({ said, session }) => ({ ...said, entry: session.entry }));
    const yes: Step = { ...turn.step, reports, sure: true, tentative: false };
    return replyPrivately(sayQuestion.confirmFirst(lines), { question: { options: [], yes: [yes] } });
  }

  /** One after the other; the first that raises a question waits for its answer with all that are behind it. */
  private async write(turn: Turn, found: readonly Found[]): Promise<CommandAnswer> {
    const written: string[] = [];
    for (const [place, { said, session }] of found.entries()) {
      const { sessionId } = session.session;
      const answers = said.tally ?? {};
      const result = await this.tallies.report(turn.act(), {
        sessionId,
        values: figuresIn(said.slots.tally),
        kinds: said.slots.kinds,
        ...answers,
      });
      if (result.ok) {
        written.push(sayReport.reported(session.session, result.value.figures, turn.today, 'in short'));
        continue;
      }
      const rest = found.slice(place).map((one) => ({ ...one.said, entry: one.session.entry }));
      const answer = refusedReport(turn, result.refusal, session.line, (more) => ({
        ...turn.step,
        reports: rest.map((one, i) => (i === 0 ? { ...one, tally: { ...answers, ...more } } : one)),
        sure: true,
      }));
      if (answer.question) return written.length === 0 ? answer : preceded(written.join('\n'), answer);
      written.push(sayReport.notWritten(session.line, answer.replies));
    }
    return replyPrivately(written.join('\n'));
  }
}

/** Two figures of one measure for one session. */
function saysTwice(found: readonly Found[]): boolean {
  const all = found.flatMap(({ said, session }) =>
    Object.keys(figuresIn(said.slots.tally)).map((measure) => `${session.session.sessionId} ${measure}`),
  );
  return new Set(all).size < all.length;
}
