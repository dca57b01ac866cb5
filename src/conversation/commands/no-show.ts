import { Injectable } from '@nestjs/common';
import { DAY } from '../../kernel/clock';
import { isExpected } from '../../programmes/domain/assignment-state';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { MarkNoShow } from '../../rota/mark-no-show.service';
import { settle } from '../dialogue/asking';
import { ownReferent, type OwnReferent } from '../dialogue/referents';
import { replyPrivately, withChosen, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayAct from '../wording/acts';
import * as say from '../wording/no-show';
import * as sayLetGo from '../wording/letting-go';
import * as sayRefusal from '../wording/refusals';
import { PeopleByName, personEntry, type Named } from './people-by-name.service';

/** How far back a duty is looked for that was not served. */
const LOOKS_BACK = 14 * DAY;

/** 王芳昨晚没来: a coordinator says that somebody did not come. */
@Injectable()
export class NoShowCommand implements Command {
  readonly act = 'no-show';
  readonly audience = 'coordinators';

  constructor(
    private readonly people: PeopleByName,
    private readonly rota: LookAtRota,
    private readonly marks: MarkNoShow,
  ) {}

  run(turn: Turn): Promise<CommandAnswer> {
    return this.people.settle(turn, async (person, settled) => {
      const { scope, now, today } = turn;
      const shifts = await this.rota.shiftsOf(scope, person.id, { from: now - LOOKS_BACK, to: now });
      const begun = shifts.filter(({ start, state }) => start <= now && (isExpected(state) || state === 'done'));
      if (begun.length === 0) return replyPrivately(say.noDuty(person.name));
      return settle(settled, {
        verb: sayAct.verb('no-show'),
        noun: sayAct.shiftsOf(person.name),
        referents: begun.map((mine) => ownReferent(mine, today)),
        fresh: () => Promise.resolve(replyPrivately(say.noDuty(person.name))),
        personal: true,
        one: (referent) => this.mark(settled, person, referent),
      });
    });
  }

  private async mark(turn: Turn, { id, name }: Named, { mine, line, entry }: OwnReferent): Promise<CommandAnswer> {
    if (turn.step.sure !== true || turn.step.seen !== mine.assignmentId) {
      const yes = [withChosen(turn.step, [personEntry(id), entry], { sure: true, seen: mine.assignmentId })];
      return replyPrivately(say.preview(name, line), { question: { options: [], yes } });
    }
    const result = await this.marks.noShow(turn.act(), { assignmentId: mine.assignmentId });
    if (result.ok) return replyPrivately(say.marked(name, line));
    return replyPrivately(
      sayLetGo.actRefused(sayAct.verb('no-show'), line, sayRefusal.rotaRefusal(result.refusal, turn)),
    );
  }
}
