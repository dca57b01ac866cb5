import { MINUTE, type Instant } from '../../kernel/clock';
import type { InboundMessage } from '../../messaging/channel';
import type { Inbound } from '../callback/call-back-desk';
import { CallBackRefused } from '../callback/call-back-refused';
import { textIn, type XmlElement } from '../callback/call-back-xml';

export const OFFICIAL_ACCOUNT = 'official-account';

/** What taps and scans let the account write, as opposed to what somebody types (客服消息下发条数). */
const AFTER_A_TAP: InboundMessage['window'] = { ms: MINUTE, sends: 3 };
/** As much of a text as anything looks at. */
const LONGEST_TEXT = 10_000;

/** Throws CallBackRefused for what has no sender. */
export function inboundOf(xml: XmlElement, now: Instant): Inbound {
  const [externalId, account] = [textIn(xml, 'FromUserName'), textIn(xml, 'ToUserName')];
  if (externalId === '' || externalId.length > 100) throw new CallBackRefused('it has no sender');
  const messageId = idOf(xml, externalId);
  const said = saidIn(xml);
  const message = said && {
    channel: OFFICIAL_ACCOUNT,
    externalId,
    conversation: { kind: 'private', id: externalId } as const,
    mentioned: false,
    messageId,
    at: now,
    ...said,
  };
  return { externalId, account, messageId, message, left: eventIn(xml) === 'unsubscribe' };
}

const eventIn = (xml: XmlElement): string =>
  textIn(xml, 'MsgType').toLowerCase() === 'event' ? textIn(xml, 'Event').toLowerCase() : '';

/**
 * A message's number is unique for its sender alone; an event has none. Two events of one person within a second differ
 * in what they are about.
 */
function idOf(xml: XmlElement, externalId: string): string {
  const number = textIn(xml, 'MsgId');
  if (number !== '' && eventIn(xml) === '') return `${externalId}.${number}`;
  return [externalId, ...['CreateTime', 'Event', 'EventKey', 'MsgType'].map((name) => textIn(xml, name))].join('.');
}

type Said = Pick<InboundMessage, 'text' | 'attachment' | 'window'>;

function saidIn(xml: XmlElement): Said | null {
  switch (textIn(xml, 'MsgType').toLowerCase()) {
    case 'event':
      return saidByEvent(xml);
    case 'text':
      return {
        text: textIn(xml, 'Content').slice(0, LONGEST_TEXT),
        ...(textIn(xml, 'bizmsgmenuid') === '' ? {} : { window: AFTER_A_TAP }),
      };
    case 'image':
      return { text: '', attachment: 'image' };
    case 'voice':
      return { text: '', attachment: 'voice' };
    case 'video':
    case 'shortvideo':
      return { text: '', attachment: 'video' };
    case '':
      throw new CallBackRefused('it is no message');
    default:
      return { text: '', attachment: 'file' };
  }
}

/** A tap says the words of its menu entry; a scanned code holds a binding code; who has just come is told what there is. */
function saidByEvent(xml: XmlElement): Said | null {
  const key = textIn(xml, 'EventKey');
  switch (eventIn(xml)) {
    case 'subscribe':
      return { text: scanned(key.replace(/^qrscene_/u, '')) ?? '帮助', window: AFTER_A_TAP };
    case 'scan':
      return { text: scanned(key) ?? '帮助', window: AFTER_A_TAP };
    case 'click':
      return key === '' ? null : { text: key.slice(0, LONGEST_TEXT), window: AFTER_A_TAP };
    default:
      return null;
  }
}

const scanned = (scene: string): string | null => (/^\d{6,12}$/u.test(scene) ? `绑定 ${scene}` : null);
