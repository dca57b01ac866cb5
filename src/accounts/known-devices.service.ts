import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secrets } from '../organisations/secrets.service';

/**
 * Marks of browsers with which somebody has signed in. A mark lets nobody in: it says that a code asked for there is
 * probably asked for by her, and is counted apart from what strangers ask for in her name.
 */
@Injectable()
export class KnownDevices {
  constructor(private readonly secrets: Secrets) {}

  markFor(personId: string): string {
    const nonce = randomBytes(16).toString('hex');
    return `${nonce}${this.sealOf(personId, nonce)}`;
  }

  isOf(mark: string, personId: string): boolean {
    if (!/^[0-9a-f]{96}$/u.test(mark)) return false;
    const expected = this.sealOf(personId, mark.slice(0, 32));
    return timingSafeEqual(Buffer.from(mark.slice(32)), Buffer.from(expected));
  }

  private sealOf(personId: string, nonce: string): string {
    return this.secrets.hash('known-device', `${personId} ${nonce}`);
  }
}
