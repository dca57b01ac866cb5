import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { MINUTE, type Instant } from '../kernel/clock';
import type { DueWork } from '../kernel/due-work';
import { newId } from '../kernel/ids';
import { Secrets } from '../organisations/secrets.service';
import { CallBackRow } from './call-back.row';
import type { InboundMessage } from './channel';
import { messageKey } from './inbox.service';

/** Whoever took a call-back has died over it when it is not answered after this; then another looks after it. */
const ABANDONED_AFTER = MINUTE;
const BATCH = 50;

/** What is known of a delivery from outside its text. */
export interface Delivery {
  readonly channel: string;
  readonly externalId: string;
  readonly messageId: string;
  /** As the platform numbered this delivery; it never uses one for two. */
  readonly nonce: string;
}

/** `replayed`: the nonce belongs to another message. `elsewhere`: its answer is on its way, though not on this call. */
export type Taken = 'replayed' | 'elsewhere' | { readonly id: string };

export type Resume = (message: InboundMessage, id: string) => Promise<void>;

/**
 * What platforms deliver by calling us, written down before anything is done about it. A process that dies between a
 * delivery and its answer loses nothing: another one takes the message up and answers it another way.
 */
@Injectable()
export class CallBacks implements DueWork {
  readonly name = 'call-backs';
  private readonly log = new Logger('call-backs');
  private readonly answeredIds: string[] = [];
  private writing: Promise<void> | null = null;
  private readonly resumes = new Map<string, Resume>();

  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  /** `resume` answers what was left unanswered on this channel, and says by `answered` that it has. */
  onAbandoned(channel: string, resume: Resume): void {
    this.resumes.set(channel, resume);
  }

  /** Takes in one delivery; `message` is null for one that is not to be answered. */
  async take(delivery: Delivery, message: InboundMessage | null, now: Instant): Promise<Taken> {
    try {
      return await this.database.write((tx) => this.taken(tx, delivery, message, now));
    } catch (error) {
      if (!this.database.isUnique(error)) throw error;
      // another process was given the same one at the same time
      return this.database.write((tx) => this.taken(tx, delivery, message, now));
    }
  }

  /** From now on its answer goes another way, also when the platform delivers it again. */
  async late(id: string): Promise<void> {
    await this.database.write((tx) => tx.update(CallBackRow, { id }, { late: true }));
  }

  async answered(tx: Tx, id: string | readonly string[]): Promise<void> {
    await tx.update(CallBackRow, { id }, { payload: null, dueMs: null });
  }

  /** The same, for one that was answered on the call: together with whatever else is answered meanwhile. */
  async answeredOnCall(id: string): Promise<void> {
    this.answeredIds.push(id);
    this.writing ??= this.writeAnswered().finally(() => {
      this.writing = null;
    });
    await this.writing;
  }

  async nextDue(): Promise<Instant | null> {
    const row = await this.database.read((tx) =>
      tx.one<{ due: number | null }>('SELECT MIN(due_ms) AS due FROM call_backs WHERE due_ms IS NOT NULL'),
    );
    return row?.due ?? null;
  }

  async run(now: Instant): Promise<void> {
    const due = await this.database.read((tx) =>
      tx.find(CallBackRow, { dueMs: { lte: now } }, { orderBy: { receivedMs: 'asc', id: 'asc' }, limit: BATCH }),
    );
    for (const row of due) {
      const next = { late: true, dueMs: now + ABANDONED_AFTER };
      const mine = await this.database.write((tx) => tx.update(CallBackRow, { id: row.id, dueMs: row.dueMs }, next));
      if (mine === 1) await this.resume(row);
    }
  }

  private async writeAnswered(): Promise<void> {
    while (this.answeredIds.length > 0) {
      const ids = this.answeredIds.splice(0);
      await this.database.write((tx) => this.answered(tx, ids));
    }
  }

  private async resume({ id, channel, payload }: CallBackRow): Promise<void> {
    const resume = this.resumes.get(channel);
    if (!resume || payload === null) return;
    try {
      await resume(JSON.parse(this.secrets.open(callBackPlace(id), payload)) as InboundMessage, id);
    } catch (error) {
      this.log.error({ channel, err: error }, 'a call-back that was left unanswered could not be answered yet');
    }
  }

  private async taken(tx: Tx, delivery: Delivery, message: InboundMessage | null, now: Instant): Promise<Taken> {
    const { channel, externalId, nonce } = delivery;
    const key = messageKey(delivery);
    const nonceHash = createHash('sha256').update(nonce, 'utf8').digest('hex');
    const known = await tx.findOne(CallBackRow, { channel, nonceHash }, { columns: ['id', 'messageKey'] });
    if (known && known.messageKey !== key) return 'replayed';
    const late = await tx.findOne(CallBackRow, { channel, messageKey: key, late: true }, { columns: ['id'] });
    if (late) return 'elsewhere';
    if (known) return { id: known.id };
    const id = newId(now);
    await tx.insert(CallBackRow, {
      id,
      channel,
      nonceHash,
      messageKey: key,
      sender: externalId.slice(0, 191),
      late: false,
      payload: message && this.secrets.seal(callBackPlace(id), JSON.stringify(message)),
      dueMs: message && now + ABANDONED_AFTER,
      receivedMs: now,
    });
    return { id };
  }
}

/** The place that a waiting message is bound to. */
export const callBackPlace = (id: string): string => `call_backs|payload|${id}`;
