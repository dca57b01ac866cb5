import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  type WebAuthnCredential,
} from '@simplewebauthn/server';
import { Database, type Tx } from '../database/database';
import { MINUTE, type Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { AuditLog } from './audit-log.service';
import type { ActContext } from './domain/act-context';
import { Secrets } from './secrets.service';

/** What a browser hands back after making a key, and after using one. */
export type PasskeyMade = RegistrationResponseJSON;
export type PasskeyUsed = AuthenticationResponseJSON;

const CHALLENGE_LIFE = 5 * MINUTE;

export interface Passkey {
  readonly id: string;
  readonly label: string;
  readonly createdMs: Instant;
  readonly usedMs: Instant | null;
}

/** The site as the browser names it: a key made for one site answers no other (WebAuthn Level 3, section 4). */
export interface Site {
  readonly origin: string;
  readonly host: string;
}

export type PasskeyRefusal = { readonly rule: 'passkey' } | { readonly rule: 'not-found' };

interface KeyRecord {
  id: string;
  credential: string;
  counter: number;
}

interface StoredCredential {
  id: string;
  publicKey: string;
  transports?: string[];
}

/** Keys on people's own devices, with which they prove who they are before acts that cannot be taken back. */
@Injectable()
export class Passkeys {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly audit: AuditLog,
  ) {}

  async listOf(personId: string): Promise<Passkey[]> {
    return this.database.read((tx) =>
      tx.all<Passkey>('SELECT id, label, created_ms, used_ms FROM passkeys WHERE person_id = ? ORDER BY id', [
        personId,
      ]),
    );
  }

  /** What the browser needs to make a key for this person. */
  async creation(
    context: ActContext,
    name: string,
    browser: string,
    site: Site,
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const known = await this.database.read((tx) => keysOf(tx, context.actorId));
    const options = await generateRegistrationOptions({
      rpName: '心约',
      rpID: site.host,
      userName: name,
      userID: new Uint8Array(Buffer.from(context.actorId)),
      excludeCredentials: known.map(({ credential }) => ({ id: readCredential(credential).id })),
    });
    await this.remember(context, 'passkey-make', browser, options.challenge);
    return options;
  }

  /** Keeps the public half of a key that the browser has made. */
  async keep(
    context: ActContext,
    made: { response: PasskeyMade; label: string; browser: string; site: Site },
  ): Promise<Result<Passkey, PasskeyRefusal>> {
    const verified = await verifyRegistrationResponse({
      response: made.response,
      expectedChallenge: (challenge) => this.isOurs(context, 'passkey-make', made.browser, challenge),
      expectedOrigin: made.site.origin,
      expectedRPID: made.site.host,
      requireUserVerification: false,
    }).catch(() => null);
    if (!verified?.verified) return refused({ rule: 'passkey' });
    const { credential } = verified.registrationInfo;
    const key = { id: newId(context.now), label: made.label, createdMs: context.now, usedMs: null };
    await this.database.write(async (tx) => {
      await tx.insert('passkeys', {
        id: key.id,
        org_id: context.scope.orgId,
        person_id: context.actorId,
        credential_hash: hashOf(credential.id),
        credential: writeCredential(credential),
        label: made.label,
        counter: credential.counter,
        created_ms: context.now,
        used_ms: null,
      });
      await this.audit.write(tx, context, { act: 'passkey.add', subjectType: 'person', subjectId: context.actorId });
    });
    return done(key);
  }

  async remove(context: ActContext, id: string): Promise<Result<{ id: string }, PasskeyRefusal>> {
    return this.database.write(async (tx) => {
      const gone = await tx.run('DELETE FROM passkeys WHERE id = ? AND person_id = ?', [id, context.actorId]);
      if (gone !== 1) return refused({ rule: 'not-found' });
      await this.audit.write(tx, context, { act: 'passkey.remove', subjectType: 'person', subjectId: context.actorId });
      return done({ id });
    });
  }

  /** What the browser needs to ask the person for one of her keys. */
  async request(context: ActContext, browser: string, site: Site): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const known = await this.database.read((tx) => keysOf(tx, context.actorId));
    const allowCredentials = known.map(({ credential }) => readCredential(credential));
    const options = await generateAuthenticationOptions({
      rpID: site.host,
      allowCredentials: allowCredentials.map(({ id, transports }) => ({ id, transports })),
    });
    await this.remember(context, 'passkey-use', browser, options.challenge);
    return options;
  }

  /** Whether the answer was made by one of the person's keys, for this challenge and site. */
  async prove(
    context: ActContext,
    { response, browser, site }: { response: PasskeyUsed; browser: string; site: Site },
  ): Promise<Result<{ id: string }, PasskeyRefusal>> {
    const known = await this.database.read((tx) => keysOf(tx, context.actorId));
    const key = known.find(({ credential }) => readCredential(credential).id === response.id);
    if (!key) return refused({ rule: 'passkey' });
    const stored = readCredential(key.credential);
    const verified = await verifyAuthenticationResponse({
      response,
      expectedChallenge: (challenge) => this.isOurs(context, 'passkey-use', browser, challenge),
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      credential: {
        ...stored,
        publicKey: new Uint8Array(Buffer.from(stored.publicKey, 'base64url')),
        counter: key.counter,
      },
      requireUserVerification: false,
    }).catch(() => null);
    if (!verified?.verified) return refused({ rule: 'passkey' });
    await this.database.write((tx) =>
      tx.run('UPDATE passkeys SET counter = ?, used_ms = ? WHERE id = ?', [
        verified.authenticationInfo.newCounter,
        context.now,
        key.id,
      ]),
    );
    return done({ id: key.id });
  }

  private async remember(context: ActContext, purpose: string, browser: string, challenge: string): Promise<void> {
    await this.database.write((tx) =>
      tx.insert('sign_in_challenges', {
        id: newId(context.now),
        org_id: context.scope.orgId,
        person_id: context.actorId,
        purpose,
        browser_hash: this.secrets.hash('browser', browser),
        secret_hash: this.secrets.hash('passkey-challenge', challenge),
        tries: 0,
        created_ms: context.now,
        expires_ms: context.now + CHALLENGE_LIFE,
        used_ms: null,
      }),
    );
  }

  /** Each challenge counts once. */
  private async isOurs(context: ActContext, purpose: string, browser: string, challenge: string): Promise<boolean> {
    const used = await this.database.write((tx) =>
      tx.run(
        `UPDATE sign_in_challenges SET used_ms = ? WHERE person_id = ? AND purpose = ? AND browser_hash = ?
           AND secret_hash = ? AND expires_ms > ? AND used_ms IS NULL`,
        [
          context.now,
          context.actorId,
          purpose,
          this.secrets.hash('browser', browser),
          this.secrets.hash('passkey-challenge', challenge),
          context.now,
        ],
      ),
    );
    return used === 1;
  }
}

function keysOf(tx: Tx, personId: string): Promise<KeyRecord[]> {
  return tx.all<KeyRecord>('SELECT id, credential, counter FROM passkeys WHERE person_id = ? ORDER BY id', [personId]);
}

function writeCredential({ id, publicKey, transports }: WebAuthnCredential): string {
  return JSON.stringify({ id, publicKey: Buffer.from(publicKey).toString('base64url'), transports });
}

const readCredential = (text: string): StoredCredential => JSON.parse(text) as StoredCredential;
const hashOf = (id: string): string => createHash('sha256').update(id).digest('hex');
