import { Injectable } from '@nestjs/common';
import type { Channel } from '../../messaging/channel';
import { Channels } from '../../messaging/channels';
import { MailAddresses } from '../../accounts/mail-addresses.service';
import { reply, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayManners from '../wording/manners';
import * as sayMail from '../wording/mail-address';

/** 邮箱 a@b.c, 邮箱 123456: where a person gets invitations by mail, proved by a code that is sent there. */
@Injectable()
export class MailAddressCommand implements Command {
  readonly act = 'mail-address';
  readonly audience = 'everybody';

  constructor(
    private readonly addresses: MailAddresses,
    private readonly channels: Channels,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    return inPrivate(turn, this.channels, (mail) => this.register(turn, mail));
  }

  private async register(turn: Turn, mail: Channel): Promise<string> {
    const { code, note } = turn.step.slots;
    if (code !== undefined) {
      const confirmed = await this.addresses.confirm(turn.act(), code);
      return confirmed.ok ? sayMail.mailBound(confirmed.value.address) : sayMail.mailRefusal(confirmed.refusal);
    }
    if (note === undefined) return sayMail.mailHow(await this.addresses.of(turn.speaker.personId));
    const asked = await this.addresses.prove(turn.act(), note);
    if (!asked.ok) return sayMail.mailRefusal(asked.refusal);
    // the code is a secret: it is handed over at once and never owed to the outbox, which would store it
    const sent = await mail.send({ externalId: asked.value.address }, { text: sayMail.mailCode(asked.value.code) });
    return sent.state === 'sent' ? sayMail.mailCodeSent(asked.value.address) : sayMail.mailNotSent(asked.value.address);
  }
}

/** 邮箱 取消: no more mail. */
@Injectable()
export class NoMailCommand implements Command {
  readonly act = 'no-mail';
  readonly audience = 'everybody';

  constructor(
    private readonly addresses: MailAddresses,
    private readonly channels: Channels,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    return inPrivate(turn, this.channels, async () => {
      await this.addresses.remove(turn.act());
      return sayMail.mailRemoved();
    });
  }
}

async function inPrivate(
  turn: Turn,
  channels: Channels,
  answer: (mail: Channel) => Promise<string>,
): Promise<CommandAnswer> {
  if (turn.inGroup) return reply(sayManners.privateOnly());
  const mail = channels.get('mail');
  return reply(mail ? await answer(mail) : sayMail.noMailHere());
}
