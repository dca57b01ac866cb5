import { Injectable } from '@nestjs/common';
import { instantOf } from '../../kernel/civil-time';
import type { Programme } from '../../programmes/programmes.service';
import { ChangeCapacity } from '../../registrations/change-capacity.service';
import { SessionActs } from '../../sessions/session-acts.service';
import { wanting } from '../dialogue/asking';
import type { Step } from '../dialogue/dialogue';
import { onDay, timesSaid, type Times } from '../dialogue/new-times';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/arranging';
import * as sayQuestion from '../wording/questions';
import { PlannedSessions } from './planned-sessions.service';

/** 加一场周六下午的沙龙: a session beside those that recur, shown before it is made. */
@Injectable()
export class AddSessionCommand implements Command {
  readonly act = 'add-session';
  readonly audience = 'coordinators';

  constructor(
    private readonly planned: PlannedSessions,
    private readonly sessions: SessionActs,
    private readonly capacities: ChangeCapacity,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { programme: called } = turn.step.slots;
    const found = await this.planned.programmesCalled(turn, called);
    const [programme, another] = found;
    if (!programme) return replyPrivately(say.noProgramme(called ?? ''));
    if (another) return whichProgramme(turn.step, found);
    const { when = [], dayPart, other } = turn.step.slots;
    const [said, more] = when;
    if (more) return replyPrivately(say.oneSessionAtATime());
    if (!said) return wanting(turn, say.whenPlease(programme.name), 'when');
    const { dayParts } = programme.specification;
    const day = other?.when?.[0];
    // the hour was asked for: it belongs to the day that was said before
    const at = day ? onDay(day, said) : said;
    const times = timesSaid(at, dayPart, dayParts);
    if (!times) {
      const step = { ...turn.step, slots: { ...turn.step.slots, dayPart: undefined, other: { when: [said] } } };
      return wanting({ ...turn, step }, say.hourPlease(programme.name), 'when');
    }
    return turn.step.sure === true ? this.add(turn, programme, times) : preview(turn, programme, times);
  }

  private async add(turn: Turn, programme: Programme, { start, end }: Times): Promise<CommandAnswer> {
    const { topic, place, capacity, note } = turn.step.slots;
    const reason = turn.step.seen === 'reason' ? note : undefined;
    const wanted = { programmeKey: programme.key, start, end, topic, place, reason };
    const result = await this.sessions.create(turn.act(), wanted);
    if (!result.ok) {
      const text = say.sessionRefusal(result.refusal, turn.scope.zone);
      if (result.refusal.rule !== 'place-taken') return replyPrivately(text);
      return wanting({ ...turn, step: { ...turn.step, seen: 'reason' } }, say.reasonPlease(text), 'note');
    }
    const line = say.sessionToBe(programme.name, topic, { start, end }, turn.today);
    if (capacity === undefined) return replyPrivately(say.added(line));
    const { sessionId } = result.value;
    const room = await this.capacities.change(turn.act(), { sessionId, householdsMax: capacity });
    return replyPrivately(room.ok ? say.added(line) : say.addedWithoutCapacity(line));
  }
}

function preview(turn: Turn, { name, specification }: Programme, times: Times): CommandAnswer {
  const { topic, place = specification.place, capacity, note } = turn.step.slots;
  const line = say.sessionToBe(name, topic, times, turn.today);
  const seats = specification.capacity && { said: capacity, usual: specification.capacity.households };
  const past = instantOf(times.start, turn.scope.zone) <= turn.now;
  const yes = [{ ...turn.step, sure: true }];
  return replyPrivately(say.addPreview({ line, place, seats, note, past }), { question: { options: [], yes } });
}

function whichProgramme(step: Step, programmes: readonly Programme[]): CommandAnswer {
  const options = programmes.map(({ name }): Step => ({ ...step, slots: { ...step.slots, programme: name } }));
  const names = programmes.map(({ name }) => name);
  const facets = names.map((name) => ({ name }));
  return replyPrivately(sayQuestion.choose(say.whichProgramme(), names, 0), {
    question: { options, facets, lines: names },
  });
}
