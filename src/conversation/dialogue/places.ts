import type { InboundMessage } from '../../messaging/channel';
import type { DialoguePlace } from './dialogues.repository';
import type { Speaker } from './turn';

/** Where a message was said, and the person's private conversation on the same channel. */
export function placesOf(message: InboundMessage, speaker: Speaker): { here: DialoguePlace; private: DialoguePlace } {
  const common = { orgId: speaker.scope.orgId, personId: speaker.personId, channel: message.channel };
  return {
    here: { ...common, kind: message.conversation.kind, conversation: message.conversation.id },
    private: { ...common, kind: 'private', conversation: message.externalId },
  };
}
