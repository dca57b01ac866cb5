import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Throttle, ThrottlerGuard } from '@nestjs/throttler';
import type { Request, Response } from 'express';
import { MINUTE, SECOND } from '../../kernel/clock';
import type { ActContext } from '../../acts/domain/act-context';
import { Passkeys, type Passkey } from '../../accounts/passkeys.service';
import { SIGN_IN_CODE_LIFE, SignInCodes } from '../../accounts/sign-in-codes.service';
import { WebSessions } from '../../accounts/web-sessions.service';
import { answer } from '../http/answer';
import { ConsoleSessions, type PersonVisitor } from './console-sessions.service';
import { Context, SignedIn, StepUp } from './current-actor';
import { passkeyProblem, wrongCode } from './sign-in-problem';
import { AssertionDto, CodeDto, PasskeyDto } from './sign-in.dto';
import { SignedInGuard } from './signed-in.guard';

/** Proofs of who somebody is beyond her session: passkeys, and the fresh proof that some acts ask for. */
@ApiTags('sign-in')
@Controller('api/console')
@UseGuards(SignedInGuard)
export class ProofController {
  constructor(
    private readonly sessions: ConsoleSessions,
    private readonly webSessions: WebSessions,
    private readonly passkeys: Passkeys,
    private readonly codes: SignInCodes,
  ) {}

  @Get('passkeys')
  @ApiOperation({ summary: "The signed-in person's passkeys" })
  async list(@Context() context: ActContext): Promise<{ passkeys: Passkey[] }> {
    return { passkeys: await this.passkeys.listOf(context.actorId) };
  }

  @Post('passkeys/options')
  @HttpCode(200)
  @StepUp()
  @ApiOperation({ summary: 'What the browser needs to make a passkey' })
  async creation(
    @Context() context: ActContext,
    @SignedIn() { actor }: PersonVisitor,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const browser = this.sessions.browser(request, response);
    return this.passkeys.creation(context, actor.name, browser, this.sessions.site(request));
  }

  @Post('passkeys')
  @HttpCode(201)
  @StepUp()
  @ApiOperation({ summary: 'Keeps the passkey that the browser has made' })
  async keep(
    @Context() context: ActContext,
    @Body() body: PasskeyDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Passkey> {
    const browser = this.sessions.browser(request, response);
    const made = { ...body, browser, site: this.sessions.site(request) };
    return answer(await this.passkeys.keep(context, made), passkeyProblem);
  }

  @Delete('passkeys/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Forgets a passkey' })
  async remove(@Context() context: ActContext, @Param('id') id: string): Promise<void> {
    answer(await this.passkeys.remove(context, id), passkeyProblem);
  }

  @Post('step-up/code')
  @HttpCode(200)
  @UseGuards(ThrottlerGuard)
  @Throttle({ default: { limit: 10, ttl: MINUTE } })
  @ApiOperation({ summary: 'Sends the signed-in person a code as a fresh proof' })
  async askCode(
    @Context() { now }: ActContext,
    @SignedIn() { actor }: PersonVisitor,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ validSeconds: number }> {
    const person = { id: actor.personId, orgId: actor.scope.orgId };
    await this.codes.askAgain(person, { ...this.sessions.asking(request, response), now });
    return { validSeconds: SIGN_IN_CODE_LIFE / SECOND };
  }

  @Post('step-up')
  @HttpCode(204)
  @UseGuards(ThrottlerGuard)
  @Throttle({ default: { limit: 20, ttl: MINUTE } })
  @ApiOperation({ summary: 'Gives the code as a fresh proof' })
  async giveCode(
    @Context() { now, actorId }: ActContext,
    @SignedIn() { sessionId }: PersonVisitor,
    @Body() { code }: CodeDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const browser = this.sessions.browser(request, response);
    const found = await this.codes.answer(code, 'step-up', { browser, now });
    if (!found.ok || found.value.personId !== actorId) throw wrongCode();
    await this.webSessions.verified(sessionId, now);
  }

  @Post('step-up/passkey/options')
  @HttpCode(200)
  @ApiOperation({ summary: 'What the browser needs to ask for a passkey' })
  async request(
    @Context() context: ActContext,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    return this.passkeys.request(context, this.sessions.browser(request, response), this.sessions.site(request));
  }

  @Post('step-up/passkey')
  @HttpCode(204)
  @ApiOperation({ summary: 'Gives a passkey as a fresh proof' })
  async prove(
    @Context() context: ActContext,
    @SignedIn() { sessionId }: PersonVisitor,
    @Body() body: AssertionDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const browser = this.sessions.browser(request, response);
    const given = { response: body.response, browser, site: this.sessions.site(request) };
    answer(await this.passkeys.prove(context, given), passkeyProblem);
    await this.webSessions.verified(sessionId, context.now);
  }
}
