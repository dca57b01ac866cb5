import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../database/database';
import { DAY, type Instant } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import type { InboundMessage } from '../../messaging/channel';
import type { Tone } from '../grammar/crisis/hear-crisis';

/** `told`: she was worried about somebody else. */
export type SignTone = Tone | 'told';

/** Signs of one person within this time belong together. */
export const TOGETHER = DAY;

export interface CrisisSign {
  readonly id: string;
  readonly tone: SignTone;
  readonly heardMs: Instant;
  readonly offerUntilMs: Instant | null;
}

/** Which account wrote, in a form that does not say which. */
export const senderOf = (message: InboundMessage): string =>
  createHash('sha256').update(`${message.channel}.${message.externalId}`).digest('hex').slice(0, 24);

/** That somebody sounded in danger, for a day; no word of it. */
@Injectable()
export class CrisisSigns {
  /** Her signs of the last day, newest first. */
  async recent(tx: Tx, sender: string, now: Instant): Promise<readonly CrisisSign[]> {
    return tx.all<CrisisSign>(
      'SELECT id, tone, heard_ms, offer_until_ms FROM crisis_signs WHERE sender = ? AND heard_ms > ? ORDER BY heard_ms DESC, id DESC',
      [sender, now - TOGETHER],
    );
  }

  async remember(tx: Tx, sender: string, tone: SignTone, offerUntilMs: Instant | null, now: Instant): Promise<void> {
    await tx.insert('crisis_signs', { id: newId(now), sender, tone, heard_ms: now, offer_until_ms: offerUntilMs });
  }

  /** The offer of a call back is answered, or overtaken. */
  async closeOffers(tx: Tx, sender: string): Promise<void> {
    await tx.run('UPDATE crisis_signs SET offer_until_ms = NULL WHERE sender = ? AND offer_until_ms IS NOT NULL', [
      sender,
    ]);
  }
}
