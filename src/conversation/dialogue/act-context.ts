import type { ActContext } from '../../acts/domain/act-context';
import type { Instant } from '../../kernel/clock';
import type { InboundMessage } from '../../messaging/channel';
import { messageKey } from '../../messaging/inbox.service';
import type { Speaker } from './turn';

/** The context of one act that a message asks for; the same message again gives the same key. */
export function contextOf(message: InboundMessage, speaker: Speaker, now: Instant, which: string): ActContext {
  return {
    scope: speaker.scope,
    actorId: speaker.personId,
    roles: speaker.roles,
    now,
    channel: message.channel,
    idempotencyKey: `${message.channel}.${messageKey(message)}.${which}`,
  };
}
