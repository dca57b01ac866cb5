import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { readXml, textIn, xmlOf } from '../../src/channels/callback/call-back-xml';
import { MessageCipher } from '../../src/channels/callback/message-cipher';
import { signatureOf } from '../../src/channels/callback/signature';

type Elements = Record<string, string | number>;

/** WeCom as an app of one's own meets it: encrypted call-backs, and texts to members who may see the app. */
export class WecomPlatform {
  readonly sent: { readonly to: string; readonly text: string }[] = [];
  readonly calls: string[] = [];
  readonly failures: { readonly path: string; readonly errcode: number; readonly errmsg: string }[] = [];
  /** Members who may not see the app. */
  readonly outside = new Set<string>();
  token = 'token-1';
  now: () => number = () => Date.now();
  private readonly cipher: MessageCipher;
  private server: Server | null = null;
  private service = '';
  private count = 0;

  constructor(
    private readonly app: {
      readonly corpId: string;
      readonly agentId: string;
      readonly secret: string;
      readonly token: string;
      readonly aesKey: string;
    },
  ) {
    this.cipher = new MessageCipher(app.aesKey, app.corpId);
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

  callBack(service: string, now: () => number): void {
    this.service = `${service}/channels/wecom`;
    this.now = now;
  }

  /** Asks whether the address is the service's, as when it is entered; `plus`: a `+` stays a `+`. */
  async verifies(echo: string, plus: 'bare' | 'escaped'): Promise<{ status: number; type: string; body: string }> {
    let encrypted = this.cipher.encrypt(echo);
    while (!encrypted.includes('+')) encrypted = this.cipher.encrypt(echo);
    const query = this.signed(encrypted);
    const escaped = encodeURIComponent(encrypted);
    const echostr = plus === 'bare' ? escaped.replaceAll('%2B', '+') : escaped;
    const response = await fetch(`${this.service}?${query}&echostr=${echostr}`);
    return this.read(response);
  }

  says(member: string, content: string): Promise<string> {
    this.count += 1;
    return this.deliver(member, { MsgType: 'text', Content: content, MsgId: String(this.count) });
  }

  /** The text in the answer on the call; empty: none. Throws for any status but 200. */
  async deliver(member: string, elements: Elements): Promise<string> {
    const { status, body } = await this.post(member, elements);
    if (status !== 200) throw new Error(`${String(status)} ${body}`);
    if (body === '') return '';
    const xml = readXml(body);
    return textIn(readXml(this.cipher.decrypt(textIn(xml, 'Encrypt'))), 'Content');
  }

  async post(member: string, elements: Elements): Promise<{ status: number; type: string; body: string }> {
    const sent = { ToUserName: this.app.corpId, FromUserName: member, CreateTime: Math.floor(this.now() / 1000) };
    const encrypted = this.cipher.encrypt(xmlOf({ ...sent, AgentID: this.app.agentId, ...elements }));
    const body = xmlOf({ ToUserName: this.app.corpId, AgentID: this.app.agentId, Encrypt: encrypted });
    const headers = { 'content-type': 'text/xml' };
    const response = await fetch(`${this.service}?${this.signed(encrypted)}`, { method: 'POST', headers, body });
    return this.read(response);
  }

  private signed(encrypted: string): string {
    const timestamp = String(Math.floor(this.now() / 1000));
    const nonce = String(Math.floor(Math.random() * 1e9));
    const msg_signature = signatureOf(this.app.token, timestamp, nonce, encrypted);
    return String(new URLSearchParams({ msg_signature, timestamp, nonce }));
  }

  private async read(response: Response): Promise<{ status: number; type: string; body: string }> {
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      body: await response.text(),
    };
  }

  private async answer(request: IncomingMessage): Promise<object> {
    const url = new URL(request.url ?? '', 'http://platform');
    const path = url.pathname.replace('/cgi-bin/', '');
    this.calls.push(path);
    const failure = this.failures.findIndex((one) => one.path === path);
    const [failing] = failure < 0 ? [] : this.failures.splice(failure, 1);
    if (failing) return { errcode: failing.errcode, errmsg: failing.errmsg };
    if (path === 'gettoken') {
      if (url.searchParams.get('corpid') !== this.app.corpId) return { errcode: 40013, errmsg: 'invalid corpid' };
      if (url.searchParams.get('corpsecret') !== this.app.secret)
        return { errcode: 40001, errmsg: 'invalid credential' };
      return { errcode: 0, errmsg: 'ok', access_token: this.token, expires_in: 7200 };
    }
    if (path !== 'message/send') return { errcode: 40066, errmsg: 'invalid url' };
    if (url.searchParams.get('access_token') !== this.token) return { errcode: 40014, errmsg: 'invalid access_token' };
    const message = JSON.parse(await text(request)) as Record<string, unknown>;
    if (message.agentid !== Number(this.app.agentId))
      return { errcode: 301002, errmsg: 'not allow operate another agent' };
    const content = (message.text as { content?: string } | undefined)?.content ?? '';
    const to = String(message.touser);
    if (message.msgtype !== 'text' || content === '') return { errcode: 40008, errmsg: 'invalid message type' };
    if (Buffer.byteLength(content) > 2048) return { errcode: 45002, errmsg: 'content size out of limit' };
    if (this.outside.has(to)) return { errcode: 0, errmsg: 'ok', invaliduser: to };
    this.sent.push({ to, text: content });
    return { errcode: 0, errmsg: 'ok', invaliduser: '', msgid: `m${String(this.sent.length)}` };
  }
}
