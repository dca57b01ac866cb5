import { Injectable } from '@nestjs/common';
import { AssignShift } from '../../rota/assign-shift.service';
import type { Interval } from '../../kernel/interval';
import { Candidates } from '../../rota/candidates.service';
import { RepairRota } from '../../drafts/repair-rota.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { listed, settle, unspecified } from '../dialogue/asking';
import { assignmentEntry, ownReferent } from '../dialogue/referents';
import type { Step } from '../dialogue/dialogue';
import { inSetting, match, windowOf } from '../dialogue/matching';
import { FillTogether } from './fill-together.service';
import { Gaps, type GapReferent } from './gap-referents.service';
import { PeopleByName, personEntry, type Named } from './people-by-name.service';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayGap from '../wording/gaps';
import * as sayAct from '../wording/acts';
import * as sayQuestion from '../wording/questions';
import * as sayRefusal from '../wording/refusals';
import * as sayLetGo from '../wording/letting-go';

/** So far ahead those who have not confirmed are looked for where no day was said. */
export const UNCONFIRMED_DAYS = 3;
/** How many people are proposed for a seat at once, and how a step remembers those who were passed over. */
const AT_ONCE = 8;
const PASSED = /^after (\d+)$/;

/** 缺口: what still has to be filled. */
@Injectable()
export class GapsCommand implements Command {
  readonly act = 'gaps';
  readonly audience = 'coordinators';

  constructor(private readonly gaps: Gaps) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    return this.gaps.list(turn);
  }
}

/** 未确认: who has not said that she will come. */
@Injectable()
export class UnconfirmedCommand implements Command {
  readonly act = 'unconfirmed';
  readonly audience = 'coordinators';

  constructor(private readonly look: LookAtRota) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const window = windowOf(turn.step.slots, turn.now, turn.scope.zone, UNCONFIRMED_DAYS);
    const seats = await this.look.unconfirmed(turn.scope, window);
    const found = match(
      seats.map((mine) => ownReferent(mine, turn.today)),
      turn.step.slots,
      turn.scope.zone,
    ).exact;
    if (found.length === 0) return replyPrivately(await this.none(turn, window));
    const items = found.map(({ mine }) => ({
      entry: assignmentEntry(mine),
      line: sayGap.unconfirmedLine(mine, turn.today),
    }));
    return listed(sayGap.unconfirmedHeading(found.length), items, 'none', sayGap.unconfirmedNext(), { personal: true });
  }

  /** Nobody has confirmed where nobody is on the rota. */
  private async none({ scope, step }: Turn, window: Interval): Promise<string> {
    const duties = match((await this.look.duties(scope, window)).map(inSetting), step.slots, scope.zone).exact;
    const manned = duties.filter(({ people }) => people.length > 0);
    if (manned.length === 0) return sayGap.nobodyOnRota();
    return sayGap.noUnconfirmed(duties.length - manned.length);
  }
}

/** 补班: shows who could take a seat and gives it to whom the coordinator chooses. */
@Injectable()
export class FillCommand implements Command {
  readonly act = 'fill';
  readonly audience = 'coordinators';

  constructor(
    private readonly gaps: Gaps,
    private readonly people: PeopleByName,
    private readonly candidates: Candidates,
    private readonly assigning: AssignShift,
    private readonly repairs: RepairRota,
    private readonly several: FillTogether,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { together } = turn.step;
    if (together) return this.several.preview(turn, together);
    return settle(turn, {
      verb: sayAct.verb('fill'),
      noun: sayAct.gapNoun(),
      referents: await this.gaps.referents(turn),
      fresh: () => this.gaps.list(unspecified(turn)),
      personal: true,
      one: (gap) => this.whom(withShift(turn, gap), gap),
    });
  }

  private async whom(turn: Turn, gap: GapReferent): Promise<CommandAnswer> {
    const named = turn.step.slots.person !== undefined || turn.step.chosen?.some((entry) => entry.kind === 'person');
    if (named === true) return this.people.settle(turn, (person, settled) => this.assign(settled, gap, person));
    const passed = Number(PASSED.exec(turn.step.seen ?? '')?.[1] ?? 0);
    const all = await this.candidates.forShift(turn.scope, gap.shift.shiftId, turn.now, passed + AT_ONCE);
    if (all.length === 0) return this.adjust(turn, gap);
    // After the last of them 换一个 begins again with the first.
    const fitting = all.length > passed ? all.slice(passed) : all.slice(0, AT_ONCE);
    const seen = `after ${String(all.length > passed ? passed + AT_ONCE : AT_ONCE)}`;
    const lines = fitting.map(({ name, load, violations }) =>
      sayGap.candidateLine(name, load, violations, turn.scope.zone),
    );
    const options = fitting.map(({ personId }): Step => ({
      ...turn.step,
      chosen: [gap.entry, personEntry(personId)],
      sure: false,
      seen: undefined,
    }));
    const next = { ...turn.step, chosen: [gap.entry], seen };
    return replyPrivately(sayQuestion.list(sayGap.candidatesHeading(gap.line), lines, 0, sayGap.candidatesNext()), {
      question: { options, next },
    });
  }

  /** Nobody can simply take it: the fewest changes that would fill it, done after a yes. */
  private async adjust(turn: Turn, gap: GapReferent): Promise<CommandAnswer> {
    const result = await this.repairs.propose(turn.act(), gap.shift.shiftId);
    if (!result.ok) return replyPrivately(sayRefusal.rotaRefusal(result.refusal, turn));
    if (result.value === null) return replyPrivately(sayGap.noCandidates(gap.line));
    const { month, version, affected } = result.value;
    const lines = affected.map((one) => sayGap.affectedLine(one, turn.today));
    const yes: Step[] = [{ ...turn.step, act: 'publish', chosen: [], sure: true, seen: `${month}.${String(version)}` }];
    return replyPrivately(sayGap.repairPlan(gap.line, lines), { question: { options: [], yes } });
  }

  /** A soft rule in the way is shown first; a second yes overrides it, which the log keeps. */
  private async assign(turn: Turn, gap: GapReferent, person: Named): Promise<CommandAnswer> {
    const override = turn.step.seen === 'override' ? { reason: sayGap.overrideReason() } : undefined;
    const wish = { shiftId: gap.shift.shiftId, personId: person.id, override };
    const result = await this.assigning.assign(turn.act(), wish);
    if (result.ok) return replyPrivately(sayGap.filled(gap.shift, person.name, turn.today));
    const { refusal } = result;
    const reason = sayRefusal.rotaRefusal(refusal, { ...turn, speaker: { personId: person.id } });
    if (!('overridable' in refusal) || !refusal.overridable) {
      return replyPrivately(sayLetGo.actRefused(sayAct.fillWith(person.name), gap.line, reason));
    }
    const yes: Step[] = [{ ...turn.step, chosen: [gap.entry, personEntry(person.id)], sure: true, seen: 'override' }];
    return replyPrivately(sayGap.fillAnyway(gap.line, person.name, reason), { question: { options: [], yes } });
  }
}

/** The turn again with the shift settled, so that a question about the person keeps it. */
function withShift(turn: Turn, gap: GapReferent): Turn {
  const others = (turn.step.chosen ?? []).filter((entry) => entry.kind === 'person');
  return { ...turn, step: { ...turn.step, tentative: false, chosen: [gap.entry, ...others] } };
}
