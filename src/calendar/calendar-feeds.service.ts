import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Instant } from '../kernel/clock';
import { Actors } from '../organisations/actors.service';
import { isCoordinator } from '../organisations/domain/act-context';
import { FeedReader } from './feed-reader.service';
import { FeedTokens, type FeedOwner } from './feed-tokens.service';
import { calendarFile } from './ics';

/** What a request for a feed is answered; `body` is of the type `text/calendar; charset=utf-8`. */
export type FeedAnswer =
  | { readonly status: 200; readonly etag: string; readonly body: Buffer; readonly gzipped: boolean }
  | { readonly status: 304; readonly etag: string }
  | { readonly status: 404 };

export interface FeedRequest {
  /** Where the owner can act on an entry; left out: nowhere. */
  readonly actUrl?: string;
  readonly ifNoneMatch?: string;
  readonly acceptsGzip?: boolean;
}

/** A feed as it was last written, for as long as nothing changes. */
interface Kept {
  readonly changes: number;
  readonly until: Instant;
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
 * costs one query: its tag is good for as long as the change counter stands still and nothing falls out by time.
 */
@Injectable()
export class CalendarFeeds {
  private readonly kept = new Map<string, Kept>();
  private readonly writing = new Map<string, Promise<Kept>>();
  private used = 0;

  constructor(
    private readonly database: Database,
    private readonly tokens: FeedTokens,
    private readonly reader: FeedReader,
    private readonly actors: Actors,
  ) {}

  async read(token: string, request: FeedRequest, now: Instant): Promise<FeedAnswer> {
    const owner = await this.database.read((tx) => this.tokens.ownerOf(tx, token));
    if (!owner) return { status: 404 };
    await this.tokens.noteUse(owner, now);
    const known = this.kept.get(owner.tokenId);
    const unchanged = known && known.changes === owner.changes && now < known.until;
    // a role, too, is counted when it changes
    if (!unchanged && owner.view !== 'own' && !(await this.mayCoordinate(owner))) return { status: 404 };
    const feed = unchanged ? known : await this.once(owner, request.actUrl ?? null, now);
    const gzipped = request.acceptsGzip ?? false;
    const etag = `"${feed.tag}${gzipped ? '-gzip' : ''}"`;
    if (matches(request.ifNoneMatch, etag)) return { status: 304, etag };
    return { status: 200, etag, body: gzipped ? feed.zipped : feed.plain, gzipped };
  }

  private async mayCoordinate({ personId, scope }: FeedOwner): Promise<boolean> {
    const actor = await this.actors.find(personId, scope.orgId);
    return actor !== null && isCoordinator(actor);
  }

  /** Many who ask at once for the same feed wait for one writing of it. */
  private async once(owner: FeedOwner, url: string | null, now: Instant): Promise<Kept> {
    const key = `${owner.tokenId}.${String(owner.changes)}`;
    let underWay = this.writing.get(key);
    if (!underWay) {
      underWay = this.written(owner, url, now).finally(() => this.writing.delete(key));
      this.writing.set(key, underWay);
    }
    return underWay;
  }

  private async written(owner: FeedOwner, url: string | null, now: Instant): Promise<Kept> {
    const { name, events, until } = await this.database.read((tx) => this.reader.contents(tx, owner, now));
    // made from everything that shows, so that no change can be missed
    const facts = JSON.stringify([TEMPLATE, name, url, events]);
    const tag = createHash('sha256').update(facts).digest('base64url').slice(0, 27);
    const before = this.kept.get(owner.tokenId);
    const { plain, zipped } = before?.tag === tag ? before : await bodiesOf(calendarFile(name, events, url));
    const feed: Kept = { changes: owner.changes, until, tag, plain, zipped };
    this.keep(owner.tokenId, feed);
    return feed;
  }

  private keep(tokenId: string, feed: Kept): void {
    this.drop(tokenId);
    this.kept.set(tokenId, feed);
    this.used += sizeOf(feed);
    for (const oldest of this.kept.keys()) {
      if (this.used <= ROOM || oldest === tokenId) break;
      this.drop(oldest);
    }
  }

  private drop(tokenId: string): void {
    const feed = this.kept.get(tokenId);
    if (!feed) return;
    this.kept.delete(tokenId);
    this.used -= sizeOf(feed);
  }
}

const sizeOf = (feed: Kept): number => feed.plain.length + feed.zipped.length;

async function bodiesOf(text: string): Promise<{ plain: Buffer; zipped: Buffer }> {
  const plain = Buffer.from(text, 'utf8');
  return { plain, zipped: await zip(plain) };
}

/** The weak comparison of RFC 9110, 13.1.2. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const asked = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return asked.includes(etag) || asked.includes('*');
}
