import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { readXml, textIn, xmlOf } from '../../src/channels/callback/call-back-xml';
import { MessageCipher } from '../../src/channels/callback/message-cipher';
import { signatureOf } from '../../src/channels/callback/signature';
import { HOUR, MINUTE } from '../../src/kernel/clock';

/** The platform gives up on a call after this and calls again, three times in all. */
const PATIENCE_MS = 5_000;
const TRIES = 3;
/** What she sees when an answer is not as it must be. */
const OUT_OF_ORDER = '该公众号提供的服务出现故障，请稍后再试';

interface Window {
  left: number;
  endsMs: number;
}

type Elements = Record<string, string | number>;

/**
 * WeChat's platform for official accounts, as far as a service meets it: it calls back with what people say, in either
 * mode and with its retries, and takes customer-service messages within their windows (five in 48 hours of a message,
 * three in a minute of a tap), with its error codes.
 */
export class OfficialAccountPlatform {
  readonly sent: { readonly to: string; readonly text: string }[] = [];
  /** What was asked for, by path and the token used. */
  readonly calls: { readonly path: string; readonly body: Record<string, unknown> }[] = [];
  /** The next calls of this path are answered with these codes. */
  readonly failures: { readonly path: string; readonly errcode: number; readonly errmsg: string }[] = [];
  /** The token that is valid now. */
  token = 'token-1';
  now: () => number = () => Date.now();
  private readonly windows = new Map<string, Window>();
  private readonly cipher: MessageCipher | null;
  private server: Server | null = null;
  private service = '';
  private count = 0;

  constructor(
    private readonly account: {
      readonly appId: string;
      readonly secret: string;
      readonly token: string;
      readonly aesKey: string | null;
    },
  ) {
    this.cipher = account.aesKey === null ? null : new MessageCipher(account.aesKey, account.appId);
  }

