import { Injectable } from '@nestjs/common';
import type { InboundMessage } from '../../messaging/channel';
import { Identities } from '../../organisations/identities.service';
import type { Speaker } from './turn';

/** Who speaks: decided by the account that a binding code tied to a person, never by a name. */
@Injectable()
export class Speakers {
  constructor(private readonly identities: Identities) {}

  async of(message: InboundMessage): Promise<Speaker | null> {
    const bound = await this.identities.resolve(message.channel, message.externalId);
    if (!bound) return null;
    const { personId, name, roles, scope } = bound;
    return { personId, name, roles, scope };
  }
}
