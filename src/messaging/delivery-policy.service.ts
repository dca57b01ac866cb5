import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { mailAddressOf, readPreferences } from '../organisations/domain/preferences';
import { accountsOf, type AccountOf } from '../organisations/identities.queries';
import { HOUR, type Instant } from '../kernel/clock';
import type { Address, Channel } from './channel';
import { Channels } from './channels';
import { ContactRights, type Standing } from './contact-rights.service';
import { judgeDelivery, onlyBy, type Decision, type Recipient } from './domain/delivery-rules';
import { quietHoursIn } from './domain/quiet-hours';
import type { DueMessage } from './domain/message';
import { OutboxRow } from './outbox.row';
import { recipientsById, type RecipientRecord } from './recipient.queries';

/** A channel that is connected, and the person's place on it. */
export interface Route {
  readonly channel: Channel;
  readonly address: Address;
}

/** A channel that leads to somebody, and whether it may be used now without a word of hers. */
export interface Way extends Standing {
  readonly channel: string;
}

/** As `Decision`; with the ways to the person, the best first. Without any she cannot be reached now. */
export type Verdict = Exclude<Decision, { do: 'send' }> | { readonly do: 'send'; readonly routes: readonly Route[] };

/** Decides about messages that are due: the facts of a whole batch are gathered at once, the rules are pure. */
@Injectable()
export class DeliveryPolicy {
  constructor(
    private readonly database: Database,
    private readonly channels: Channels,
    private readonly rights: ContactRights,
  ) {}

  /** A verdict for each message, in their order. */
  async judge(messages: readonly DueMessage[], now: Instant): Promise<Verdict[]> {
    const ids = [...new Set(messages.map((message) => message.personId).filter((id) => id !== null))];
    const { people, identities } = await this.database.read((tx) => gathered(tx, ids));
    const paced = messages.filter(({ class: pressing }) => pressing === 'bulk').map(({ personId }) => personId ?? '');
    const sent = await this.database.read((tx) => sentTo(tx, [...new Set(paced)], now));
    return messages.map((message) => {
      const person = people.get(message.personId ?? '');
      const decision = judgeDelivery(message, person ? recipientOf(person, sent.get(person.id) ?? []) : null, now);
      if (decision.do !== 'send') return decision;
      const routes = person ? this.routes(person, identities.get(person.id) ?? [], now) : [];
      const only = onlyBy(message.kind);
      return {
        do: 'send',
        routes: routes.filter((route) => (only ?? route.channel.key) === route.channel.key && leadsTo(route, message)),
      };
    });
  }

  /** Those of `personIds` to whom no channel leads now, or none on which the service may write first. */
  async unreached(personIds: readonly string[], now: Instant): Promise<string[]> {
    const ways = await this.ways(personIds, now);
    return [...ways].flatMap(([id, channels]) => (channels.length === 0 ? [id] : []));
  }

  /** The channels on which the service may write to each of `personIds` now, the best first; none to whoever is no longer here. */
  async ways(personIds: readonly string[], now: Instant): Promise<ReadonlyMap<string, readonly string[]>> {
    const ids = [...new Set(personIds)];
    const { people, identities } = await this.database.read((tx) => gathered(tx, ids));
    const rightTo = await this.rights.of(ids, now);
    const channels = (id: string): string[] => {
      const person = people.get(id);
      if (person?.active !== 1) return [];
      const routes = this.routes(person, identities.get(id) ?? [], now);
      return routes.flatMap(({ channel }) => (rightTo(id, channel).right === 'none' ? [] : [channel.key]));
    };
    return new Map(ids.map((id) => [id, channels(id)]));
  }

  /** The channels that lead to one person, the first that is tried first. */
  async waysTo(personId: string, now: Instant): Promise<Way[]> {
    const { people, identities } = await this.database.read((tx) => gathered(tx, [personId]));
    const rightTo = await this.rights.of([personId], now);
    const person = people.get(personId);
    const routes = person?.active === 1 ? this.routes(person, identities.get(personId) ?? [], now) : [];
    const ways = routes.map(({ channel }) => ({ channel: channel.key, ...rightTo(personId, channel) }));
    return ways.filter((way, i) => ways.findIndex(({ channel }) => channel === way.channel) === i);
  }

  /** Her identities, the latest bound first, then the channels that know her without one, and mail last of all. */
  private routes(
    { id, orgId, slug, ...facts }: RecipientRecord,
    identities: readonly AccountOf[],
    now: Instant,
  ): Route[] {
    const routes: Route[] = [];
    for (const { channel: key, externalId } of identities) {
      const channel = this.channels.get(key);
      if (channel && channel.capabilities.proactive !== 'never')
        routes.push({ channel: this.rights.guarded(channel, id, now), address: { externalId } });
    }
    for (const key of this.channels.keys()) {
      const channel = this.channels.get(key);
      const address = channel?.addressOf?.({ id, orgId, slug });
      if (channel && address) routes.push({ channel, address });
    }
    const mail = this.channels.get('mail');
    const address = mailAddressOf(facts);
    if (mail && address !== null) routes.push({ channel: mail, address: { externalId: address } });
    return routes;
  }
}

/** Whether a way is the one on which the message is to arrive, where it names one. */
const leadsTo = ({ channel, address }: Route, message: DueMessage): boolean =>
  (message.channel ?? channel.key) === channel.key && (message.address ?? address.externalId) === address.externalId;

interface Gathered {
  readonly people: ReadonlyMap<string, RecipientRecord>;
  readonly identities: ReadonlyMap<string, readonly AccountOf[]>;
}

async function gathered(tx: Tx, ids: readonly string[]): Promise<Gathered> {
  if (ids.length === 0) return { people: new Map(), identities: new Map() };
  const people = await recipientsById(tx, ids);
  const identities = new Map<string, AccountOf[]>();
  for (const identity of await accountsOf(tx, ids)) {
    const known = identities.get(identity.personId);
    if (known) known.push(identity);
    else identities.set(identity.personId, [identity]);
  }
  return { people: new Map(people.map((person) => [person.id, person])), identities };
}

/** When messages that did not press were sent to each of these people within the last hour. */
async function sentTo(tx: Tx, ids: readonly string[], now: Instant): Promise<Map<string, Instant[]>> {
  const times = new Map<string, Instant[]>();
  if (ids.length === 0) return times;
  const rows = await tx.find(
    OutboxRow,
    { personId: ids, state: 'sent', sentMs: { gt: now - HOUR }, class: { not: 'urgent' } },
    { columns: ['personId', 'sentMs'] },
  );
  for (const { personId, sentMs } of rows) {
    if (personId !== null && sentMs !== null) times.set(personId, [...(times.get(personId) ?? []), sentMs]);
  }
  return times;
}

function recipientOf(
  { active, timeZone, settings, preferences }: RecipientRecord,
  sentMs: readonly Instant[],
): Recipient {
  const { quietUntilMs = 0, nightAsks = false } = readPreferences(preferences);
  const quietHours = quietHoursIn(settings);
  return { active: active === 1, timeZone, quietHours, quietUntilMs, nightAsks, sentMs };
}
