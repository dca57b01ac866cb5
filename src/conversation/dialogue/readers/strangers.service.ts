import { Injectable } from '@nestjs/common';
import { BindingCodes } from '../../../accounts/binding-codes.service';
import { saying, type Plan } from '../plan';
import { inGroup, type ReadMessage, type Reader } from '../reader';
import { said, type Outcome } from '../turn';
import * as sayBinding from '../../wording/binding';

/** Binding for everybody, and what an account that is bound to nobody may hear. */
@Injectable()
export class Strangers implements Reader {
  constructor(private readonly codes: BindingCodes) {}

  async read(message: ReadMessage): Promise<Plan | null> {
    const [reading] = message.readings;
    if (reading?.act === 'bind') return saying(await this.bind(message, reading.slots.code), true);
    if (message.speaker) return null;
    return saying(said(inGroup(message) ? sayBinding.strangerInGroup() : sayBinding.stranger()), true);
  }

  private async bind(read: ReadMessage, code: string | undefined): Promise<Outcome> {
    const { message, standing, now } = read;
    if (inGroup(read)) return said(sayBinding.bindInPrivate());
    if (code === undefined) return said(sayBinding.bindHow());
    const result = await this.codes.redeem(message.channel, message.externalId, code, now);
    if (result.ok) return said(sayBinding.welcome(result.value.name));
    return said(sayBinding.bindingRefusal(result.refusal, standing.zone));
  }
}
