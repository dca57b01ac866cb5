import type { Instant } from '../kernel/clock';
import type { Rate } from './domain/rate';

/** Something said to the service, as every channel hands it over. */
export interface InboundMessage {
  readonly channel: string;
  /** The sender as the channel knows her; an identity only after a binding code, never a nickname. */
  readonly externalId: string;
  readonly conversation: ConversationRef;
  readonly text: string;
  /** In a group: whether the bot itself was mentioned. The mention is already cut out of `text`. */
  readonly mentioned: boolean;
  /** Unique within the channel; the same message delivered twice carries the same id. */
  readonly messageId: string;
  readonly at: Instant;
  /** The address on the network from which it came, where the channel knows one. */
  readonly source?: string;
  /** What arrived when it was no text (`image`, `voice`, …); `text` is then empty. */
  readonly attachment?: string;
  /** What it lets the service write, where that is less than `capabilities.window` says: a tap on a menu opens a minute. */
  readonly window?: { readonly ms: number; readonly sends: number };
  /** How many messages she agreed to receive with it, on a channel that asks her for each (`by-consent`). */
  readonly consents?: number;
}

export interface ConversationRef {
  readonly kind: 'private' | 'group';
  /** For a private chat the external id of the person, for a group the id of the group. */
  readonly id: string;
}

/** One message from the service: exactly one of text, file and card. */
export type Reply = TextReply | FileReply | CardReply;

export interface TextReply {
  readonly text: string;
}

export interface FileReply {
  readonly file: FileAttachment;
  /** What a channel that sends letters writes around the file. */
  readonly letter?: Letter;
}

/** The words of a mail. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  /** Shown beneath the text, in their order. */
  readonly links: readonly { readonly label: string; readonly url: string }[];
}

export interface FileAttachment {
  readonly name: string;
  /** A media type, `text/calendar; charset=utf-8`. */
  readonly type: string;
  readonly base64: string;
}

export interface CardReply {
  readonly card: Card;
}

export interface Card {
  readonly title: string;
  readonly text: string;
  readonly url?: string;
  /** What tapping a button says on the person's behalf. Channels without buttons print them as words. */
  readonly actions?: readonly { readonly label: string; readonly say: string }[];
}

/** Where a message goes: a person's account on a channel, or a group there. */
export interface Address {
  readonly externalId: string;
  readonly group?: string;
}

export interface PersonRef {
  readonly id: string;
  readonly orgId: string;
  /** Her key in the organisation file. */
  readonly slug: string;
}

export interface ChannelCapabilities {
  /** When the service may write first: always; a while after the person wrote; once for each time she agreed; never. */
  readonly proactive: 'always' | 'within-window' | 'by-consent' | 'never';
  /** For `within-window`: how long a message of hers lets the service write, and how often. */
  readonly window?: { readonly hours: number; readonly sends: number };
  /** The longest text in UTF-8 bytes; longer ones are cut at sentence ends. */
  readonly maxTextBytes: number;
  readonly files: boolean;
  readonly cards: boolean;
  /** Messages sent at the same time; one keeps the duplicates of a crash at one. */
  readonly concurrency: number;
  /** What the provider allows, over all processes together when they share a transport; left out: no limit. */
  readonly rate?: Rate;
}

/**
 * `refused`: by this way it never arrives. `barred`: this way is closed for now (she has to write first, the provider does
 * not let us in); another is tried, and without one it waits. `unknown`: the message may have arrived, for example when the
 * connection broke after the text was handed over.
 */
export type SendResult =
  | { readonly state: 'sent'; readonly providerMessageId?: string }
  | { readonly state: 'refused'; readonly reason: string }
  | { readonly state: 'barred'; readonly reason: string; readonly rights?: 'none' }
  | { readonly state: 'retry'; readonly reason: string; readonly afterMs?: number }
  | { readonly state: 'unknown'; readonly reason: string };

/** A way to reach people. Each implementation is the only user of its platform's library. */
export interface Channel {
  /** `webchat`, `wechat`, `mail`, `simulator`: the value of `identities.channel`. */
  readonly key: string;
  readonly capabilities: ChannelCapabilities;
  /** Where a person is reached who has no bound identity here; only channels that know people otherwise have it. */
  addressOf?(person: PersonRef): Address | null;
  /** What keeps the channel from working and only its operator can mend, as a sentence; null: nothing. */
  trouble?(): string | null;
  /** Never throws: what went wrong is the outcome. `ref` names the message: the same one again carries the same name. */
  send(to: Address, message: Reply, ref?: string): Promise<SendResult>;
}
