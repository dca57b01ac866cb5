import { Injectable } from '@nestjs/common';
import type { ZoneName } from '../../../kernel/civil-time';
import type { Instant } from '../../../kernel/clock';
import type { InboundMessage, Reply } from '../../../messaging/channel';
import { BindingCodes } from '../../../accounts/binding-codes.service';
import { understand } from '../../grammar/parse';
import { said, type Speaker } from '../turn';
import * as say from '../../wording/binding';

/** Where a clock is shown to somebody whose organisation is not known. */
export const HOME_ZONE: ZoneName = 'Asia/Shanghai';

/** Binding for everybody, and what an account that is bound to nobody may hear. */
@Injectable()
export class Strangers {
  constructor(private readonly codes: BindingCodes) {}

  /** null: this is for the conversation proper. */
  async answer(
    message: InboundMessage,
    text: string,
    speaker: Speaker | null,
    now: Instant,
  ): Promise<readonly Reply[] | null> {
    const zone = speaker?.scope.zone ?? HOME_ZONE;
    const [reading] = understand(text, { now, zone });
    if (reading?.act === 'bind') return this.bind(message, reading.slots.code, zone, now);
    if (speaker) return null;
    return said(message.conversation.kind === 'group' ? say.strangerInGroup() : say.stranger()).replies;
  }

  private async bind(
    message: InboundMessage,
    code: string | undefined,
    zone: ZoneName,
    now: Instant,
  ): Promise<readonly Reply[]> {
    if (message.conversation.kind === 'group') return said(say.bindInPrivate()).replies;
    if (code === undefined) return said(say.bindHow()).replies;
    const result = await this.codes.redeem(message.channel, message.externalId, code, now);
    return said(result.ok ? say.welcome(result.value.name) : say.bindingRefusal(result.refusal, zone)).replies;
  }
}
