import { Body, Controller, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Throttle, ThrottlerGuard } from '@nestjs/throttler';
import type { Request, Response } from 'express';
import { MINUTE, SECOND } from '../../kernel/clock';
import { AppClock } from '../../kernel/app-clock';
import { Passkeys } from '../../accounts/passkeys.service';
import { SIGN_IN_CODE_LIFE, SignInCodes } from '../../accounts/sign-in-codes.service';
import { answer } from '../http/answer';
import { Problem } from '../http/problem';
import { ConsoleSessions, type Visitor } from './console-sessions.service';
import { passkeyProblem, wrongCode } from './sign-in-problem';
import { AskCodeDto, AssertionDto, CodeDto, SignInDto } from './sign-in.dto';
import { programVersion } from '../../installation/program-version';

interface VisitorAnswer {
  readonly setUp: boolean;
  readonly person: { readonly id: string; readonly name: string; readonly roles: readonly string[] } | null;
  readonly organisation: string | null;
  /** The version of the program. */
  readonly version: string;
  /** Acts that ask for a fresh proof are open without a further one. */
  readonly fresh: boolean;
}

/** Into and out of the console. */
@ApiTags('sign-in')
@Controller('api/console')
export class SignInController {
  constructor(
    private readonly sessions: ConsoleSessions,
    private readonly codes: SignInCodes,
    private readonly passkeys: Passkeys,
    private readonly clock: AppClock,
  ) {}

  @Get('me')
  @ApiOperation({ summary: 'Who is signed in' })
  async me(@Req() request: Request): Promise<VisitorAnswer> {
    const visitor = await this.sessions.visitor(request);
    if (!visitor) throw new Problem(401, { detail: '请先登录' });
    return answerOf(visitor);
  }

  @Post('sign-in')
  @HttpCode(200)
  @UseGuards(ThrottlerGuard)
  @Throttle({ default: { limit: 20, ttl: MINUTE } })
  @ApiOperation({ summary: 'Exchanges the token of a one-time link for a session cookie' })
  async signIn(
    @Body() body: SignInDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VisitorAnswer> {
    const visitor = await this.sessions.signIn(body.token, request, response);
    if (!visitor)
      throw new Problem(401, { rule: 'sign-in-link', detail: '这个登录链接已经用过或过期了，请取一个新的' });
    return answerOf(visitor);
  }

  @Post('sign-in/code')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sends a sign-in code into the private chat of whoever has this name; the answer is always the same',
  })
  async ask(
    @Body() body: AskCodeDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ validSeconds: number }> {
    const asked = { ...this.sessions.asking(request, response), now: this.clock.now() };
    await this.codes.ask(body.name.trim(), asked);
    return { validSeconds: SIGN_IN_CODE_LIFE / SECOND };
  }

  @Post('sign-in/answer')
  @HttpCode(200)
  @UseGuards(ThrottlerGuard)
  @Throttle({ default: { limit: 20, ttl: MINUTE } })
  @ApiOperation({ summary: 'Exchanges the code for a session cookie, in the browser that asked for it' })
  async giveCode(
    @Body() body: CodeDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VisitorAnswer> {
    const browser = this.sessions.browser(request, response);
    const found = await this.codes.answer(body.code, 'sign-in', { browser, now: this.clock.now() });
    const visitor = found.ok ? await this.sessions.open(found.value, request, response) : null;
    if (!visitor) throw wrongCode();
    return answerOf(visitor);
  }

  @Post('sign-in/passkey/options')
  @HttpCode(200)
  @UseGuards(ThrottlerGuard)
  @Throttle({ default: { limit: 20, ttl: MINUTE } })
  @ApiOperation({ summary: 'What the browser needs to ask for a passkey that says who signs in' })
  async request(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<object> {
    const browser = this.sessions.browser(request, response);
    return this.passkeys.signInRequest(browser, this.sessions.site(request), this.clock.now());
  }

  @Post('sign-in/passkey')
  @HttpCode(200)
  @UseGuards(ThrottlerGuard)
  @Throttle({ default: { limit: 20, ttl: MINUTE } })
  @ApiOperation({ summary: 'Exchanges a passkey for a session cookie, in the browser that was asked for it' })
  async passkey(
    @Body() body: AssertionDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VisitorAnswer> {
    const browser = this.sessions.browser(request, response);
    const given = { response: body.response, browser, site: this.sessions.site(request) };
    const who = answer(await this.passkeys.signIn(given, this.clock.now()), passkeyProblem);
    const visitor = await this.sessions.open(who, request, response);
    if (!visitor) throw passkeyProblem({ rule: 'no-role' });
    return answerOf(visitor);
  }

  @Post('sign-out')
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends the session' })
  async signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.sessions.signOut(request, response);
  }
}

function answerOf(visitor: Visitor): VisitorAnswer {
  const version = programVersion();
  if (visitor.kind === 'set-up') return { setUp: true, person: null, organisation: null, version, fresh: false };
  const { personId, name, roles, organisation } = visitor.actor;
  return { setUp: false, person: { id: personId, name, roles }, organisation, version, fresh: visitor.fresh };
}
