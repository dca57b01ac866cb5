import { MINUTE, type Instant } from '../../kernel/clock';
import { randomCode } from '../../kernel/ids';
import { CallBackRefused } from './call-back-refused';
import { readXml, textIn, xmlOf, type XmlElement } from './call-back-xml';
import type { MessageCipher } from './message-cipher';
import { isSignature, signatureOf } from './signature';

/** How far the platform's clock may be from ours. What is older may be somebody's copy. */
const WINDOW = 5 * MINUTE;

type Query = ReadonlyMap<string, string>;

/** What a call-back says of itself, once it is known to come from the platform. */
export interface Opened {
  readonly xml: XmlElement;
  /** Names this delivery; the platform never uses it for two. */
  readonly nonce: string;
}

/** Looks at who calls: lets in what the platform has signed a moment ago, and nothing else. */
export class CallBackDoor {
  constructor(
    private readonly token: string,
    /** null: plain mode, in which the signature covers the time and the nonce, and not the message. */
    readonly cipher: MessageCipher | null,
  ) {}

  /** Throws CallBackRefused unless `name` signs the time, the nonce and `parts`. */
  check(query: Query, name: 'signature' | 'msg_signature', parts: readonly string[], now: Instant): string {
    const [timestamp = '', nonce = '', given = ''] = ['timestamp', 'nonce', name].map((one) => query.get(one));
    if (!/^\d{1,12}$/u.test(timestamp) || nonce === '' || nonce.length > 128)
      throw new CallBackRefused('it has no time or no nonce');
    if (!isSignature(signatureOf(this.token, timestamp, nonce, ...parts), given))
      throw new CallBackRefused(`its ${name} is wrong: the token here is not the one on the platform, or it is forged`);
    if (Math.abs(Number(timestamp) * 1000 - now) > WINDOW)
      throw new CallBackRefused(
        'it is too old or from the future: somebody’s copy, or the clock of this machine is wrong',
      );
    return `${timestamp}.${nonce}`;
  }

  /** The elements of a message that was posted. Throws CallBackRefused. */
  open(query: Query, body: string, now: Instant): Opened {
    if (this.cipher === null) {
      const nonce = this.check(query, 'signature', [], now);
      return { xml: readXml(body), nonce };
    }
    const encrypted = textIn(readXml(body), 'Encrypt');
    const nonce = this.check(query, 'msg_signature', [encrypted], now);
    return { xml: readXml(this.cipher.decrypt(encrypted)), nonce };
  }

  /** An answer on the call, encrypted and signed; null in plain mode. */
  sealed(xml: string, now: Instant): string | null {
    if (this.cipher === null) return null;
    const Encrypt = this.cipher.encrypt(xml);
    const TimeStamp = Math.floor(now / 1000);
    const Nonce = randomCode(16);
    const MsgSignature = signatureOf(this.token, String(TimeStamp), Nonce, Encrypt);
    return xmlOf({ Encrypt, MsgSignature, TimeStamp, Nonce });
  }
}
