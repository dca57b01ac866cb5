import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Instant } from '../kernel/clock';
import { Actors } from '../accounts/actors.service';
import { isCoordinator } from '../acts/domain/act-context';
import { Installation } from '../accounts/installation.service';
import { FeedReader } from './feed-reader.service';
import { FeedTokens, hashOf, isLongAgo, type FeedOwner } from './feed-tokens.service';
import { calendarFile } from './ics';

/** What a living feed answers; `body` is of the type `text/calendar; charset=utf-8`. */
export type FeedText =
  | { readonly status: 200; readonly etag: string; readonly body: Buffer; readonly gzipped: boolean }
  | { readonly status: 304; readonly etag: string };
export type FeedAnswer = FeedText | { readonly status: 404 };

export interface FeedRequest {
  readonly ifNoneMatch?: string;
  readonly acceptsGzip?: boolean;
}

/** A feed as it was last written, for as long as nothing changes. */
interface Kept {
  readonly changes: number;
  readonly until: Instant;
  /** When its use was last noted. */
  readonly usedMs: Instant;
  readonly tag: string;
  readonly plain: Buffer;
  readonly zipped: Buffer;
}

const zip = promisify(gzip);
/** To be raised whenever the same events would be written differently. */
const TEMPLATE = 2;
/** Feeds that are kept ready take no more memory than this, in bytes. */
const ROOM = 64 * 1024 * 1024;

/**
 * Serves feeds. Unknown, wrong and revoked tokens are all the same 404, decided before any validator. An unchanged feed
 * costs a share of one query: it is good for as long as the change counter stands still and nothing falls out by time.
 */
@Injectable()
export class CalendarFeeds {
  /** By the hash of the token. */
  private readonly kept = new Map<string, Kept>();
  private readonly writing = new Map<string, Promise<Kept>>();
  private used = 0;

  constructor(
    private readonly database: Database,
    private readonly tokens: FeedTokens,
    private readonly reader: FeedReader,
    private readonly actors: Actors,
    private readonly installation: Installation,
  ) {}

  /** What a feed answers that was asked for before and has not changed since; null: it has to be read. */
  async ready(token: string, request: FeedRequest, now: Instant): Promise<FeedText | null> {
    const known = this.kept.get(hashOf(token));
    if (!known || now >= known.until || isLongAgo(known.usedMs, now)) return null;
    return (await this.database.changes()) === known.changes ? answerOf(known, request) : null;
  }

  async read(token: string, request: FeedRequest, now: Instant): Promise<FeedAnswer> {
    const owner = await this.database.read((tx) => this.tokens.ownerOf(tx, token));
    if (!owner) return { status: 404 };
    const usedMs = await this.tokens.noteUse(owner, now);
    const key = hashOf(token);
    const known = this.kept.get(key);
    if (known && known.changes === owner.changes && now < known.until) {
      this.keep(key, { ...known, usedMs });
      return answerOf(known, request);
    }
    // a role, too, is counted when it changes
    if (owner.view !== 'own' && !(await this.mayCoordinate(owner))) return { status: 404 };
    return answerOf(await this.once(key, { ...owner, usedMs }, now), request);
  }

  private async mayCoordinate({ personId, scope }: FeedOwner): Promise<boolean> {
    const actor = await this.actors.find(personId, scope.orgId);
    return actor !== null && isCoordinator(actor);
  }

  /** Many who ask at once for the same feed wait for one writing of it. */
  private async once(key: string, owner: UsedFeed, now: Instant): Promise<Kept> {
    const state = `${key}.${String(owner.changes)}`;
    let underWay = this.writing.get(state);
    if (!underWay) {
      underWay = this.written(key, owner, now).finally(() => this.writing.delete(state));
      this.writing.set(state, underWay);
    }
    return underWay;
  }

  private async written(key: string, owner: UsedFeed, now: Instant): Promise<Kept> {
    const { name, events, until } = await this.database.read((tx) => this.reader.contents(tx, owner, now));
    const { baseUrl, reachable } = this.installation;
    const url = reachable ? `${baseUrl}/chat` : null;
    // made from everything that shows, so that no change can be missed
    const facts = JSON.stringify([TEMPLATE, name, url, events]);
    const tag = createHash('sha256').update(facts).digest('base64url').slice(0, 27);
    const before = this.kept.get(key);
    const { plain, zipped } = before?.tag === tag ? before : await bodiesOf(calendarFile(name, events, url));
    const { changes, usedMs } = owner;
    const feed: Kept = { changes, usedMs, until, tag, plain, zipped };
    this.keep(key, feed);
    return feed;
  }

  private keep(key: string, feed: Kept): void {
    this.drop(key);
    this.kept.set(key, feed);
    this.used += sizeOf(feed);
    for (const oldest of this.kept.keys()) {
      if (this.used <= ROOM || oldest === key) break;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    const feed = this.kept.get(key);
    if (!feed) return;
    this.kept.delete(key);
    this.used -= sizeOf(feed);
  }
}

type UsedFeed = FeedOwner & { readonly usedMs: Instant };

function answerOf(feed: Kept, { ifNoneMatch, acceptsGzip: gzipped = false }: FeedRequest): FeedText {
  const etag = gzipped ? `"${feed.tag}-gzip"` : `"${feed.tag}"`;
  if (matches(ifNoneMatch, etag)) return { status: 304, etag };
  return { status: 200, etag, body: gzipped ? feed.zipped : feed.plain, gzipped };
}

const sizeOf = (feed: Kept): number => feed.plain.length + feed.zipped.length;

async function bodiesOf(text: string): Promise<{ plain: Buffer; zipped: Buffer }> {
  const plain = Buffer.from(text, 'utf8');
  return { plain, zipped: await zip(plain) };
}

/** The weak comparison of RFC 9110, 13.1.2. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === etag) return true;
  const asked = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return asked.includes(etag) || asked.includes('*');
}
