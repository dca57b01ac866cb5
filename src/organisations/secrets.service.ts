import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { dataFolder, type Configuration } from '../../config/configuration';
import { CONFIGURATION } from '../kernel/configuration.token';

/** The place that a sealed telephone number is bound to. */
export const phonePlace = (personId: string, orgId: string): string => `people|phone|${personId}|${orgId}`;

/** Keys derived from the one secret of the installation, each for one purpose, and what is done with them. */
@Injectable()
export class Secrets {
  private readonly root: Buffer;
  private readonly keys = new Map<string, Buffer>();

  constructor(@Inject(CONFIGURATION) configuration: Pick<Configuration, 'secretKey' | 'databaseUrl'>) {
    this.root = Buffer.from(configuration.secretKey ?? keptSecret(configuration.databaseUrl), 'utf8');
  }

  /** Hex of a keyed hash: equal texts can be found again, the text cannot. */
  hash(purpose: string, text: string): string {
    return createHmac('sha256', this.key(purpose)).update(text, 'utf8').digest('hex');
  }

  /**
   * AES-256-GCM with a fresh nonce. `place` (table, column, row, organisation) is authenticated along: a value moved to
   * another row is refused. NIST SP 800-38D.
   */
  seal(place: string, text: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key('seal'), nonce);
    cipher.setAAD(Buffer.from(place, 'utf8'));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `1.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
  }

  /** Throws when the value was made for another place, with another key, or changed. */
  open(place: string, sealed: string): string {
    const bytes = Buffer.from(sealed.replace(/^1\./, ''), 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.key('seal'), bytes.subarray(0, 12));
    decipher.setAAD(Buffer.from(place, 'utf8'));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  }

  /** The key of one purpose, for who carries it along to another secret. */
  keyFor(purpose: string): Buffer {
    return Buffer.from(this.key(purpose));
  }

  /** From now on this is the key of the purpose, whatever the secret is. */
  useFor(purpose: string, key: Buffer): void {
    this.keys.set(purpose, key);
  }

  private key(purpose: string): Buffer {
    let key = this.keys.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', this.root, 'xinyue', purpose, 32));
      this.keys.set(purpose, key);
    }
    return key;
  }
}

/** Where the secret lies when no setting gives it. */
export const secretFile = (databaseUrl: string): string => join(dataFolder(databaseUrl), 'secret.key');

/** The secret that is there already, without making one; null: there is none. */
export function existingSecret({
  secretKey,
  databaseUrl,
}: Pick<Configuration, 'secretKey' | 'databaseUrl'>): string | null {
  if (secretKey !== null) return secretKey;
  const path = secretFile(databaseUrl);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
}

/** The secret that lies beside the embedded database; made at the first start, readable by its owner alone. */
function keptSecret(databaseUrl: string): string {
  if (databaseUrl === 'sqlite::memory:') return randomBytes(32).toString('hex');
  const path = secretFile(databaseUrl);
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    try {
      writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
      chmodSync(path, 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return readFileSync(path, 'utf8').trim();
}
