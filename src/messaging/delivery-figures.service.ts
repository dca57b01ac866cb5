import { Injectable } from '@nestjs/common';
import type { Instant } from '../kernel/clock';
import type { MessageClass, MessageState } from './domain/message';
import type { TransportState } from './transport';

/** What became of one message, and how long after it might have left. */
export interface SettledMessage {
  readonly state: MessageState;
  readonly class: MessageClass;
  readonly channel: string | null;
  readonly lateMs: number;
}

/** What an audit found. Clean: nothing overdue, nothing missing. */
export interface Audit {
  readonly at: Instant;
  /** Messages that should have left more than a minute ago. */
  readonly overdue: number;
  /** How long the oldest of them has been waiting, in milliseconds. */
  readonly oldestMs: number;
  /** Seats inside their reminder window about which nothing had ever been planned; they are reminded now. */
  readonly missing: number;
}

/** What whoever watches this process learns about its deliveries. Counts since its start, names nobody. */
@Injectable()
export class DeliveryFigures {
  private readonly listeners: ((message: SettledMessage) => void)[] = [];
  /** What this process found last; null before its first audit. */
  audit: Audit | null = null;
  /** How the transport is; asked each time. */
  transport: () => TransportState = () => 'off';

  onSettled(listener: (message: SettledMessage) => void): void {
    this.listeners.push(listener);
  }

  settled(message: SettledMessage): void {
    for (const listener of this.listeners) listener(message);
  }
}
