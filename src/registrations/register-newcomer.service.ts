import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { done, type Result } from '../kernel/result';
import { Acts, withdraw } from '../acts/acts.service';
import type { ActContext, OrgScope } from '../acts/domain/act-context';
import { Allowances, type Asked } from '../accounts/allowances.service';
import { Grants } from '../accounts/grants.service';
import { PersonWriter, type NewPerson } from '../organisations/person-writer.service';
import { phonePlace, Secrets } from '../organisations/secrets.service';
import type { RegistrationRefusal } from './domain/registration-refusal';
import { NEWCOMER_PREFIX } from './domain/newcomer-key';
import { RegisterForSession, type Registered } from './register-for-session.service';

/** A household that nobody knows yet, as it introduces itself on a poster's page. */
export interface Newcomer {
  readonly name: string;
  /** Digits alone. Nothing else reaches whoever is bound to no channel. */
  readonly phone: string;
  /** People who come, the registering person included. */
  readonly party: number;
}

export type NewcomerRefusal =
  | RegistrationRefusal
  /** So many come from there, or to this session, that they are probably not people. */
  | { readonly rule: 'too-many-newcomers'; readonly againAtMs: Instant }
  /** Somebody with this number has come by the poster before. */
  | { readonly rule: 'number-registered' };

/** For which session, and from which address on the network. */
export interface Where {
  readonly scope: OrgScope;
  readonly sessionId: string;
  readonly now: Instant;
  readonly source: string;
  readonly idempotencyKey?: string;
}

export interface NewcomerRegistered {
  readonly personId: string;
  readonly registered: Registered;
}

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
    private readonly allowances: Allowances,
    private readonly registering: RegisterForSession,
  ) {}

  /** A refusal leaves nobody behind. The same idempotency key again gets the person of the first time. */
  register(at: Where, newcomer: Newcomer): Promise<Result<NewcomerRegistered, NewcomerRefusal>> {
    const { scope, sessionId, now, source, idempotencyKey } = at;
    const personId = newId(now);
    const context: ActContext = {
      ...{ scope, now, idempotencyKey },
      actorId: personId,
      roles: ['participant'],
      channel: 'h5',
    };
    const limits: Asked[] = [
      { limit: 'newcomers.source-and-session', of: `${source} ${sessionId}` },
      { limit: 'newcomers.source', of: source },
      { limit: 'newcomers.session', of: sessionId },
      { limit: 'newcomers.organisation', of: scope.orgId },
    ];
    return this.acts.perform(context, 'registration.newcomer', async (tx) => {
      const againAtMs = await this.allowances.take(tx, limits, now);
      if (againAtMs !== null) return withdraw({ rule: 'too-many-newcomers', againAtMs });
      await this.people.add(tx, scope, [describeNewcomer(personId, newcomer)], now);
      await this.grants.add(tx, scope, [{ personId, role: 'participant' }], now);
      const result = await this.registering.registerIn(tx, context, { sessionId, party: newcomer.party });
      if (!result.ok) return withdraw(result.refusal);
      if (await this.isTwice(tx, sessionId, newcomer.phone)) return withdraw({ rule: 'number-registered' });
      return done({ personId, registered: result.value });
    });
  }

  /** Whether more than one household that came by a poster gave this number for this session. */
  private async isTwice(tx: Tx, sessionId: string, phone: string): Promise<boolean> {
    const found = await tx.all(
      `SELECT r.id FROM registrations r JOIN people p ON p.id = r.person_id
        WHERE r.session_id = ? AND r.ended_key = '' AND p.phone_index = ? AND p.slug LIKE ? LIMIT 2`,
      [sessionId, this.secrets.hash('phone', phone), `${NEWCOMER_PREFIX}%`],
    );
    return found.length > 1;
  }

  /** The numbers that those on a session left who came by a poster. */
  async phones(scope: OrgScope, sessionId: string): Promise<Map<string, string>> {
    const rows = await this.database.read((tx) =>
      tx.all<{ id: string; phoneCipher: string }>(
        `SELECT p.id, p.phone_cipher FROM registrations r JOIN people p ON p.id = r.person_id
          WHERE r.org_id = ? AND r.session_id = ? AND r.ended_key = '' AND p.phone_cipher IS NOT NULL AND p.slug LIKE ?`,
        [scope.orgId, sessionId, `${NEWCOMER_PREFIX}%`],
      ),
    );
    return new Map(
      rows.map(({ id, phoneCipher }) => [id, this.secrets.open(phonePlace(id, scope.orgId), phoneCipher)]),
    );
  }
}

/** A household that nobody knew before, as the books have it. */
export const describeNewcomer = (id: string, { name, phone }: Pick<NewPerson, 'name' | 'phone'>): NewPerson => ({
  id,
  key: `${NEWCOMER_PREFIX}${id.toLowerCase()}`,
  name,
  phone,
  email: null,
  joined: null,
  trainee: false,
  caps: {},
  preferences: {},
  active: true,
});
