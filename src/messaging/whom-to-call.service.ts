import { Injectable } from '@nestjs/common';
import type { ActContext } from '../acts/domain/act-context';
import { Database } from '../database/database';
import { PhoneNumbers } from '../organisations/phone-numbers.service';
import { DeliveryPolicy } from './delivery-policy.service';
import { recipientsById } from './recipient.queries';

/** Somebody whom no channel reaches, so that a person has to tell her. */
export interface ToCall {
  readonly personId: string;
  readonly name: string;
  /** null: she has left none. */
  readonly phone: string | null;
}

/** What a change was about, as the log of looks at telephone numbers names it. */
export type About = Parameters<PhoneNumbers['lookAt']>[2];

/** Who hears of nothing by herself: whatever tells people something says beside it whom somebody has to call. */
@Injectable()
export class WhomToCall {
  constructor(
    private readonly database: Database,
    private readonly delivery: DeliveryPolicy,
    private readonly phones: PhoneNumbers,
  ) {}

  /** Those of `personIds` whom no channel reaches, in their order; the numbers are opened for a coordinator and noted. */
  async among(context: ActContext, personIds: readonly string[], about: About): Promise<ToCall[]> {
    const ids = await this.delivery.unreached(personIds, context.now);
    if (ids.length === 0) return [];
    const people = await this.database.read((tx) => recipientsById(tx, ids));
    const names = new Map(people.map(({ id, name }) => [id, name]));
    // the act itself has used the key of the request
    const numbers = await this.phones.lookAt({ ...context, idempotencyKey: undefined }, ids, about);
    return ids.map((personId) => ({
      personId,
      name: names.get(personId) ?? '',
      phone: numbers.get(personId) ?? null,
    }));
  }
}
