import { Body, Controller, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Throttle, ThrottlerGuard } from '@nestjs/throttler';
import { IsString, MaxLength } from 'class-validator';
import type { Request, Response } from 'express';
import { MINUTE } from '../../kernel/clock';
import { Problem } from '../http/problem';
import { ConsoleSessions, type Visitor } from './console-sessions.service';

export class SignInDto {
  @ApiProperty({ description: 'The token of a one-time link' })
  @IsString()
  @MaxLength(100)
  token: string;
}

interface VisitorAnswer {
  readonly setUp: boolean;
  readonly person: { readonly id: string; readonly name: string; readonly roles: readonly string[] } | null;
  readonly organisation: string | null;
}

/** Into and out of the console. */
@ApiTags('sign-in')
@Controller('api/console')
export class SignInController {
  constructor(private readonly sessions: ConsoleSessions) {}

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
  async signIn(@Body() body: SignInDto, @Res({ passthrough: true }) response: Response): Promise<VisitorAnswer> {
    const visitor = await this.sessions.signIn(body.token, response);
    if (!visitor)
      throw new Problem(401, { rule: 'sign-in-link', detail: '这个登录链接已经用过或过期了，请取一个新的' });
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
  if (visitor.kind === 'set-up') return { setUp: true, person: null, organisation: null };
  const { personId, name, roles, organisation } = visitor.actor;
  return { setUp: false, person: { id: personId, name, roles }, organisation };
}
