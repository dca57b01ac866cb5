import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { DAY, MINUTE, type Instant } from '../kernel/clock';
import { newId, randomCode } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { Outbox } from '../messaging/outbox.service';
import { Secrets } from '../organisations/secrets.service';
import { Allowances, type Asked } from './allowances.service';
import { KnownDevices } from './known-devices.service';
import { SignInChallengeRow } from './sign-in-challenge.row';

export const SIGN_IN_CODE_LIFE = 5 * MINUTE;
const TRIES = 5;
const CODES_A_BROWSER = 5;
const NAMESAKES = 5;

export interface CodeAsked {
  /** The secret of the browser that asks; the code works in it alone. */
  readonly browser: string;
  /** What the message calls the browser. */
  readonly browserName: string;
  readonly now: Instant;
  /** The address on the network from which it asks. */
  readonly source: string;
  /** What says that somebody has signed in with this browser before. */
  readonly device?: string | null;
}

export type CodePurpose = 'sign-in' | 'step-up';
export type CodeRefusal = { readonly rule: 'sign-in-code' };

interface Living {
  id: string;
  orgId: string | null;
  personId: string | null;
  secretHash: string;
  tries: number;
}

/**
 * Signing in by a code that travels from the bot to the browser, never the other way: a code shown in a browser and told
 * to the bot could be somebody else's, who would then be signed in instead. 40 random bits, five minutes, once, five tries.
 */
@Injectable()
export class SignInCodes {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly outbox: Outbox,
    private readonly allowances: Allowances,
    private readonly devices: KnownDevices,
  ) {}

  /** Sends a code to everybody of this name who works with the console. Whether there is anybody cannot be told from outside. */
  async ask(name: string, asked: CodeAsked): Promise<void> {
    const tooMany = await this.allowances.use([{ limit: 'sign-in-asks.source', of: asked.source }], asked.now);
    if (tooMany !== null) return;
    await this.database.write(async (tx) => {
      const people = await tx.all<{ id: string; orgId: string }>(
        `SELECT p.id, p.org_id FROM people p WHERE p.name = ? AND p.active = 1
           AND EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.role <> 'participant')
         ORDER BY p.created_ms, p.id LIMIT ${String(NAMESAKES)}`,
        [name],
      );
      // Somebody unknown gets a challenge like anybody else, one that no code answers.
      const known = people.length > 0 ? people : [null];
      for (const person of known) await this.challenge(tx, person, 'sign-in', asked);
    });
  }

  /** Sends a code to somebody who is signed in and is about to do something that asks for a fresh proof. */
  async askAgain(person: { id: string; orgId: string }, asked: CodeAsked): Promise<void> {
    await this.database.write((tx) => this.challenge(tx, person, 'step-up', asked));
  }

  /** Who answered the browser's challenge; a wrong code counts against all of them. */
  async answer(
    code: string,
    purpose: CodePurpose,
    { browser, now }: Pick<CodeAsked, 'browser' | 'now'>,
  ): Promise<Result<{ personId: string; orgId: string }, CodeRefusal>> {
    return this.database.write(async (tx) => {
      const living = await this.living(tx, purpose, browser, now);
      const given = this.secrets.hash('sign-in-code', plainCode(code));
      const found = living.find((one) => one.secretHash === given);
      const taken = found ? await tx.update(SignInChallengeRow, { id: found.id, usedMs: null }, { usedMs: now }) : 0;
      if (found?.personId && found.orgId && taken === 1) return done({ personId: found.personId, orgId: found.orgId });
      for (const one of living) await tx.update(SignInChallengeRow, { id: one.id }, { tries: { plus: 1 } });
      return refused({ rule: 'sign-in-code' });
    });
  }

  private living(tx: Tx, purpose: CodePurpose, browser: string, now: Instant): Promise<Living[]> {
    return tx.find(
      SignInChallengeRow,
      {
        browserHash: this.secrets.hash('browser', browser),
        purpose,
        expiresMs: { gt: now },
        usedMs: null,
        tries: { lt: TRIES },
      },
      { columns: ['id', 'orgId', 'personId', 'secretHash', 'tries'] },
    );
  }

  private async challenge(
    tx: Tx,
    person: { id: string; orgId: string } | null,
    purpose: CodePurpose,
    asked: CodeAsked,
  ): Promise<void> {
    const { browser, browserName, now } = asked;
    const browserHash = this.secrets.hash('browser', browser);
    if (await this.isTooMany(tx, browserHash, now)) return;
    if (person && !(await this.isWithin(tx, person, purpose, asked))) return;
    const code = randomCode(8);
    const id = newId(now);
    await tx.insert(SignInChallengeRow, {
      id,
      orgId: person?.orgId ?? null,
      personId: person?.id ?? null,
      purpose,
      browserHash,
      secretHash: this.secrets.hash('sign-in-code', code),
      tries: 0,
      createdMs: now,
      expiresMs: now + SIGN_IN_CODE_LIFE,
    });
    if (!person) return;
    await this.outbox.owe(tx, now, {
      orgId: person.orgId,
      personId: person.id,
      dedupeKey: `sign-in-code.${id}`,
      kind: 'sign-in-code',
      class: 'urgent',
      content: { facts: { code: `${code.slice(0, 4)}-${code.slice(4)}`, browser: browserName, atMs: now } },
      dueMs: now,
      notAfterMs: now + SIGN_IN_CODE_LIFE,
    });
  }

  /**
   * Uses what may still be asked for in her name. A browser that she has signed in with has an allowance of its own, and no
   * single address can use up that of the others: whoever asks without being her does not lock her out.
   */
  private async isWithin(
    tx: Tx,
    person: { id: string; orgId: string },
    purpose: CodePurpose,
    { source, device, now }: CodeAsked,
  ): Promise<boolean> {
    const took = async (...asked: Asked[]): Promise<boolean> => (await this.allowances.take(tx, asked, now)) === null;
    if (purpose === 'step-up') return took({ limit: 'step-up-asks.person', of: person.id });
    if (device && this.devices.isOf(device, person.id)) return took({ limit: 'sign-in-asks.device', of: device });
    if (!(await took({ limit: 'sign-in-asks.source-and-person', of: `${source} ${person.id}` }))) return false;
    if (await took({ limit: 'sign-in-asks.person', of: person.id })) return true;
    await this.alarm(tx, person, now);
    return false;
  }

  private async alarm(tx: Tx, person: { id: string; orgId: string }, now: Instant): Promise<void> {
    await this.outbox.owe(tx, now, {
      orgId: person.orgId,
      personId: person.id,
      dedupeKey: `guessing.sign-in-codes.${person.id}.${String(Math.floor(now / DAY))}`,
      kind: 'guessing',
      class: 'normal',
      content: { facts: { atMs: now, what: 'sign-in-codes' } },
      dueMs: now,
      notAfterMs: now + DAY,
    });
  }

  private async isTooMany(tx: Tx, browserHash: string, now: Instant): Promise<boolean> {
    const its = await tx.one<{ n: number }>(
      'SELECT COUNT(*) AS n FROM sign_in_challenges WHERE browser_hash = ? AND created_ms > ?',
      [browserHash, now - 10 * MINUTE],
    );
    return (its?.n ?? 0) >= CODES_A_BROWSER;
  }
}

/** As it was meant: letters of any case, with or without dashes, O for 0 and I or L for 1 (Crockford). */
function plainCode(code: string): string {
  return code
    .toUpperCase()
    .replace(/[\s\-–]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/gu, '1');
}
