import ICAL from 'ical.js';
import { simpleParser, type AddressObject, type Attachment, type HeaderLines } from 'mailparser';

/** What a calendar program wrote back (RFC 5546, 3.2.3), as far as it matters here. */
export interface CalendarReply {
  readonly method: string;
  readonly uid: string;
  readonly sequence: number;
  /** DTSTAMP; null when it is missing or unreadable. */
  readonly stamp: number | null;
  readonly attendees: readonly { readonly email: string; readonly partstat: string }[];
  readonly comment: string | null;
}

/** A mail that arrived. */
export interface ArrivedMail {
  readonly messageId: string;
  /** Addresses in lower case; more than one only in mails that are not to be trusted. */
  readonly from: readonly string[];
  /** Made by a program without a person having acted (RFC 3834). */
  readonly automatic: boolean;
  /** The values of Authentication-Results, the topmost first. */
  readonly authentication: readonly string[];
  readonly reply: CalendarReply | null;
}

/** Nothing longer is looked at, in bytes: a reply is a few thousand. */
export const LONGEST_MAIL = 1_000_000;
const LONGEST_CALENDAR = 200_000;
const MOST_LINES = 4_000;

/** Reads a mail liberally. Throws only for what is no mail at all. */
export async function parseMail(source: Buffer): Promise<ArrivedMail> {
  const mail = await simpleParser(source.subarray(0, LONGEST_MAIL), {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
  });
  const automatic = headerOf(mail.headerLines, 'auto-submitted')[0]?.toLowerCase() ?? 'no';
  return {
    messageId: mail.messageId ?? '',
    from: addressesOf(mail.from),
    automatic: automatic !== 'no',
    authentication: headerOf(mail.headerLines, 'authentication-results'),
    reply: calendarOf(mail.attachments),
  };
}

function addressesOf(from: AddressObject | undefined): string[] {
  return (from?.value ?? []).flatMap(({ address }) => (address ? [address.toLowerCase()] : []));
}

/** The values of a header, unfolded, the topmost first. */
function headerOf(lines: HeaderLines, name: string): string[] {
  return lines
    .filter(({ key }) => key === name)
    .map(({ line }) =>
      line
        .slice(line.indexOf(':') + 1)
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );
}

function calendarOf(attachments: readonly Attachment[]): CalendarReply | null {
  for (const { contentType, filename, content, headers } of attachments) {
    if (contentType !== 'text/calendar' && contentType !== 'application/ics' && !/\.ics$/i.test(filename ?? ''))
      continue;
    const type = headers.get('content-type') as { params?: { charset?: string } } | undefined;
    const reply = parseReply(decoded(content.subarray(0, LONGEST_CALENDAR), type?.params?.charset));
    if (reply) return reply;
  }
  return null;
}

/** The text in its charset; what matters in it is ASCII, so an unknown or false one is read as UTF-8. */
function decoded(content: Buffer, charset = 'utf-8'): string {
  try {
    return new TextDecoder(charset).decode(content);
  } catch {
    return content.toString('utf8');
  }
}

const WANTED = /^(?:METHOD|UID|SEQUENCE|DTSTAMP|ATTENDEE|COMMENT)[;:]/i;

/**
 * Reads the first event of a reply: byte order mark, bare line feeds, lines that are too long or broken by raw newlines
 * and unknown zones are all of no consequence, because only the lines that matter are given to the parser. null: none.
 */
export function parseReply(text: string): CalendarReply | null {
  const lines = unfolded(text);
  const from = lines.findIndex((line) => /^BEGIN:VEVENT$/i.test(line));
  if (from < 0) return null;
  const rest = lines.slice(from + 1);
  const to = rest.findIndex((line) => /^(?:END:VEVENT|BEGIN:)/i.test(line));
  const inside = (to < 0 ? rest : rest.slice(0, to)).filter((line) => WANTED.test(line));
  const method = lines.find((line) => /^METHOD:/i.test(line))?.slice('METHOD:'.length) ?? '';
  const properties = inside.flatMap((line) => property(line) ?? []);
  const valueOf = (name: string): string | null => {
    const found = properties.find((one) => one.name === name)?.getFirstValue();
    return found === undefined || found === null ? null : String(found);
  };
  const uid = valueOf('uid');
  if (!uid) return null;
  return {
    method: method.trim().toUpperCase(),
    uid: uid.trim(),
    sequence: Math.max(0, Math.trunc(Number(valueOf('sequence') ?? 0)) || 0),
    stamp: stampOf(valueOf('dtstamp')),
    attendees: properties.flatMap((one) => (one.name === 'attendee' ? [attendeeOf(one)] : [])),
    comment: valueOf('comment')?.slice(0, 300) ?? null,
  };
}

function unfolded(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?|\n/g, '\n')
    .replaceAll(/\n[ \t]/g, '')
    .split('\n', MOST_LINES)
    .map((line) => line.trimEnd());
}

function property(line: string): ICAL.Property | null {
  try {
    return ICAL.Property.fromString(line.slice(0, 10_000));
  } catch {
    return null;
  }
}

function attendeeOf(property: ICAL.Property): { email: string; partstat: string } {
  const partstat = property.getParameter('partstat') as string | undefined;
  const address = String(property.getFirstValue()).replace(/^mailto:/i, '');
  return { email: address.trim().toLowerCase(), partstat: (partstat ?? 'NEEDS-ACTION').toUpperCase() };
}

const STAMP = /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)/;

/** `20261125T203000Z` or as the parser prints it; a stamp is in UTC whatever it says. */
function stampOf(text: string | null): number | null {
  const [, year, month, day, hour, minute, second] = STAMP.exec(text ?? '') ?? [];
  if (second === undefined) return null;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}
