import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { DAY, HOUR, MINUTE, type Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { releaseAccounts } from '../organisations/identities.service';
import { WebSessionRow } from './web-session.row';

/** The channel of the chat page; the id of an account there is that of its session. */
export const WEB_CHAT = 'webchat';

export type WebSessionKind = 'console' | 'chat' | 'sign-in';

export interface WebSession {
  readonly id: string;
  readonly orgId: string | null;
  readonly personId: string | null;
  /** When its owner last proved who she is; null for sessions that never ask. */
  readonly verifiedMs: Instant | null;
}

/** A session as its owner sees it in her list. */
export interface ListedSession {
  readonly id: string;
  readonly browser: string | null;
  readonly createdMs: Instant;
  readonly usedMs: Instant;
}

interface Lifetime {
  readonly idleMs: number;
  readonly absoluteMs: number;
}

export const LIFETIMES: Readonly<Record<WebSessionKind, Lifetime>> = {
  console: { idleMs: 2 * HOUR, absoluteMs: 12 * HOUR },
  chat: { idleMs: 30 * DAY, absoluteMs: 180 * DAY },
  'sign-in': { idleMs: 30 * MINUTE, absoluteMs: 30 * MINUTE },
};

/** A session's last use is written down at most this often. */
const TOUCH_EVERY = MINUTE;

/** Browsers that chat or are signed in, and the one-time links that sign them in. Tokens are kept as hashes alone. */
@Injectable()
export class WebSessions {
  constructor(private readonly database: Database) {}

  /** Opens a session and answers its token, 256 random bits that nobody can read again. */
  async open(
    kind: WebSessionKind,
    who: { orgId: string; personId: string } | null,
    now: Instant,
    browser?: string,
  ): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.database.write((tx) =>
      tx.insert(WebSessionRow, {
        id: newId(now),
        orgId: who?.orgId ?? null,
        personId: who?.personId ?? null,
        kind,
        tokenHash: hashOf(token),
        createdMs: now,
        usedMs: now,
        expiresMs: now + LIFETIMES[kind].absoluteMs,
        browser: browser ?? null,
        verifiedMs: kind === 'console' ? now : null,
      }),
    );
    return token;
  }

  /** The living session of a token; null for an unknown, expired or long unused one. */
  async find(kind: WebSessionKind, token: string, now: Instant): Promise<WebSession | null> {
    const row = await this.database.read((tx) => tx.findOne(WebSessionRow, { tokenHash: hashOf(token), kind }));
    if (!row || row.expiresMs <= now || row.usedMs + LIFETIMES[kind].idleMs <= now) return null;
    if (row.usedMs + TOUCH_EVERY <= now) {
      await this.database.write((tx) => tx.update(WebSessionRow, { id: row.id }, { usedMs: now }));
    }
    return { id: row.id, orgId: row.orgId, personId: row.personId, verifiedMs: row.verifiedMs };
  }

  /** Ends a session and answers who it belonged to; of two attempts at once only one gets the answer. */
  async take(kind: WebSessionKind, token: string, now: Instant): Promise<WebSession | null> {
    const session = await this.find(kind, token, now);
    if (!session) return null;
    const ended = await this.database.write((tx) => tx.delete(WebSessionRow, { id: session.id }));
    return ended === 1 ? session : null;
  }

  /** The living sessions of a person, the latest used first. */
  async listOf(kind: WebSessionKind, personId: string, now: Instant): Promise<ListedSession[]> {
    return this.database.read((tx) =>
      tx.find(
        WebSessionRow,
        { personId, kind, expiresMs: { gt: now }, usedMs: { gt: now - LIFETIMES[kind].idleMs } },
        { columns: ['id', 'browser', 'createdMs', 'usedMs'], orderBy: { usedMs: 'desc', id: 'asc' } },
      ),
    );
  }

  /** Ends one session of the person; false when she has none of this id. */
  async end(personId: string, sessionId: string): Promise<boolean> {
    const ended = await this.database.write((tx) =>
      tx.delete(WebSessionRow, { id: sessionId, personId, kind: 'console' }),
    );
    return ended === 1;
  }

  /** Ends the session of a chat page together with the account that it is. */
  async endChat(sessionId: string): Promise<void> {
    await this.database.write(async (tx) => {
      await releaseAccounts(tx, WEB_CHAT, [sessionId]);
      await tx.delete(WebSessionRow, { id: sessionId, kind: 'chat' });
    });
  }

  /** Its owner has proved once more who she is. */
  async verified(sessionId: string, now: Instant): Promise<void> {
    await this.database.write((tx) => tx.update(WebSessionRow, { id: sessionId }, { verifiedMs: now }));
  }

  /** From now on the session works in another organisation; whether it may is asked at every request. */
  async workIn(sessionId: string, orgId: string): Promise<void> {
    await this.database.write((tx) => tx.update(WebSessionRow, { id: sessionId }, { orgId }));
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
