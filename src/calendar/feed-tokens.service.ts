import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { ZoneName } from '../kernel/civil-time';
import { HOUR, type Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { AuditLog } from '../organisations/audit-log.service';
import type { ActContext, OrgScope } from '../organisations/domain/act-context';

/** Whose feed a token opens. */
export interface FeedOwner {
  readonly tokenId: string;
  readonly personId: string;
  readonly scope: OrgScope;
}

/** 32 random bytes as base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
/** Feeds of one person that live at the same time: a phone, a tablet, an office PC and a little more. */
const LIVING_TOKENS = 5;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The secret addresses of feeds. Only their hashes are kept, so an address can be made anew but never shown again. */
@Injectable()
export class FeedTokens {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /**
   * A further address for the acting person's own feed; beyond five the oldest ends.
   * Not kept as the answer of an act: that would store the secret.
   */
  async issue(context: ActContext): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.database.write(async (tx) => {
      await tx.lockRows('people', [context.actorId]);
      const living = await this.living(tx, context);
      await this.revoke(tx, living.slice(LIVING_TOKENS - 1), context.now);
      await this.keep(tx, context, token);
      await this.note(tx, context, 'feed.issue');
    });
    return token;
  }

  /** Ends every address of the acting person's feed and makes one new one. */
  async reset(context: ActContext): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.database.write(async (tx) => {
      await tx.lockRows('people', [context.actorId]);
      await this.revoke(tx, await this.living(tx, context), context.now);
      await this.keep(tx, context, token);
      await this.note(tx, context, 'feed.reset');
    });
    return token;
  }

  /** Ends every address of the acting person's feed. Returns how many there were. */
  async revokeAll(context: ActContext): Promise<number> {
    return this.database.write(async (tx) => {
      await tx.lockRows('people', [context.actorId]);
      const living = await this.living(tx, context);
      await this.revoke(tx, living, context.now);
      if (living.length > 0) await this.note(tx, context, 'feed.revoke');
      return living.length;
    });
  }

  /** null for anything but a living token of an active person; what is no token never reaches the database. */
  async ownerOf(tx: Tx, token: unknown): Promise<FeedOwner | null> {
    if (typeof token !== 'string' || !TOKEN.test(token)) return null;
    const row = await tx.one<{ id: string; personId: string; orgId: string; timeZone: ZoneName }>(
      `SELECT f.id, f.person_id, f.org_id, o.time_zone FROM feed_tokens f
       JOIN people p ON p.id = f.person_id JOIN organisations o ON o.id = f.org_id
       WHERE f.token_hash = ? AND f.revoked_ms IS NULL AND p.active = 1`,
      [hashOf(token)],
    );
    return row && { tokenId: row.id, personId: row.personId, scope: { orgId: row.orgId, zone: row.timeZone } };
  }

  /** Notes that the feed was asked for, at most once an hour. */
  async noteUse(owner: FeedOwner, now: Instant): Promise<void> {
    const due = await this.database.read((tx) =>
      tx.one('SELECT id FROM feed_tokens WHERE id = ? AND (used_ms IS NULL OR used_ms < ?)', [
        owner.tokenId,
        now - HOUR,
      ]),
    );
    if (!due) return;
    await this.database.write((tx) => tx.run('UPDATE feed_tokens SET used_ms = ? WHERE id = ?', [now, owner.tokenId]));
  }

  /** Living tokens of the acting person, the newest first. */
  private async living(tx: Tx, context: ActContext): Promise<string[]> {
    const rows = await tx.all<{ id: string }>(
      `SELECT id FROM feed_tokens WHERE person_id = ? AND org_id = ? AND revoked_ms IS NULL
       ORDER BY created_ms DESC, id DESC`,
      [context.actorId, context.scope.orgId],
    );
    return rows.map((row) => row.id);
  }

  private async revoke(tx: Tx, ids: readonly string[], now: Instant): Promise<void> {
    for (const id of ids) await tx.run('UPDATE feed_tokens SET revoked_ms = ? WHERE id = ?', [now, id]);
  }

  private async keep(tx: Tx, context: ActContext, token: string): Promise<void> {
    await tx.insert('feed_tokens', {
      id: newId(context.now),
      org_id: context.scope.orgId,
      person_id: context.actorId,
      token_hash: hashOf(token),
      created_ms: context.now,
      revoked_ms: null,
      used_ms: null,
    });
  }

  private async note(tx: Tx, context: ActContext, act: string): Promise<void> {
    await this.audit.write(tx, context, { act, subjectType: 'person', subjectId: context.actorId });
  }
}

/** Where a feed is served, from the root of the public address. */
export const feedPath = (token: string): string => `/calendar/${token}.ics`;
