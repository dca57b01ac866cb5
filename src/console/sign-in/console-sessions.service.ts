import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Configuration } from '../../../config/configuration';
import { Actors, type Actor } from '../../organisations/actors.service';
import { AppClock } from '../../organisations/app-clock';
import { CONFIGURATION } from '../../organisations/configuration.token';
import { WebSessions } from '../../organisations/web-sessions.service';
import { clearCookie, cookieName, cookieOf, setCookie } from '../http/cookies';

const COOKIE = 'xinyue-console';

/** Who may be at the console: a person, or whoever sets up a service that has no organisation yet. */
export type Visitor = { readonly kind: 'person'; readonly actor: Actor } | { readonly kind: 'set-up' };

/** Signs browsers in and out of the console. */
@Injectable()
export class ConsoleSessions {
  constructor(
    private readonly sessions: WebSessions,
    private readonly actors: Actors,
    private readonly clock: AppClock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  private get secure(): boolean {
    return this.configuration.publicUrl?.startsWith('https:') ?? false;
  }

  /** A token for a link that signs one browser in, once, within half an hour. */
  async oneTimeToken(): Promise<string> {
    return this.sessions.open('sign-in', await this.actors.firstCoordinator(), this.clock.now());
  }

  /** Exchanges a one-time token for a cookie; null for a token that is unknown, used or too old. */
  async signIn(token: string, response: Response): Promise<Visitor | null> {
    const link = await this.sessions.take('sign-in', token, this.clock.now());
    if (!link) return null;
    const who = link.personId && link.orgId ? { orgId: link.orgId, personId: link.personId } : null;
    const visitor = await this.visitorOf(who?.personId ?? null);
    if (visitor) await this.open(who, response);
    return visitor;
  }

  async open(who: { orgId: string; personId: string } | null, response: Response): Promise<void> {
    setCookie(response, COOKIE, await this.sessions.open('console', who, this.clock.now()), this.secure);
  }

  async visitor(request: Request): Promise<Visitor | null> {
    const token = cookieOf(request, cookieName(this.secure, COOKIE));
    const session = token ? await this.sessions.find('console', token, this.clock.now()) : null;
    return session ? this.visitorOf(session.personId) : null;
  }

  async signOut(request: Request, response: Response): Promise<void> {
    const token = cookieOf(request, cookieName(this.secure, COOKIE));
    if (token) await this.sessions.take('console', token, this.clock.now());
    clearCookie(response, COOKIE, this.secure);
  }

  /** A session without a person only counts until there is an organisation. */
  private async visitorOf(personId: string | null): Promise<Visitor | null> {
    if (personId === null) return (await this.actors.nobodyYet()) ? { kind: 'set-up' } : null;
    const actor = await this.actors.find(personId);
    return actor ? { kind: 'person', actor } : null;
  }
}
