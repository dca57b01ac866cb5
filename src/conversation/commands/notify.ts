import { Injectable } from '@nestjs/common';
import type { NoticeAudience } from '../../messaging/domain/notice-audience';
import { SendNotices } from '../../messaging/send-notices.service';
import { People } from '../../organisations/people.service';
import { Vocabularies } from '../dialogue/vocabularies.service';
import { particularsOf } from '../grammar/parse';
import { addresseesOf, takesNoticeBack } from '../grammar/readings/addressees';
import { wanting } from '../dialogue/asking';
import { match } from '../dialogue/matching';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayNotify from '../wording/notify';
import * as sayPerson from '../wording/people';
import { OpenSessions } from './participate';

interface Addressed {
  readonly audience: NoticeAudience;
  /** As people call them: 天天询的志愿者, 12月5日沙龙的家庭, 王芳. */
  readonly who: string;
  readonly text: string;
}

/** 通知: the same words to many, after the coordinator has seen to whom and to how many. */
@Injectable()
export class NotifyCommand implements Command {
  readonly act = 'notify';
  readonly audience = 'coordinators';

  constructor(
    private readonly people: People,
    private readonly sessions: OpenSessions,
    private readonly vocabularies: Vocabularies,
    private readonly notices: SendNotices,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const note = turn.step.slots.note?.trim() ?? '';
    if (takesNoticeBack(note)) return this.cancel(turn);
    if (note === '') return wanting(turn, sayNotify.notifyHow(), 'note');
    const addressed = await this.addressed(turn, note);
    if ('unclear' in addressed) return replyPrivately(addressed.unclear);
    const { audience, who, text } = addressed;
    const count = (await this.notices.recipients(turn.act(), audience)).length;
    if (count === 0) return replyPrivately(sayNotify.nobody(who));
    if (turn.step.sure !== true) {
      const yes = [{ ...turn.step, sure: true }];
      return replyPrivately(sayNotify.preview(count, who, text), { question: { options: [], yes } });
    }
    const result = await this.notices.send(turn.act(), audience, text, [{ text: sayNotify.notice(text) }]);
    return replyPrivately(
      result.ok ? sayNotify.sending(result.value.people, who) : sayNotify.noticeRefusal(result.refusal, who),
    );
  }

  private async cancel(turn: Turn): Promise<CommandAnswer> {
    const result = await this.notices.cancel(turn.act());
    return replyPrivately(result.ok ? sayNotify.cancelled(result.value) : sayNotify.noticeRefusal(result.refusal, ''));
  }

  /** The first words may say to whom; without that it goes to every volunteer. */
  private async addressed(turn: Turn, note: string): Promise<Addressed | { readonly unclear: string }> {
    const everybody: Addressed = { audience: { kind: 'volunteers' }, who: sayNotify.volunteers(), text: note };
    const first = addresseesOf(note);
    if (!first) return everybody;
    const { said, text } = first;
    const programme = await this.vocabularies.programmeCalled(turn.scope, first.programme);
    if (programme) {
      const audience = { kind: 'programme' as const, programmeKey: programme.key };
      return { audience, who: sayNotify.volunteersOf(programme.name), text };
    }
    if (first.familiesOf !== null) return this.families(turn, first.familiesOf, text);
    const named = (await this.people.find(turn.scope, said)).filter((person) => person.name === said);
    const [person, another] = named;
    if (another) return { unclear: sayPerson.whichPerson(said, named.length) };
    if (person) return { audience: { kind: 'person', personId: person.id }, who: person.name, text };
    return everybody;
  }

  private async families(turn: Turn, meant: string, text: string): Promise<Addressed | { readonly unclear: string }> {
    const { slots } = particularsOf('register', meant, { now: turn.now, zone: turn.scope.zone });
    const fitting = match(await this.sessions.referents(turn), slots, turn.scope.zone).exact;
    const [session, another] = fitting;
    if (!session || another) return { unclear: sayNotify.whichSession(fitting.map((one) => one.line)) };
    const { sessionId } = session.session;
    return { audience: { kind: 'families', sessionId }, who: sayNotify.familiesOf(session.line), text };
  }
}
