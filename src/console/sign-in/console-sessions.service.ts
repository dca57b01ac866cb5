import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Configuration } from '../../../config/configuration';
import { DAY, MINUTE, type Instant } from '../../kernel/clock';
import { Actors, type Actor } from '../../accounts/actors.service';
import { AppClock } from '../../kernel/app-clock';
import type { Role } from '../../acts/domain/act-context';
import { CONFIGURATION } from '../../kernel/configuration.token';
import { KnownDevices } from '../../accounts/known-devices.service';
import type { Site } from '../../accounts/passkeys.service';
import { WebSessions } from '../../accounts/web-sessions.service';
import type { CodeAsked } from '../../accounts/sign-in-codes.service';
import { sourceOf } from '../http/source';
import { clearCookie, cookieName, cookieOf, setCookie } from '../http/cookies';
import { browserName, browserSecret } from './browser';

const COOKIE = 'xinyue-console';
const DEVICE_COOKIE = 'xinyue-device';
/** How long a proof counts for acts that ask for a fresh one. */
const FRESH = 5 * MINUTE;

/** A person at the console, in the organisation in which she works. */
export interface PersonVisitor {
  readonly kind: 'person';
  readonly actor: Actor;
  readonly sessionId: string;
  /** She proved within the last five minutes who she is. */
  readonly fresh: boolean;
}

/** Who may be at the console: a person, or whoever sets up a service that has no organisation yet. */
export type Visitor = PersonVisitor | { readonly kind: 'set-up' };

/** Signs browsers in and out of the console. */
@Injectable()
export class ConsoleSessions {
  constructor(
    private readonly sessions: WebSessions,
    private readonly actors: Actors,
    private readonly devices: KnownDevices,
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
  async signIn(token: string, request: Request, response: Response): Promise<Visitor | null> {
    const link = await this.sessions.take('sign-in', token, this.clock.now());
    if (!link) return null;
    const who = link.personId && link.orgId ? { orgId: link.orgId, personId: link.personId } : null;
    return this.open(who, request, response);
  }

  /** Gives the browser a session of its own; null when this person may not be here. */
  async open(
    who: { orgId: string; personId: string } | null,
    request: Request,
    response: Response,
  ): Promise<Visitor | null> {
    const now = this.clock.now();
    const token = await this.sessions.open('console', who, now, browserName(request));
    const visitor = await this.visitorOf(token, now);
    if (visitor) setCookie(response, COOKIE, token, this.secure);
    if (who) setCookie(response, DEVICE_COOKIE, this.devices.markFor(who.personId), this.secure, 180 * DAY);
    return visitor;
  }

  async visitor(request: Request): Promise<Visitor | null> {
    const token = cookieOf(request, cookieName(this.secure, COOKIE));
    return token ? this.visitorOf(token, this.clock.now()) : null;
  }

  /** Whether a session that opened a stream in this organisation would still be let in there by one of these roles. */
  async stays(request: Request, orgId: string, roles: readonly Role[]): Promise<boolean> {
    const visitor = await this.visitor(request);
    if (visitor?.kind !== 'person' || visitor.actor.scope.orgId !== orgId) return false;
    return visitor.actor.roles.some((role) => roles.includes(role));
  }

  async signOut(request: Request, response: Response): Promise<void> {
    const token = cookieOf(request, cookieName(this.secure, COOKIE));
    if (token) await this.sessions.take('console', token, this.clock.now());
    clearCookie(response, COOKIE, this.secure);
  }

  /** Whence and with what a browser asks for a code. */
  asking(request: Request, response: Response): Omit<CodeAsked, 'now'> {
    return {
      browser: this.browser(request, response),
      browserName: browserName(request),
      source: sourceOf(request),
      device: cookieOf(request, cookieName(this.secure, DEVICE_COOKIE)),
    };
  }

  /** See `browserSecret`. */
  browser(request: Request, response: Response): string {
    return browserSecret(request, response, this.secure);
  }

  /** This service as a browser that asks now names it. */
  site(request: Request): Site {
    const origin = this.configuration.publicUrl ?? `http://${request.headers.host ?? 'localhost'}`;
    const url = new URL(origin);
    return { origin: url.origin, host: url.hostname };
  }

  /** A session without a person only counts until there is an organisation. */
  private async visitorOf(token: string, now: Instant): Promise<Visitor | null> {
    const session = await this.sessions.find('console', token, now);
    if (!session) return null;
    if (session.personId === null) return (await this.actors.nobodyYet()) ? { kind: 'set-up' } : null;
    const actor = await this.actors.find(session.personId, session.orgId ?? undefined);
    const fresh = session.verifiedMs !== null && now - session.verifiedMs < FRESH;
    return actor ? { kind: 'person', actor, sessionId: session.id, fresh } : null;
  }
}
