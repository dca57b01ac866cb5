import type { OfficialAccountSettings } from '../../../config/configuration';
import { SECOND } from '../../kernel/clock';
import type { SendResult } from '../../messaging/channel';
import type { ChannelTokens, TokenAnswer } from '../../messaging/channel-tokens.service';
import { meaningOf, type Meaning } from './platform-errors';

const DEADLINE_MS = 8_000;
const CHANNEL = 'official-account';
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

/** The platform's HTTP interface; the only user of it. */
export class PlatformApi {
  constructor(
    private readonly settings: OfficialAccountSettings,
    private readonly tokens: ChannelTokens,
  ) {}

  /** Sends a text as a customer-service message (客服消息). A token that is not taken is replaced once. */
  async sendText(openid: string, content: string): Promise<Meaning> {
    const message = { touser: openid, msgtype: 'text', text: { content } };
    const troubles: Meaning[] = [];
    const ask = (force: boolean): Promise<TokenAnswer> => this.token(force, troubles);
    let refused: string | null = null;
    for (;;) {
      const token = await this.tokens.current(CHANNEL, ask, refused);
      if (!token.ok) return troubles.at(-1) ?? { ...NOTHING, outcome: token.outcome };
      const path = `/cgi-bin/message/custom/send?access_token=${encodeURIComponent(token.token)}`;
      const meaning = meaningIn(await this.post(path, message));
      if (!meaning.token || refused !== null) return meaning;
      refused = token.token;
    }
  }

  private async token(force: boolean, troubles: Meaning[]): Promise<TokenAnswer> {
    const { appId, appSecret } = this.settings;
    const asked = { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: force };
    const said = await this.post('/cgi-bin/stable_token', asked);
    if ('outcome' in said) return { ok: false, outcome: neverHandedOver(said.outcome) };
    const { access_token: token, expires_in: seconds } = said.fields;
    if (typeof token === 'string' && token !== '' && typeof seconds === 'number')
      return { ok: true, token, endsInMs: seconds * SECOND };
    // of a secret that is wrong the platform says either of two things
    const code = said.fields.errcode === 40001 ? 40125 : Number(said.fields.errcode ?? -1);
    const meaning = meaningOf(code === 0 ? -1 : code, textOf(said.fields.errmsg) || 'no access token');
    troubles.push(meaning);
    return { ok: false, outcome: meaning.outcome };
  }

  private async post(path: string, body: object): Promise<Said> {
    try {
      const response = await fetch(this.settings.apiUrl + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
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

const NOTHING = { trouble: null, restMs: 0, token: false };

function meaningIn(said: Said): Meaning {
  if ('outcome' in said) return { ...NOTHING, outcome: said.outcome };
  const { errcode = 0, errmsg = '', msgid } = said.fields;
  const meaning = meaningOf(Number(errcode), textOf(errmsg));
  const providerMessageId = textOf(msgid);
  if (meaning.outcome.state !== 'sent' || providerMessageId === '') return meaning;
  return { ...meaning, outcome: { state: 'sent', providerMessageId } };
}

/** Without a token no message has left. */
const neverHandedOver = (outcome: SendResult): SendResult =>
  outcome.state === 'unknown' ? { state: 'retry', reason: outcome.reason } : outcome;

/** The address that is asked holds the token: of an error only its code is told. */
function outcomeOf(error: unknown): SendResult {
  const cause = (error as { cause?: { code?: unknown } } | null)?.cause;
  const code = typeof cause?.code === 'string' ? cause.code : error instanceof Error ? error.name : 'no answer';
  const reason = `WeChat cannot be reached: ${code}`;
  return NOT_CONNECTED.includes(code) ? { state: 'retry', reason } : { state: 'unknown', reason };
}
