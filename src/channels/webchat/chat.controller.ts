import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Headers, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { clearCookie, setCookie } from '../../console/http/cookies';
import { notFound, Problem } from '../../console/http/problem';
import { sourceOf } from '../../console/http/source';
import { Conversation } from '../../conversation/conversation.service';
import { DAY } from '../../kernel/clock';
import type { Reply } from '../../messaging/channel';
import { Allowances, type Asked } from '../../accounts/allowances.service';
import { ActLinks } from '../../accounts/act-links.service';
import { AppClock } from '../../kernel/app-clock';
import { Actors } from '../../accounts/actors.service';
import { SampleVoices, type SampleVoice } from '../../accounts/sample-voices.service';
import { WebSessions } from '../../accounts/web-sessions.service';
import { withoutMention } from '../mention';
import { CHAT_COOKIE, ChatSpeakers } from './chat-speakers.service';
import { SayDto } from './chat.dto';
import { WEBCHAT, WebchatChannel } from './webchat.channel';

const BOT_NAMES = ['小约'];
const COOKIE_AGE = 180 * DAY;

interface Me {
  readonly sample: boolean;
  readonly organisation: string | null;
  readonly person: { readonly key: string; readonly name: string; readonly roles: readonly string[] } | null;
  readonly session: boolean;
}

@ApiTags('chat')
@Controller('api/chat')
export class ChatController {
  constructor(
    private readonly conversation: Conversation,
    private readonly speakers: ChatSpeakers,
    private readonly voices: SampleVoices,
    private readonly sessions: WebSessions,
    private readonly allowances: Allowances,
    private readonly actors: Actors,
    private readonly channel: WebchatChannel,
    private readonly links: ActLinks,
    private readonly clock: AppClock,
  ) {}

  @Get('me')
  @ApiOperation({ summary: 'Who this browser is in the chat' })
  async me(@Req() request: Request): Promise<Me> {
    const sample = await this.voices.organisation();
    const session = await this.speakers.session(request);
    const bound = session ? await this.actors.behind(WEBCHAT, session) : null;
    return {
      sample: sample !== null,
      organisation: sample?.name ?? null,
      person: bound ? { key: bound.key, name: bound.name, roles: bound.roles } : null,
      session: session !== null,
    };
  }

  @Get('people')
  @ApiOperation({ summary: 'The people one may speak as; only in the sample organisation' })
  async people(): Promise<{ people: SampleVoice[] }> {
    if (!(await this.voices.organisation())) throw notFound();
    await this.channel.learnSample();
    return { people: await this.voices.people() };
  }

  @Post('session')
  @HttpCode(204)
  @ApiOperation({ summary: 'Opens a chat session for this browser; a binding code said in it binds it to a person' })
  async openSession(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    if ((await this.speakers.session(request)) !== null) return;
    const now = this.clock.now();
    const limits: Asked[] = [{ limit: 'chat-sessions.source', of: sourceOf(request) }, { limit: 'chat-sessions.all' }];
    if ((await this.allowances.use(limits, now)) !== null)
      throw new Problem(429, { detail: '打开得太频繁了，请过几分钟再试' });
    const token = await this.sessions.open('chat', null, now);
    setCookie(response, CHAT_COOKIE, token, this.speakers.secure, COOKIE_AGE);
  }

  @Post('leave')
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends the chat session of this browser; nobody is reached by it any more' })
  async leave(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const session = await this.speakers.session(request);
    if (session !== null) await this.sessions.endChat(session);
    clearCookie(response, CHAT_COOKIE, this.speakers.secure);
  }

  @Get('own-page')
  @ApiOperation({ summary: "The address of the speaker's own page, for a day" })
  @ApiQuery({ name: 'from', required: false, description: 'As for what is said' })
  async ownPage(@Req() request: Request, @Query('from') from?: string): Promise<{ url: string }> {
    const account = await this.speakers.account(request, from);
    const actor = await this.actors.behind(WEBCHAT, account);
    if (!actor) throw notFound('还没有绑定');
    const expires = this.clock.now() + DAY;
    return { url: this.links.url({ kind: 'own', personId: actor.personId, subjectId: '', expires }, '') };
  }

  @Post('messages')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Says something and gets the answers. The same Idempotency-Key again gets the same answers.',
  })
  @ApiOkResponse({ description: 'The answers in order; each has exactly one of text, file and card' })
  async say(
    @Req() request: Request,
    @Body() said: SayDto,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<{ replies: readonly Reply[] }> {
    const externalId = await this.speakers.account(request, said.from ?? undefined);
    const addressed = withoutMention(said.text, BOT_NAMES);
    const replies = await this.conversation.receive({
      channel: WEBCHAT,
      externalId,
      conversation: said.in ? { kind: 'group', id: said.in } : { kind: 'private', id: externalId },
      text: addressed.text,
      mentioned: addressed.mentioned,
      messageId: `${externalId}.${key ?? randomUUID()}`.slice(0, 191),
      at: this.clock.now(),
      source: sourceOf(request),
    });
    return { replies };
  }
}
