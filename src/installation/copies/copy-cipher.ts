import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  scryptSync,
  timingSafeEqual,
} from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { Fault } from '../../kernel/fault';
import type { CopyHeader } from './copy-header';

type Encryption = NonNullable<CopyHeader['encryption']>;

const COST = { n: 2 ** 15, r: 8, p: 1 } as const;
const MOST_MEMORY = 1024 * 1024 * 1024;

/** What every byte passes on its way into a file or out of it; `trailer` is known once all have passed. */
export interface Passage {
  readonly through: Transform;
  trailer(): Buffer;
}

/** Fresh salt and nonce for one copy. */
export function newEncryption(passphrase: string): Encryption {
  const salt = randomBytes(16).toString('base64url');
  const given = { kdf: 'scrypt', ...COST, salt, nonce: randomBytes(12).toString('base64url') } as const;
  return { ...given, check: checkOf(keyOf(passphrase, given)) };
}

/** AES-256-GCM with the first line authenticated along, or, of a copy without a passphrase, a SHA-256 of everything. */
export function passageInto(line: Buffer, encryption: Encryption | null, passphrase: string | null): Passage {
  if (!encryption) return hashing(line);
  const cipher = createCipheriv('aes-256-gcm', keyOf(passphrase ?? '', encryption), nonceOf(encryption));
  cipher.setAAD(line);
  return { through: cipher, trailer: () => cipher.getAuthTag() };
}

export const trailerBytes = (encryption: Encryption | null): number => (encryption ? 16 : 32);

/** The way back. Throws Fault for a passphrase that is missing or wrong; a damaged file fails at its end. */
export function passageOutOf(
  line: Buffer,
  encryption: Encryption | null,
  passphrase: string | null,
  trailer: Buffer,
): Transform {
  if (!encryption) return hashing(line, trailer).through;
  if (passphrase === null) {
    throw new Fault(
      '备份是加密的，请设置 BACKUP_PASSPHRASE：the copy is encrypted; set BACKUP_PASSPHRASE to its passphrase',
    );
  }
  const key = keyOf(passphrase, encryption);
  if (checkOf(key) !== encryption.check) {
    throw new Fault('BACKUP_PASSPHRASE 不是这份备份的口令：BACKUP_PASSPHRASE is not the passphrase of this copy');
  }
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(encryption));
  decipher.setAAD(line);
  decipher.setAuthTag(trailer);
  return decipher;
}

function keyOf(passphrase: string, { n, r, p, salt }: Omit<Encryption, 'check'>): Buffer {
  const options = { N: n, r, p, maxmem: MOST_MEMORY };
  return scryptSync(passphrase.normalize('NFC'), Buffer.from(salt, 'base64url'), 32, options);
}

const nonceOf = ({ nonce }: Encryption): Buffer => Buffer.from(nonce, 'base64url');
const checkOf = (key: Buffer): string => createHmac('sha256', key).update('xinyue copy').digest('hex').slice(0, 16);

/** Lets everything through and fails at the end when it is not what `expected` is the hash of. */
function hashing(line: Buffer, expected?: Buffer): Passage {
  const hash = createHash('sha256').update(line);
  let digest = Buffer.alloc(0);
  const through = new Transform({
    transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done: TransformCallback) {
      digest = hash.digest();
      const same = !expected || (expected.length === digest.length && timingSafeEqual(expected, digest));
      done(same ? null : new Error('checksum'));
    },
  });
  return { through, trailer: () => digest };
}