  async start(): Promise<string> {
    const server = createServer((request, response) => {
      this.answer(request).then(
        (body) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
        () => response.destroy(),
      );
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  /** Where it calls back from now on, and what time it is there. */
  callBack(service: string, now: () => number): void {
    this.service = `${service}/channels/official-account`;
    this.now = now;
  }

  /** She types a text; what the service answers on the call, empty when it answers nothing. */
  says(openid: string, content: string, more: Elements = {}): Promise<string> {
    this.windows.set(openid, { left: 5, endsMs: this.now() + 48 * HOUR });
    this.count += 1;
    const MsgId = String(6054768590064713728n + BigInt(this.count));
    return this.deliver(openid, { MsgType: 'text', Content: content, MsgId, ...more });
  }

  /** She follows, scans, taps or leaves. */
  does(openid: string, event: string, key = ''): Promise<string> {
    const open = this.windows.get(openid);
    if (event === 'unsubscribe') this.windows.delete(openid);
    else if (!open || open.endsMs < this.now()) this.windows.set(openid, { left: 3, endsMs: this.now() + MINUTE });
    return this.deliver(openid, { MsgType: 'event', Event: event, EventKey: key });
  }

  /** Calls up to three times, each for five seconds, until the service answers. */
  async deliver(openid: string, elements: Elements): Promise<string> {
    const xml = this.xmlOf(openid, elements);
    let last = '';
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      try {
        const answer = await this.post(xml, {}, PATIENCE_MS);
        if (answer.status === 200) return this.read(answer.body);
        last = `${String(answer.status)} ${answer.body}`;
      } catch (error) {
        if (attempt === TRIES) throw error;
      }
    }
    throw new Error(`${OUT_OF_ORDER}: ${last}`);
  }

  xmlOf(openid: string, elements: Elements): string {
    const CreateTime = Math.floor(this.now() / 1000);
    return xmlOf({ ToUserName: 'gh_10f6c3c3ac5a', FromUserName: openid, CreateTime, ...elements });
  }

  /** One call; `changed` replaces what its query says. */
  async post(
    xml: string,
    changed: Record<string, string> = {},
    patienceMs = 30_000,
  ): Promise<{ status: number; type: string; body: string }> {
    const { body, query } = this.sealed(xml);
    const response = await fetch(`${this.service}?${String(new URLSearchParams({ ...query, ...changed }))}`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body,
      signal: AbortSignal.timeout(patienceMs),
    });
    return { status: response.status, type: response.headers.get('content-type') ?? '', body: await response.text() };
  }

  sealed(
    xml: string,
    nonce = String(Math.floor(Math.random() * 1e9)),
  ): { body: string; query: Record<string, string> } {
    const timestamp = String(Math.floor(this.now() / 1000));
    const query = { timestamp, nonce, openid: 'x', signature: signatureOf(this.account.token, timestamp, nonce) };
    if (this.cipher === null) return { body: xml, query };
    const encrypted = this.cipher.encrypt(xml);
    const msg_signature = signatureOf(this.account.token, timestamp, nonce, encrypted);
    const body = xmlOf({ ToUserName: 'gh_10f6c3c3ac5a', Encrypt: encrypted });
    return { body, query: { ...query, encrypt_type: 'aes', msg_signature } };
  }

  /** The text in an answer, which must be as the platform wants it. */
  read(body: string): string {
    if (body === '' || body === 'success') return '';
    let xml = readXml(body);
    if (this.cipher !== null) {
      const [encrypted, stamp, nonce] = ['Encrypt', 'TimeStamp', 'Nonce'].map((name) => textIn(xml, name));
      const signature = signatureOf(this.account.token, stamp ?? '', nonce ?? '', encrypted ?? '');
      if (textIn(xml, 'MsgSignature') !== signature) throw new Error('the answer is not signed');
      xml = readXml(this.cipher.decrypt(encrypted ?? ''));
    }
    const content = textIn(xml, 'Content');
    if (textIn(xml, 'MsgType') !== 'text' || content === '' || Buffer.byteLength(content) > 2048)
      throw new Error(OUT_OF_ORDER);
    return content;
  }

  private async answer(request: IncomingMessage): Promise<object> {
    const url = new URL(request.url ?? '', 'http://platform');
    const body = JSON.parse(await text(request)) as Record<string, unknown>;
    const path = url.pathname.replace('/cgi-bin/', '');
    this.calls.push({ path, body });
    const failure = this.failures.findIndex((one) => one.path === path);
    const [failing] = failure < 0 ? [] : this.failures.splice(failure, 1);
    if (failing) return { errcode: failing.errcode, errmsg: failing.errmsg };
    if (path === 'stable_token') return this.giveToken(body);
    if (path !== 'message/custom/send') return { errcode: 40066, errmsg: 'invalid url' };
    if (url.searchParams.get('access_token') !== this.token) return { errcode: 40001, errmsg: 'invalid credential' };
    return this.takeMessage(body);
  }

  private giveToken({ appid, secret, grant_type, force_refresh }: Record<string, unknown>): object {
    if (grant_type !== 'client_credential' || appid !== this.account.appId)
      return { errcode: 40013, errmsg: 'invalid appid' };
    if (secret !== this.account.secret) return { errcode: 40125, errmsg: 'invalid appsecret' };
    if (force_refresh === true) this.token = `${this.token}+`;
    return { access_token: this.token, expires_in: 7200 };
  }

  private takeMessage({
    touser = '',
    msgtype,
    text: { content = '' } = {},
  }: {
    touser?: string;
    msgtype?: string;
    text?: { content?: string };
  }): object {
    if (msgtype !== 'text') return { errcode: 40008, errmsg: 'invalid message type' };
    if (content === '') return { errcode: 44004, errmsg: 'empty content' };
    if (Buffer.byteLength(content) > 2048) return { errcode: 45002, errmsg: 'content size out of limit' };
    const window = this.windows.get(touser);
    if (!window || window.endsMs <= this.now()) return { errcode: 45015, errmsg: 'response out of time limit' };
    if (window.left === 0) return { errcode: 45047, errmsg: 'out of response count limit' };
    window.left -= 1;
    this.sent.push({ to: touser, text: content });
    return { errcode: 0, errmsg: 'ok' };
  }
}
