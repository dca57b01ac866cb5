import { Injectable } from '@nestjs/common';
import type { NameToForget } from '../acts/act-records.service';
import type { Tx } from '../database/database';
import type { CivilDateTime } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';

export type { NameToForget };

/** What somebody has ahead of her, and must give away before she can go. */
export interface StillAhead {
  readonly kind: 'duty' | 'registration';
  readonly programme: string;
  readonly startCivil: CivilDateTime;
}

/** What one room holds of people and organisations in the tables that it writes. */
export interface Holder {
  /** The room. */
  readonly name: string;
  /** Rooms at whose rows its own point, apart from people and organisations: theirs go after its own. */
  readonly pointsAt?: readonly string[];
  /** Soonest first. */
  ahead?(tx: Tx, personId: string, now: Instant): Promise<readonly StillAhead[]>;
  /** Whether the organisation cannot do without her. */
  needs?(tx: Tx, orgId: string, personId: string): Promise<boolean>;
  /** All that is held about one person, by what it is; hashes, keys and sealed numbers are no information about anybody. */
  held?(tx: Tx, personId: string): Promise<Readonly<Record<string, readonly object[]>>>;
  /** Takes away what is about her alone; what was counted stays as that of a nameless person. */
  erase?(tx: Tx, personId: string): Promise<void>;
  /** Takes her name out of what others wrote or were told. */
  forgetName?(tx: Tx, name: NameToForget): Promise<void>;
  /** Removes all that belongs to an organisation; its people are still there. */
  remove?(tx: Tx, orgId: string): Promise<void>;
}

/** Where each room says what it holds of people and organisations; who is erased, given out or removed is so everywhere. */
@Injectable()
export class Holdings {
  private readonly holders = new Map<string, Holder>();

  /** Called by each room when the service starts. Throws when a room registers twice. */
  register(holder: Holder): void {
    if (this.holders.has(holder.name)) throw new Error(`two holders are called ${holder.name}`);
    this.holders.set(holder.name, holder);
  }

  async ahead(tx: Tx, personId: string, now: Instant): Promise<StillAhead[]> {
    const found: StillAhead[] = [];
    for (const holder of this.holders.values()) found.push(...((await holder.ahead?.(tx, personId, now)) ?? []));
    return found.sort((a, b) => a.kind.localeCompare(b.kind) || a.startCivil.localeCompare(b.startCivil));
  }

  async needed(tx: Tx, orgId: string, personId: string): Promise<boolean> {
    for (const holder of this.holders.values()) if (await holder.needs?.(tx, orgId, personId)) return true;
    return false;
  }

  async held(tx: Tx, personId: string): Promise<Record<string, readonly object[]>> {
    const held: Record<string, readonly object[]> = {};
    for (const holder of this.holders.values()) Object.assign(held, await holder.held?.(tx, personId));
    return held;
  }

  async erase(tx: Tx, personId: string): Promise<void> {
    for (const holder of this.holders.values()) await holder.erase?.(tx, personId);
  }

  async forgetName(tx: Tx, name: NameToForget): Promise<void> {
    for (const holder of this.holders.values()) await holder.forgetName?.(tx, name);
  }

  async remove(tx: Tx, orgId: string): Promise<void> {
    for (const holder of this.pointersFirst()) await holder.remove?.(tx, orgId);
  }

  private pointersFirst(): Holder[] {
    const seen = new Set<Holder>();
    const visit = (holder: Holder): void => {
      if (seen.has(holder)) return;
      for (const name of holder.pointsAt ?? []) {
        const pointed = this.holders.get(name);
        if (pointed) visit(pointed);
      }
      seen.add(holder);
    };
    for (const holder of this.holders.values()) visit(holder);
    return [...seen].reverse();
  }
}
