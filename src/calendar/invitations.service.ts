import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { ZoneName } from '../kernel/civil-time';
import { DAY, type Instant } from '../kernel/clock';
import { Outbox } from '../messaging/outbox.service';
import type { OrgScope } from '../acts/domain/act-context';
import { Installation } from '../accounts/installation.service';
import { mailAddressOf } from '../organisations/domain/preferences';
import type { DueWork } from '../kernel/due-work';
import { isOwed } from './domain/invitation';
import { everybodyByMail } from './calendar.queries';
import { digestOf, InvitationsRepository } from './invitations.repository';

/** Longer than any entry lasts. */
const LONGEST = 2 * DAY;
const PEOPLE_AT_ONCE = 200;

interface Invited {
  readonly id: string;
  readonly orgId: string;
  readonly timeZone: ZoneName;
  readonly address: string;
}

/**
 * Brings people's mail calendars up to date. The rows are the truth: whatever act or import changed an entry, what its
 * owner's calendar is known to hold differs from it afterwards, and that difference is what she is sent.
 */
@Injectable()
export class Invitations implements DueWork {
  readonly name = 'invitations';
  /** The change counter when everybody had been told; null: not yet looked. */
  private toldUntil: number | null = null;

  constructor(
    private readonly database: Database,
    private readonly repository: InvitationsRepository,
    private readonly outbox: Outbox,
    private readonly installation: Installation,
  ) {}

  async nextDue(now: Instant): Promise<Instant | null> {
    if (this.installation.organizer === null) return null;
    return (await this.database.changes()) === this.toldUntil ? null : now;
  }

  async run(now: Instant): Promise<void> {
    const { organizer } = this.installation;
    if (organizer === null) return;
    const changes = await this.database.changes();
    if (changes === this.toldUntil) return;
    const groups = await this.peopleWithMail();
    for (const people of groups) await this.bringUpToDate(people, organizer.email, now);
    this.toldUntil = changes;
  }

  /** People with an address, in groups of one organisation each. */
  private async peopleWithMail(): Promise<Invited[][]> {
    const everybody = await this.database.read(everybodyByMail);
    const people = everybody.flatMap(({ id, orgId, timeZone, ...facts }) => {
      const address = mailAddressOf(facts);
      return address === null ? [] : [{ id, orgId, timeZone, address }];
    });
    const groups: Invited[][] = [];
    for (const person of people) {
      const last = groups.at(-1);
      if (last && last[0]?.orgId === person.orgId && last.length < PEOPLE_AT_ONCE) last.push(person);
      else groups.push([person]);
    }
    return groups;
  }

  private async bringUpToDate(people: readonly Invited[], organizer: string, now: Instant): Promise<void> {
    const [first] = people;
    if (!first) return;
    const scope: OrgScope = { orgId: first.orgId, zone: first.timeZone };
    const ids = people.map((person) => person.id);
    const behind = await this.database.read((tx) => this.behind(tx, scope, people, ids, now));
    for (const personId of behind) {
      const person = people.find(({ id }) => id === personId);
      if (person) await this.database.write((tx) => this.tell(tx, scope, person, organizer, now));
    }
  }

  /** Whose calendars do not hold what they should. */
  private async behind(
    tx: Tx,
    scope: OrgScope,
    people: readonly Invited[],
    ids: readonly string[],
    now: Instant,
  ): Promise<Set<string>> {
    const known = await this.repository.ofPeople(tx, ids);
    const addresses = new Map(people.map(({ id, address }) => [id, address]));
    const entries = await this.repository.entriesOf(tx, scope, ids, now - LONGEST);
    const owed = entries.filter(({ personId, event }) =>
      isOwed(known.get(event.uid) ?? null, event, digestOf(event, addresses.get(personId) ?? ''), now),
    );
    return new Set(owed.map(({ personId }) => personId));
  }

  /** Looks again with the person held still, so that two processes do not both write to her. */
  private async tell(tx: Tx, scope: OrgScope, person: Invited, organizer: string, now: Instant): Promise<void> {
    await tx.lockRows('people', [person.id]);
    const known = await this.repository.ofPeople(tx, [person.id]);
    const to = { address: person.address, organizer };
    for (const entry of await this.repository.entriesOf(tx, scope, [person.id], now - LONGEST)) {
      const { event } = entry;
      const before = known.get(event.uid) ?? null;
      if (!isOwed(before, event, digestOf(event, person.address), now)) continue;
      const invitation = await this.repository.note(tx, scope, before, entry, to, now);
      await this.outbox.owe(tx, now, {
        orgId: scope.orgId,
        personId: person.id,
        dedupeKey: `invitation.${invitation.id}.${String(invitation.revision)}`,
        kind: 'invitation',
        class: 'normal',
        content: { facts: { invitationId: invitation.id, digest: invitation.digest } },
        dueMs: now,
        notAfterMs: event.end,
      });
    }
  }
}
