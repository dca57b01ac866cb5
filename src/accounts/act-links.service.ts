import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Instant } from '../kernel/clock';
import { readToken, saidBy, type ActLink, type LinkKind } from './domain/act-link';
import { Installation } from './installation.service';
import { Secrets } from '../organisations/secrets.service';

const MARK_LENGTH = 32;

/** What opens a link of each kind; the token follows. */
const PAGES: Readonly<Record<LinkKind, string>> = {
  session: '/h5/session#',
  duty: '/h5/duty#',
  confirm: '/h5/answer#',
  'let-go': '/h5/answer#',
  unregister: '/h5/answer#',
  accept: '/h5/answer/',
  decline: '/h5/answer/',
  file: '/h5/files/',
  own: '/h5/me#',
};

/**
 * Links that carry one thing for one person, made without a row: a keyed hash (HMAC-SHA256, cut to 128 bits as RFC 2104
 * section 5 allows) vouches for them. The token stands behind `#`, so that no server log and no Referer ever holds it;
 * but for a file and for the page of a mail, which has no script that could read it there.
 */
@Injectable()
export class ActLinks {
  constructor(
    private readonly secrets: Secrets,
    private readonly installation: Installation,
  ) {}

  /** The token alone. */
  sign(link: ActLink): string {
    const said = saidBy(link);
    return `${said}-${this.markOf(said)}`;
  }

  /** The address of the page that opens the link; `base` without a slash at its end. */
  url(link: ActLink, base = this.installation.baseUrl): string {
    return `${base}${PAGES[link.kind]}${this.sign(link)}`;
  }

  /** null for a token that is malformed, forged or past its time. */
  open(token: string, now: Instant): ActLink | null {
    const read = readToken(token);
    if (!read) return null;
    const genuine = timingSafeEqual(Buffer.from(read.mark), Buffer.from(this.markOf(read.said)));
    return genuine && now < read.link.expires ? read.link : null;
  }

  private markOf(said: string): string {
    return this.secrets.hash('act-link', said).slice(0, MARK_LENGTH);
  }
}
