import { Injectable } from '@nestjs/common';
import { BindingCodes } from '../../../accounts/binding-codes.service';
import { saying, type Plan } from '../plan';
import { inGroup, type ReadMessage, type Reader } from '../reader';
import { reply, type CommandAnswer } from '../turn';
import * as sayBinding from '../../wording/binding';

/** Binding for everybody, and what an account that is bound to nobody may hear. */
@Injectable()
export class Strangers implements Reader {
  constructor(private readonly codes: BindingCodes) {}

  async read(message: ReadMessage): Promise<Plan | null> {
    const [reading] = message.readings;
    if (reading?.act === 'bind') return saying(await this.bind(message, reading.slots.code), true);
    if (message.speaker) return null;
    return saying(reply(inGroup(message) ? sayBinding.strangerInGroup() : sayBinding.stranger()), true);
  }

  private async bind(read: ReadMessage, code: string | undefined): Promise<CommandAnswer> {
    const { message, standing, now } = read;
    if (inGroup(read)) return reply(sayBinding.bindInPrivate());
    if (code === undefined) return reply(sayBinding.bindHow());
    const result = await this.codes.redeem(message, code, now);
    if (result.ok) return reply(sayBinding.welcome(result.value.name));
    return reply(sayBinding.bindingRefusal(result.refusal, standing.zone));
  }
}
