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
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext } from '../acts/domain/act-context';
import { PasskeyChallenges, type PasskeyAsked } from './passkey-challenges.service';
import { PasskeyRow } from './passkey.row';

/** What a browser hands back after making a key, and after using one. */
export type PasskeyMade = RegistrationResponseJSON;
export type PasskeyUsed = AuthenticationResponseJSON;

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

export type PasskeyRefusal = { readonly rule: 'passkey' | 'passkey-unknown' | 'no-role' | 'not-found' };

/** What a browser gives back when it is asked for a passkey. */
export interface PasskeyGiven {
  readonly response: PasskeyUsed;
  readonly browser: string;
  readonly site: Site;
}

interface KeyRecord {
  id: string;
  credential: string;
  counter: number;
}

interface OwnedKey extends KeyRecord {
  personId: string;
  orgId: string;
  /** 1: she has a role with which the console can be entered. */
  works: number;
}

interface StoredCredential {
  id: string;
  publicKey: string;
  transports?: string[];
}

/** Keys on people's own devices, with which they sign in, and prove who they are before acts that cannot be taken back. */
@Injectable()
export class Passkeys {
  constructor(
    private readonly database: Database,
    private readonly challenges: PasskeyChallenges,
    private readonly audit: AuditLog,
  ) {}

  async listOf(personId: string): Promise<Passkey[]> {
    return this.database.read((tx) =>
      tx.find(PasskeyRow, { personId }, { columns: ['id', 'label', 'createdMs', 'usedMs'], orderBy: { id: 'asc' } }),
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
      // A key that the device can find by itself says who signs in, without a name.
      authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    });
    await this.challenges.remember(asked(context, 'passkey-make', browser), options.challenge);
    return options;
  }

  /** Keeps the public half of a key that the browser has made. */
  async keep(
    context: ActContext,
    made: { response: PasskeyMade; label: string; browser: string; site: Site },
  ): Promise<Result<Passkey, PasskeyRefusal>> {
    const verified = await verifyRegistrationResponse({
      response: made.response,
      expectedChallenge: (challenge) => this.challenges.take(asked(context, 'passkey-make', made.browser), challenge),
      expectedOrigin: made.site.origin,
      expectedRPID: made.site.host,
      requireUserVerification: false,
    }).catch(() => null);
    if (!verified?.verified) return refused({ rule: 'passkey' });
    const { credential } = verified.registrationInfo;
    const key = { id: newId(context.now), label: made.label, createdMs: context.now, usedMs: null };
    await this.database.write(async (tx) => {
      await tx.insert(PasskeyRow, {
        id: key.id,
        orgId: context.scope.orgId,
        personId: context.actorId,
        credentialHash: hashOf(credential.id),
        credential: writeCredential(credential),
        label: made.label,
        counter: credential.counter,
        createdMs: context.now,
      });
      await this.audit.write(tx, context, { act: 'passkey.add', subjectType: 'person', subjectId: context.actorId });
    });
    return done(key);
  }

  async remove(context: ActContext, id: string): Promise<Result<{ id: string }, PasskeyRefusal>> {
    return this.database.write(async (tx) => {
      const gone = await tx.delete(PasskeyRow, { id, personId: context.actorId });
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
    await this.challenges.remember(asked(context, 'passkey-use', browser), options.challenge);
    return options;
  }

  /** Whether the answer was made by one of the person's keys, for this challenge and site. */
  async prove(context: ActContext, given: PasskeyGiven): Promise<Result<{ id: string }, PasskeyRefusal>> {
    const known = await this.database.read((tx) => keysOf(tx, context.actorId));
    const key = known.find(({ credential }) => readCredential(credential).id === given.response.id);
    if (!key) return refused({ rule: 'passkey-unknown' });
    const proved = await this.isProved(key, asked(context, 'passkey-use', given.browser), given, false);
    return proved ? done({ id: key.id }) : refused({ rule: 'passkey' });
  }

  /** What the browser needs to ask somebody unknown for a key that says who she is. */
  async signInRequest(browser: string, site: Site, now: Instant): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const options = await generateAuthenticationOptions({ rpID: site.host, userVerification: 'required' });
    await this.challenges.remember({ purpose: 'passkey-sign-in', person: null, browser, now }, options.challenge);
    return options;
  }

  /**
   * Whose key the browser gave. Nothing else is asked, so the device must have made sure of the person itself (user
   * verification, WebAuthn Level 3, section 6.1), and a key that names its holder must name the one who is kept here.
   */
  async signIn(
    given: PasskeyGiven,
    now: Instant,
  ): Promise<Result<{ personId: string; orgId: string }, PasskeyRefusal>> {
    const key = await this.database.read((tx) => keyOfAnybody(tx, given.response.id));
    if (!key) return refused({ rule: 'passkey-unknown' });
    const { personId, orgId } = key;
    const holder = given.response.response.userHandle;
    const isHers = !holder || holder === Buffer.from(personId).toString('base64url');
    const { browser } = given;
    const challenge = { purpose: 'passkey-sign-in', person: null, browser, now } as const;
    if (!isHers || !(await this.isProved(key, challenge, given, true))) return refused({ rule: 'passkey' });
    return key.works ? done({ personId, orgId }) : refused({ rule: 'no-role' });
  }

  /** Whether this key signed the challenge for this site; counts its use. */
  private async isProved(
    key: KeyRecord,
    challenge: PasskeyAsked,
    { response, site }: PasskeyGiven,
    requireUserVerification: boolean,
  ): Promise<boolean> {
    const stored = readCredential(key.credential);
    const verified = await verifyAuthenticationResponse({
      response,
      expectedChallenge: (given) => this.challenges.take(challenge, given),
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      credential: {
        ...stored,
        publicKey: new Uint8Array(Buffer.from(stored.publicKey, 'base64url')),
        counter: key.counter,
      },
      requireUserVerification,
    }).catch(() => null);
    if (!verified?.verified) return false;
    const { newCounter } = verified.authenticationInfo;
    await this.database.write((tx) =>
      tx.update(PasskeyRow, { id: key.id }, { counter: newCounter, usedMs: challenge.now }),
    );
    return true;
  }
}

const asked = (
  { actorId, scope, now }: ActContext,
  purpose: PasskeyAsked['purpose'],
  browser: string,
): PasskeyAsked => ({ purpose, person: { orgId: scope.orgId, personId: actorId }, browser, now });

/** With the person's own organisation, wherever she was working when she made the key. */
function keyOfAnybody(tx: Tx, credentialId: unknown): Promise<OwnedKey | null> {
  return tx.one<OwnedKey>(
    `SELECT k.id, k.credential, k.counter, p.id AS person_id, p.org_id,
            EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.role <> 'participant') AS works
       FROM passkeys k JOIN people p ON p.id = k.person_id WHERE k.credential_hash = ? AND p.active = 1`,
    [hashOf(String(credentialId))],
  );
}

function keysOf(tx: Tx, personId: string): Promise<KeyRecord[]> {
  return tx.find(PasskeyRow, { personId }, { columns: ['id', 'credential', 'counter'], orderBy: { id: 'asc' } });
}

function writeCredential({ id, publicKey, transports }: WebAuthnCredential): string {
  return JSON.stringify({ id, publicKey: Buffer.from(publicKey).toString('base64url'), transports });
}

const readCredential = (text: string): StoredCredential => JSON.parse(text) as StoredCredential;
const hashOf = (id: string): string => createHash('sha256').update(id).digest('hex');
