import { Injectable } from '@nestjs/common';
import type { InboundMessage, Reply } from '../../messaging/channel';
import { Channels } from '../../messaging/channels';
import type { ActContext } from '../../acts/domain/act-context';
import { MailAddresses } from '../../accounts/mail-addresses.service';
import { said, type Speaker } from '../dialogue/turn';
import * as sayManners from '../wording/manners';
import * as sayMail from '../wording/mail-address';

const MAIL = /^(?:我的)?邮箱(?:地址)?(?:是|[:：])?\s*(.*?)[。.!！\s]*$/u;
const CODE = /^(?:验证码|确认码)?\s*(\d{6})$/u;
const REMOVE = /^(?:取消|删除|停用|解绑|不要了?)$/u;

/** 邮箱 a@b.c, 邮箱 123456, 邮箱 取消: where a person gets invitations by mail, proved by a code that is sent there. */
@Injectable()
export class MailBinding {
  constructor(
    private readonly addresses: MailAddresses,
    private readonly channels: Channels,
  ) {}

  /** null: this is about something else. */
  async answer(
    message: InboundMessage,
    text: string,
    speaker: Speaker | null,
    now: number,
  ): Promise<readonly Reply[] | null> {
    const words = MAIL.exec(text.normalize('NFKC').trim())?.[1];
    if (words === undefined || !speaker) return null;
    if (message.conversation.kind === 'group') return said(sayManners.privateOnly()).replies;
    const context: ActContext = {
      scope: speaker.scope,
      actorId: speaker.personId,
      roles: speaker.roles,
      now,
      channel: message.channel,
    };
    return said(await this.carryOut(context, words)).replies;
  }

  private async carryOut(context: ActContext, words: string): Promise<string> {
    const mail = this.channels.get('mail');
    if (!mail) return sayMail.noMailHere();
    if (words === '') return sayMail.mailHow(await this.addresses.of(context.actorId));
    if (REMOVE.test(words)) {
      await this.addresses.remove(context);
      return sayMail.mailRemoved();
    }
    const code = CODE.exec(words)?.[1];
    if (code !== undefined) {
      const confirmed = await this.addresses.confirm(context, code);
      return confirmed.ok ? sayMail.mailBound(confirmed.value.address) : sayMail.mailRefusal(confirmed.refusal);
    }
    const asked = await this.addresses.prove(context, words);
    if (!asked.ok) return sayMail.mailRefusal(asked.refusal);
    // the code is a secret: it is handed over at once and never owed to the outbox, which would store it
    const sent = await mail.send({ externalId: asked.value.address }, { text: sayMail.mailCode(asked.value.code) });
    return sent.state === 'sent' ? sayMail.mailCodeSent(asked.value.address) : sayMail.mailNotSent(asked.value.address);
  }
}
