import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { MINUTE, type Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Secrets } from '../organisations/secrets.service';
import { SignInChallengeRow } from './sign-in-challenge.row';

const CHALLENGE_LIFE = 5 * MINUTE;

/** What a passkey is asked for, by which browser, when; without a person it is asked who she is. */
export interface PasskeyAsked {
  readonly purpose: 'passkey-make' | 'passkey-use' | 'passkey-sign-in';
  readonly person: { readonly orgId: string; readonly personId: string } | null;
  /** The secret of the browser; the challenge counts in it alone. */
  readonly browser: string;
  readonly now: Instant;
}

/** The random numbers that passkeys sign: each counts once, for five minutes, in the browser that was given it. */
@Injectable()
export class PasskeyChallenges {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  async remember({ purpose, person, browser, now }: PasskeyAsked, challenge: string): Promise<void> {
    await this.database.write((tx) =>
      tx.insert(SignInChallengeRow, {
        id: newId(now),
        orgId: person?.orgId ?? null,
        personId: person?.personId ?? null,
        purpose,
        browserHash: this.secrets.hash('browser', browser),
        secretHash: this.secrets.hash('passkey-challenge', challenge),
        tries: 0,
        createdMs: now,
        expiresMs: now + CHALLENGE_LIFE,
      }),
    );
  }

  /** Whether it was given out for this and not used yet; from now on it is. */
  async take({ purpose, person, browser, now }: PasskeyAsked, challenge: string): Promise<boolean> {
    const used = await this.database.write((tx) =>
      tx.run(
        `UPDATE sign_in_challenges SET used_ms = ? WHERE ${person ? 'person_id = ?' : 'person_id IS NULL'}
           AND purpose = ? AND browser_hash = ? AND secret_hash = ? AND expires_ms > ? AND used_ms IS NULL`,
        [
          now,
          ...(person ? [person.personId] : []),
          purpose,
          this.secrets.hash('browser', browser),
          this.secrets.hash('passkey-challenge', challenge),
          now,
        ],
      ),
    );
    return used === 1;
  }
}
