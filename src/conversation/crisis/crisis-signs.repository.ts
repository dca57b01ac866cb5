import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../database/database';
import { DAY, type Instant } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import type { InboundMessage } from '../../messaging/channel';
import { CrisisSignRow } from './crisis-sign.row';

/** `told`: she was worried about somebody else. */
export type SignTone = CrisisSignRow['tone'];

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
    return tx.find(
      CrisisSignRow,
      { sender, heardMs: { gt: now - TOGETHER } },
      { columns: ['id', 'tone', 'heardMs', 'offerUntilMs'], orderBy: { heardMs: 'desc', id: 'desc' } },
    );
  }

  async remember(tx: Tx, sender: string, tone: SignTone, offerUntilMs: Instant | null, now: Instant): Promise<void> {
    await tx.insert(CrisisSignRow, { id: newId(now), sender, tone, heardMs: now, offerUntilMs });
  }

  /** The offer of a call back is answered, or overtaken. */
  async closeOffers(tx: Tx, sender: string): Promise<void> {
    await tx.update(CrisisSignRow, { sender, offerUntilMs: { not: null } }, { offerUntilMs: null });
  }
}
