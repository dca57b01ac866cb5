import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DeliveryPolicy } from '../../messaging/delivery-policy.service';
import { SendNotices } from '../../messaging/send-notices.service';
import { People } from '../../organisations/people.service';
import { takesNoticeBack } from '../grammar/readings/addressees';
import { wanting } from '../dialogue/asking';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayNotify from '../wording/notify';
import { NoticeAudiences } from './notice-audiences.service';

/** 通知: the same words to many, after the coordinator has seen to whom and to how many. */
@Injectable()
export class NotifyCommand implements Command {
  readonly act = 'notify';
  readonly audience = 'coordinators';

  constructor(
    private readonly audiences: NoticeAudiences,
    private readonly people: People,
    private readonly delivery: DeliveryPolicy,
    private readonly notices: SendNotices,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const note = turn.step.slots.note?.trim() ?? '';
    if (takesNoticeBack(note)) return this.cancel(turn);
    if (note === '') return wanting(turn, sayNotify.notifyHow(), 'note');
    const addressed = await this.audiences.of(turn, note);
    if ('unclear' in addressed) return replyPrivately(addressed.unclear);
    const { audience, who, text } = addressed;
    const recipients = await this.notices.recipients(turn.act(), audience);
    if (recipients.length === 0) return replyPrivately(sayNotify.nobody(who));
    // whoever has come or gone since is shown before anything leaves
    const seen = createHash('sha256').update(recipients.join()).digest('base64url');
    if (turn.step.sure !== true || turn.step.seen !== seen) {
      const yes = [{ ...turn.step, sure: true, seen }];
      return replyPrivately(sayNotify.preview(await this.shown(turn, recipients), who, text), {
        question: { options: [], yes },
      });
    }
    const result = await this.notices.send(turn.act(), audience, text, [{ text: sayNotify.notice(text) }]);
    return replyPrivately(
      result.ok ? sayNotify.sending(result.value.told.length, who) : sayNotify.noticeRefusal(result.refusal, who),
    );
  }

  private async cancel(turn: Turn): Promise<CommandAnswer> {
    const result = await this.notices.cancel(turn.act());
    return replyPrivately(result.ok ? sayNotify.cancelled(result.value) : sayNotify.noticeRefusal(result.refusal, ''));
  }

  /** By name as far as they are few, and those among them whom no channel reaches. */
  private async shown({ scope, now }: Turn, ids: readonly string[]): Promise<sayNotify.Recipients> {
    const names = new Map((await this.people.everybody(scope)).map(({ id, name }) => [id, name]));
    const nameOf = (id: string): string => names.get(id) ?? '';
    return { names: ids.map(nameOf), unreached: (await this.delivery.unreached(ids, now)).map(nameOf) };
  }
}
