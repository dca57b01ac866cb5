import { hash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { HOUR, type Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { AuditLog } from '../acts/audit-log.service';
import type { AuditAct } from '../acts/domain/act-words';
import { isCoordinator, type ActContext, type OrgScope } from '../acts/domain/act-context';
import { done, refused, type Result } from '../kernel/result';
import { livingTokens, ownerOfToken } from './calendar.queries';
import { FeedTokenRow } from './feed-token.row';

/** What a feed shows: its owner's entries, or every session of a programme or of the organisation and those below it. */
export type FeedView = 'own' | 'organisation' | { readonly programmeId: string };

/** Whose feed a token opens. */
export interface FeedOwner {
  readonly tokenId: string;
  readonly personId: string;
  readonly scope: OrgScope;
  readonly view: FeedView;
  readonly usedMs: Instant | null;
  /** Moves with every change of anything that may show in the feed. */
  readonly changes: number;
}

/** An address in place of earlier ones. */
export interface FreshAddress {
  readonly token: string;
  /** Whether the person has addresses of other views that go on. */
  readonly others: boolean;
}

/** 32 random bytes as base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
/** Feeds of one view that a person has at the same time: a phone, a tablet, an office PC and a little more. */
const LIVING_TOKENS = 5;

/** What is kept of a token. */
export const hashOf = (token: string): string => hash('sha256', token);

/** Whether the use of a feed is to be noted again: at most once an hour. */
export const isLongAgo = (usedMs: Instant | null, now: Instant): boolean => usedMs === null || usedMs <= now - HOUR;

/** The secret addresses of feeds. Only their hashes are kept, so an address can be made anew but never shown again. */
@Injectable()
export class FeedTokens {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /**
   * A further address of the acting person's own entries; beyond five one ends, those that nobody ever used first.
   * Not kept as the answer of an act: that would store the secret.
   */
  async issue(context: ActContext): Promise<string> {
    return this.make(context, 'own');
  }

  /** The same of all sessions of the organisation or of one programme, for coordinators. */
  async issueSessions(
    context: ActContext,
    view: Exclude<FeedView, 'own'>,
  ): Promise<Result<string, { readonly rule: 'not-allowed' }>> {
    return isCoordinator(context) ? done(await this.make(context, view)) : refused({ rule: 'not-allowed' });
  }

  /** Ends the acting person's addresses of her own entries, or of `everything`, and makes a new one of her own entries. */
  async reset(context: ActContext, ended: 'own' | 'everything' = 'own'): Promise<FreshAddress> {
    return this.renewed(context, 'own', ended === 'own' ? 'own' : undefined);
  }

  /** The same of the sessions of one programme. */
  async resetSessions(
    context: ActContext,
    view: Exclude<FeedView, 'own'>,
  ): Promise<Result<FreshAddress, { readonly rule: 'not-allowed' }>> {
    return isCoordinator(context) ? done(await this.renewed(context, view, view)) : refused({ rule: 'not-allowed' });
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

  /** null for anything but a living token of an active person, whatever her roles; what is no token never reaches the database. */
  async ownerOf(tx: Tx, token: unknown): Promise<FeedOwner | null> {
    if (typeof token !== 'string' || !TOKEN.test(token)) return null;
    const row = await ownerOfToken(tx, hashOf(token));
    return (
      row && {
        tokenId: row.id,
        personId: row.personId,
        scope: { orgId: row.orgId, zone: row.timeZone },
        view: viewOf(row.feedView),
        usedMs: row.usedMs,
        changes: row.changes,
      }
    );
  }

  /** Notes that the feed was asked for, at most once an hour. Returns when that was last noted. */
  async noteUse({ tokenId, usedMs }: FeedOwner, now: Instant): Promise<Instant> {
    if (usedMs !== null && !isLongAgo(usedMs, now)) return usedMs;
    await this.database.write((tx) => tx.update(FeedTokenRow, { id: tokenId }, { usedMs: now }));
    return now;
  }

  private async renewed(context: ActContext, view: FeedView, ended: FeedView | undefined): Promise<FreshAddress> {
    const token = randomBytes(32).toString('base64url');
    return this.database.write(async (tx) => {
      await tx.lockRows('people', [context.actorId]);
      const all = await this.living(tx, context);
      const ending = await this.living(tx, context, ended);
      await this.revoke(tx, ending, context.now);
      await this.keep(tx, context, token, view);
      await this.note(tx, context, 'feed.reset');
      return { token, others: all.length > ending.length };
    });
  }

  private async make(context: ActContext, view: FeedView): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.database.write(async (tx) => {
      await tx.lockRows('people', [context.actorId]);
      const living = await this.living(tx, context, view);
      await this.revoke(tx, living.slice(LIVING_TOKENS - 1), context.now);
      await this.keep(tx, context, token, view);
      await this.note(tx, context, 'feed.issue');
    });
    return token;
  }

  /** Living tokens of the acting person, those first that were used last. */
  private async living(tx: Tx, context: ActContext, view?: FeedView): Promise<string[]> {
    const rows = await livingTokens(tx, context.scope.orgId, context.actorId);
    return rows.filter((row) => view === undefined || row.feedView === columnOf(view)).map((row) => row.id);
  }

  private async revoke(tx: Tx, ids: readonly string[], now: Instant): Promise<void> {
    for (const id of ids) await tx.update(FeedTokenRow, { id }, { revokedMs: now });
  }

  private async keep(tx: Tx, context: ActContext, token: string, view: FeedView): Promise<void> {
    await tx.insert(FeedTokenRow, {
      id: newId(context.now),
      orgId: context.scope.orgId,
      personId: context.actorId,
      view: columnOf(view),
      tokenHash: hashOf(token),
      createdMs: context.now,
    });
  }

  private async note(tx: Tx, context: ActContext, act: AuditAct): Promise<void> {
    await this.audit.write(tx, context, { act, subjectType: 'person', subjectId: context.actorId });
  }
}

const PROGRAMME = 'programme.';

function columnOf(view: FeedView): string | null {
  if (typeof view === 'object') return `${PROGRAMME}${view.programmeId}`;
  return view === 'own' ? null : view;
}

function viewOf(column: string | null): FeedView {
  if (column === null) return 'own';
  return column.startsWith(PROGRAMME) ? { programmeId: column.slice(PROGRAMME.length) } : 'organisation';
}

/** Where a feed is served, from the root of the public address. */
export const feedPath = (token: string): string => `/calendar/${token}.ics`;
