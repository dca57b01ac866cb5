import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Configuration } from '../../../config/configuration';
import { cookieName, cookieOf } from '../../console/http/cookies';
import { notFound, Problem } from '../../console/http/problem';
import { AppClock } from '../../kernel/app-clock';
import { CONFIGURATION } from '../../kernel/configuration.token';
import { SampleVoices } from '../../accounts/sample-voices.service';
import { WebSessions } from '../../accounts/web-sessions.service';
import { WEBCHAT } from './webchat.channel';

export const CHAT_COOKIE = 'xinyue-chat';

/** Finds out as which account a chat request speaks. */
@Injectable()
export class ChatSpeakers {
  constructor(
    private readonly sessions: WebSessions,
    private readonly voices: SampleVoices,
    private readonly clock: AppClock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  get secure(): boolean {
    return this.configuration.publicUrl?.startsWith('https:') ?? false;
  }

  /**
   * The account behind `from` (a sample person's key or the token of a chat session) or behind the browser's cookie.
   * Throws a problem: 404 for a key that names nobody in the sample organisation, 401 where there is no such choice.
   */
  async account(request: Request, from: string | undefined): Promise<string> {
    if (from === undefined) {
      const session = await this.session(request);
      if (session !== null) return session;
      throw new Problem(401, { detail: '请先打开聊天页面，并用绑定码绑定' });
    }
    const now = this.clock.now();
    const voice = await this.voices.account(WEBCHAT, from, now);
    if (voice !== null) return voice;
    const session = await this.sessions.find('chat', from, now);
    if (session) return session.id;
    if (await this.voices.organisation()) throw notFound('示例组织里没有这个人');
    throw new Problem(401, { detail: '请先打开聊天页面，并用绑定码绑定' });
  }

  /** The account of the browser's chat session, or null. */
  async session(request: Request): Promise<string | null> {
    const token = cookieOf(request, cookieName(this.secure, CHAT_COOKIE));
    const session = token ? await this.sessions.find('chat', token, this.clock.now()) : null;
    return session?.id ?? null;
  }
}
