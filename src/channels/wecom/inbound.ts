import type { Instant } from '../../kernel/clock';
import type { InboundMessage } from '../../messaging/channel';
import type { Inbound } from '../callback/call-back-desk';
import { CallBackRefused } from '../callback/call-back-refused';
import { textIn, type XmlElement } from '../callback/call-back-xml';

export const WECOM = 'wecom';

/** As much of a text as anything looks at. */
const LONGEST_TEXT = 10_000;

/** Throws CallBackRefused for what has no sender or is meant for another app of the same organisation. */
export function inboundFor(agentId: string): (xml: XmlElement, now: Instant) => Inbound {
  return (xml, now) => {
    const [externalId, account] = [textIn(xml, 'FromUserName'), textIn(xml, 'ToUserName')];
    if (externalId === '' || externalId.length > 100) throw new CallBackRefused('it has no sender');
    if (textIn(xml, 'AgentID') !== agentId)
      throw new CallBackRefused('it is meant for another app: the AgentId of the settings is not its own');
    const messageId = idOf(xml, externalId);
    const said = saidIn(xml);
    const message = said && {
      channel: WECOM,
      externalId,
      conversation: { kind: 'private', id: externalId } as const,
      mentioned: false,
      messageId,
      at: now,
      ...said,
    };
    return { externalId, account, messageId, message, left: false };
  };
}

const isEvent = (xml: XmlElement): boolean => textIn(xml, 'MsgType') === 'event';

/** A message's number is unique for its sender alone; an event has none. */
function idOf(xml: XmlElement, externalId: string): string {
  const number = textIn(xml, 'MsgId');
  if (number !== '' && !isEvent(xml)) return `${externalId}.${number}`;
  return [externalId, ...['CreateTime', 'Event', 'EventKey', 'AgentID'].map((name) => textIn(xml, name))].join('.');
}

function saidIn(xml: XmlElement): Pick<InboundMessage, 'text' | 'attachment'> | null {
  const key = textIn(xml, 'EventKey');
  switch (textIn(xml, 'MsgType')) {
    case 'event':
      return textIn(xml, 'Event') === 'click' && key !== '' ? { text: key.slice(0, LONGEST_TEXT) } : null;
    case 'text':
      return { text: textIn(xml, 'Content').slice(0, LONGEST_TEXT) };
    case 'image':
    case 'voice':
    case 'video':
      return { text: '', attachment: textIn(xml, 'MsgType') };
    case '':
      throw new CallBackRefused('it is no message');
    default:
      return { text: '', attachment: 'file' };
  }
}
