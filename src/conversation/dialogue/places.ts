import type { InboundMessage } from '../../messaging/channel';
import type { Place } from './dialogues.repository';
import type { Speaker } from './turn';

/** Where a message was said, and the person's private conversation on the same channel. */
export function placesOf(message: InboundMessage, speaker: Speaker): { here: Place; private: Place } {
  const common = { orgId: speaker.scope.orgId, personId: speaker.personId, channel: message.channel };
  return {
    here: { ...common, kind: message.conversation.kind, conversation: message.conversation.id },
    private: { ...common, kind: 'private', conversation: message.externalId },
  };
}
