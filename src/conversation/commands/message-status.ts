import { Injectable } from '@nestjs/common';
import { civilOf, clockOf, startOfDay } from '../../kernel/civil-time';
import { DAY } from '../../kernel/clock';
import type { MessageQuery } from '../../messaging/message-log.queries';
import { MessageLog, type LoggedMessage } from '../../messaging/message-log.service';
import { People } from '../../organisations/people.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { shiftReferent } from '../dialogue/referents';
import { particularsOf } from '../grammar/parse';
import { match, windowOf } from '../dialogue/matching';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import { Vocabularies } from '../dialogue/vocabularies.service';
import * as status from '../wording/message-status';

interface Asked {
  /** 你, 陈三, 12月8日(周二) 20:00–24:00 天天询. */
  readonly about: string;
  readonly query: MessageQuery;
}

/** 消息状态: what was sent today, seen, refused and why; a coordinator may ask about a person or a shift. */
@Injectable()
export class MessageStatusCommand implements Command {
  readonly act = 'message-status';
  readonly audience = 'everybody';

  constructor(
    private readonly messages: MessageLog,
    private readonly people: People,
    private readonly look: LookAtRota,
    private readonly vocabularies: Vocabularies,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const asked = await this.asked(turn, turn.step.slots.note?.trim() ?? '');
    if (!asked) return replyPrivately(status.notFound());
    const { about, query } = asked;
    const counts = await this.messages.count(turn.scope, query);
    const latest = await this.messages.find(turn.scope, query, { offset: 0, limit: status.MOST_LINES });
    const lines = latest.reverse().map((message) => status.line(message, this.clockOf(turn, message)));
    return replyPrivately(status.answer(about, counts, lines));
  }

  private clockOf(turn: Turn, { sentMs, nextMs }: LoggedMessage): string {
    return clockOf(civilOf(sentMs ?? nextMs, turn.scope.zone));
  }

  private async asked(turn: Turn, said: string): Promise<Asked | null> {
    const from = startOfDay(turn.today, turn.scope.zone);
    const today = { from, to: from + DAY };
    if (!turn.speaker.roles.includes('coordinator')) {
      return { about: status.you(), query: { ...today, personId: turn.speaker.personId } };
    }
    if (said === '') return { about: status.everybody(), query: today };
    const [person] = (await this.people.find(turn.scope, said)).filter((one) => one.name === said);
    if (person) return { about: person.name, query: { ...today, personId: person.id } };
    return this.shift(turn, said);
  }

  private async shift(turn: Turn, said: string): Promise<Asked | null> {
    const { vocabulary } = await this.vocabularies.of(turn.scope);
    const context = { now: turn.now, zone: turn.scope.zone, vocabulary };
    const { slots } = particularsOf('on-duty', said, context);
    if (slots.when === undefined) return null;
    const duties = await this.look.duties(turn.scope, windowOf(slots, turn.now, turn.scope.zone, 1, true));
    const seats = duties.map((duty) => shiftReferent({ ...duty, offeredBy: null, verdict: [] }, turn.today));
    const [first] = match(seats, slots, turn.scope.zone).exact;
    return first ? { about: first.line, query: { sessionId: first.shift.sessionId } } : null;
  }
}
