import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { CallBackRefused } from './call-back-refused';

/** Blocks of the padding; PKCS #7 as the platform uses it, not that of the cipher, whose blocks have 16 bytes. */
const BLOCK = 32;
const RANDOM = 16;
const LENGTH = 4;

/**
 * What WeChat calls the safe mode (WXBizMsgCrypt): AES-256-CBC over 16 random bytes, the length of the message in four
 * bytes, the message, and the id of the receiver.
 */
export class MessageCipher {
  private readonly key: Buffer;

  /** `encodingKey`: the 43 characters that the platform shows; `receiver`: the app id or corp id. */
  constructor(
    encodingKey: string,
    private readonly receiver: string,
  ) {
    this.key = Buffer.from(`${encodingKey}=`, 'base64');
    if (this.key.length !== 32) throw new Error('an encoding key has 43 characters');
  }

  encrypt(message: string): string {
    const text = Buffer.from(message, 'utf8');
    const length = Buffer.alloc(LENGTH);
    length.writeUInt32BE(text.length);
    const plain = Buffer.concat([randomBytes(RANDOM), length, text, Buffer.from(this.receiver, 'utf8')]);
    const padding = BLOCK - (plain.length % BLOCK);
    const cipher = createCipheriv('aes-256-cbc', this.key, this.key.subarray(0, 16)).setAutoPadding(false);
    const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)]);
    return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
  }

  /** Throws CallBackRefused for what was not made for this receiver with this key. */
  decrypt(encrypted: string): string {
    const plain = unpadded(this.deciphered(encrypted));
    if (plain.length < RANDOM + LENGTH) throw new CallBackRefused('it is too short to be a message');
    const end = RANDOM + LENGTH + plain.readUInt32BE(RANDOM);
    if (end > plain.length) throw new CallBackRefused('its length is wrong');
    if (!plain.subarray(end).equals(Buffer.from(this.receiver, 'utf8')))
      throw new CallBackRefused(
        'it is meant for another receiver: the app id or corp id of the settings is not its own',
      );
    return plain.subarray(RANDOM + LENGTH, end).toString('utf8');
  }

  private deciphered(encrypted: string): Buffer {
    const bytes = Buffer.from(encrypted, 'base64');
    if (bytes.length === 0 || bytes.length % 16 !== 0) throw new CallBackRefused('it is not made of whole blocks');
    const decipher = createDecipheriv('aes-256-cbc', this.key, this.key.subarray(0, 16)).setAutoPadding(false);
    return Buffer.concat([decipher.update(bytes), decipher.final()]);
  }
}

function unpadded(padded: Buffer): Buffer {
  const padding = padded.at(-1) ?? 0;
  const end = padded.length - padding;
  const whole = padding >= 1 && padding <= BLOCK && end >= 0 && padded.subarray(end).every((byte) => byte === padding);
  if (!whole) throw new CallBackRefused('its padding is wrong');
  return padded.subarray(0, end);
}
