import { SECOND } from '../../kernel/clock';
import type { SendResult } from '../../messaging/channel';
import type { ChannelTokens, TokenAnswer } from '../../messaging/channel-tokens.service';
import { simply, type Meaning } from './meaning';

const DEADLINE_MS = 8_000;
/** Failures in which nothing was handed over. */
const NOT_CONNECTED = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

/** What the platform said: the fields of its JSON, or why there are none. */
type Said = { readonly fields: Readonly<Record<string, unknown>> } | { readonly outcome: SendResult };

/** How one platform is asked and what its codes mean. */
export interface Platform {
  readonly channel: string;
  /** Without a slash at its end. */
  readonly apiUrl: string;
  /** What is asked for a token; `force`: for another one than before. */
  tokenRequest(force: boolean): { readonly path: string; readonly body: object | null };
  /** Of a token that is refused. */
  meaningOfToken(errcode: number, errmsg: string): Meaning;
  meaningOf(errcode: number, errmsg: string, fields: Readonly<Record<string, unknown>>): Meaning;
}

/** A platform's HTTP interface, with the one access token of all processes. */
export class PlatformClient {
  constructor(
    private readonly platform: Platform,
    private readonly tokens: ChannelTokens,
  ) {}

  /** Posts with the token; one that is not taken is replaced once. */
  async send(path: string, body: object): Promise<Meaning> {
    const troubles: Meaning[] = [];
    const ask = (force: boolean): Promise<TokenAnswer> => this.token(force, troubles);
    let refused: string | null = null;
    for (;;) {
      const token = await this.tokens.current(this.platform.channel, ask, refused);
      if (!token.ok) return troubles.at(-1) ?? simply(token.outcome);
      const said = await this.said(`${path}?access_token=${encodeURIComponent(token.token)}`, body);
      const meaning = this.meaningIn(said);
      if (!meaning.token || refused !== null) return meaning;
      refused = token.token;
    }
  }

  private async token(force: boolean, troubles: Meaning[]): Promise<TokenAnswer> {
    const { path, body } = this.platform.tokenRequest(force);
    const said = await this.said(path, body);
    // without a token no message has left
    if ('outcome' in said) return { ok: false, outcome: notSent(said.outcome) };
    const { access_token: token, expires_in: seconds, errcode, errmsg } = said.fields;
    if (typeof token === 'string' && token !== '' && typeof seconds === 'number')
      return { ok: true, token, endsInMs: seconds * SECOND };
    const code = Number(errcode ?? -1);
    const meaning = this.platform.meaningOfToken(code === 0 ? -1 : code, textOf(errmsg) || 'no access token');
    troubles.push(meaning);
    return { ok: false, outcome: meaning.outcome };
  }

  private meaningIn(said: Said): Meaning {
    if ('outcome' in said) return simply(said.outcome);
    const { errcode = 0, errmsg = '', msgid } = said.fields;
    const meaning = this.platform.meaningOf(Number(errcode), textOf(errmsg), said.fields);
    const providerMessageId = textOf(msgid);
    if (meaning.outcome.state !== 'sent' || providerMessageId === '') return meaning;
    return { ...meaning, outcome: { state: 'sent', providerMessageId } };
  }

  /** `body` null: asked for with GET. */
  private async said(path: string, body: object | null): Promise<Said> {
    try {
      const response = await fetch(this.platform.apiUrl + path, {
        ...(body === null
          ? {}
          : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      const fields = (await response.json()) as Readonly<Record<string, unknown>> | null;
      if (typeof fields === 'object' && fields !== null) return { fields };
      return { outcome: { state: 'unknown', reason: `WeChat: status ${String(response.status)} without an answer` } };
    } catch (error) {
      return { outcome: outcomeOf(error) };
    }
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const notSent = (outcome: SendResult): SendResult =>
  outcome.state === 'unknown' ? { state: 'retry', reason: outcome.reason } : outcome;

/** The address that is asked holds the token: of an error only its code is told. */
function outcomeOf(error: unknown): SendResult {
  const cause = (error as { cause?: { code?: unknown } } | null)?.cause;
  const code = typeof cause?.code === 'string' ? cause.code : error instanceof Error ? error.name : 'no answer';
  const reason = `WeChat cannot be reached: ${code}`;
  return NOT_CONNECTED.includes(code) ? { state: 'retry', reason } : { state: 'unknown', reason };
}
