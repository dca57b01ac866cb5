import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { done, type Result } from '../kernel/result';
import { Acts, withdraw } from '../acts/acts.service';
import type { ActContext, OrgScope } from '../acts/domain/act-context';
import { Grants } from '../accounts/grants.service';
import { PersonWriter, type NewPerson } from '../organisations/person-writer.service';
import { phonePlace, Secrets } from '../organisations/secrets.service';
import type { RegistrationRefusal } from './domain/registration-refusal';
import { RegisterForSession, type Registered } from './register-for-session.service';

/** A household that nobody knows yet, as it introduces itself on a poster's page. */
export interface Newcomer {
  readonly name: string;
  /** Digits alone. Nothing else reaches whoever is bound to no channel. */
  readonly phone: string;
  /** People who come, the registering person included. */
  readonly party: number;
}

export interface NewcomerRegistered {
  readonly personId: string;
  readonly registered: Registered;
}

/** Begins the key of whoever came by a poster: what she gave her number for was said there. */
const KEY_PREFIX = 'newcomer-';

/**
 * Signs up a household by a session's poster. It becomes a participant of its own, whatever its name and number: neither
 * proves who somebody is, so nobody gets at another household's registrations by knowing them.
 */
@Injectable()
export class RegisterNewcomer {
  constructor(
    private readonly acts: Acts,
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly people: PersonWriter,
    private readonly grants: Grants,
    private readonly registering: RegisterForSession,
  ) {}

  /** A refusal leaves nobody behind. The same idempotency key again gets the person of the first time. */
  register(
    at: { scope: OrgScope; sessionId: string; now: Instant; idempotencyKey?: string },
    newcomer: Newcomer,
  ): Promise<Result<NewcomerRegistered, RegistrationRefusal>> {
    const { scope, sessionId, now, idempotencyKey } = at;
    const personId = newId(now);
    const context: ActContext = {
      ...{ scope, now, idempotencyKey },
      actorId: personId,
      roles: ['participant'],
      channel: 'h5',
    };
    return this.acts.perform(context, 'registration.newcomer', async (tx) => {
      await this.people.add(tx, scope, [describe(personId, newcomer)], now);
      await this.grants.add(tx, scope, [{ personId, role: 'participant' }], now);
      const result = await this.registering.registerIn(tx, context, { sessionId, party: newcomer.party });
      return result.ok ? done({ personId, registered: result.value }) : withdraw(result.refusal);
    });
  }

  /** The numbers of those on a session who came by a poster and whom no channel reaches: somebody has to call them. */
  async phones(scope: OrgScope, sessionId: string): Promise<Map<string, string>> {
    const rows = await this.database.read((tx) =>
      tx.all<{ id: string; phoneCipher: string }>(
        `SELECT p.id, p.phone_cipher FROM registrations r JOIN people p ON p.id = r.person_id
          WHERE r.org_id = ? AND r.session_id = ? AND r.ended_key = '' AND p.phone_cipher IS NOT NULL AND p.slug LIKE ?
            AND NOT EXISTS (SELECT 1 FROM identities i WHERE i.person_id = p.id)`,
        [scope.orgId, sessionId, `${KEY_PREFIX}%`],
      ),
    );
    return new Map(
      rows.map(({ id, phoneCipher }) => [id, this.secrets.open(phonePlace(id, scope.orgId), phoneCipher)]),
    );
  }
}

const describe = (id: string, { name, phone }: Newcomer): NewPerson => ({
  id,
  key: `${KEY_PREFIX}${id.toLowerCase()}`,
  name,
  phone,
  email: null,
  joined: null,
  trainee: false,
  caps: {},
  preferences: {},
  active: true,
});
