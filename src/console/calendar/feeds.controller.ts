import { All, Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOperation, ApiProduces, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ThrottlerGuard } from '@nestjs/throttler';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { Request, Response } from 'express';
import type { Configuration } from '../../../config/configuration';
import { CalendarFeeds } from '../../calendar/calendar-feeds.service';
import { feedPath, FeedTokens } from '../../calendar/feed-tokens.service';
import { Database } from '../../database/database';
import { AppClock } from '../../kernel/app-clock';
import { CONFIGURATION } from '../../kernel/configuration.token';
import type { ActContext } from '../../acts/domain/act-context';
import { Programmes } from '../../programmes/programmes.service';
import { answer } from '../http/answer';
import { notFound, Problem } from '../http/problem';
import { Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';
import { sendFeed, wishOf } from './send-feed';

const FILE = /^([\w-]+)\.ics$/u;

export class FeedDto {
  @ApiProperty({ required: false, enum: ['own', 'organisation', 'programme'], description: 'Left out: own' })
  @IsOptional()
  @IsIn(['own', 'organisation', 'programme'])
  view?: 'own' | 'organisation' | 'programme';

  @ApiProperty({ required: false, description: 'Which programme, for that view', example: 'tiantianxun' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  programmeKey?: string;
}

/** Secret addresses of calendars: a person's own, and for coordinators all sessions of a programme or the organisation. */
@ApiTags('calendar')
@Controller()
export class FeedsController {
  constructor(
    private readonly database: Database,
    private readonly feeds: CalendarFeeds,
    private readonly clock: AppClock,
    private readonly tokens: FeedTokens,
    private readonly programmes: Programmes,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get('calendar/:file')
  @UseGuards(ThrottlerGuard)
  @ApiOperation({ summary: 'The calendar behind a secret address, `/calendar/<token>.ics`' })
  @ApiProduces('text/calendar')
  async feed(@Param('file') file: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const [, token] = FILE.exec(file) ?? [];
    const feed = token ? await this.feeds.read(token, wishOf(request), this.clock.now()) : { status: 404 as const };
    if (feed.status === 404) throw notFound();
    sendFeed(request, response, feed);
  }

  @All('calendar/:file')
  @Header('Allow', 'GET, HEAD')
  @ApiExcludeEndpoint()
  notTaken(): never {
    throw new Problem(405);
  }

  @Post('api/calendar/feed')
  @HttpCode(200)
  @UseGuards(SignedInGuard)
  @ApiOperation({
    summary:
      'Makes a secret address. Of her own entries: earlier ones end; of all sessions: they stay, for coordinators',
  })
  async make(@Context() context: ActContext, @Body() wish: FeedDto, @Req() request: Request): Promise<{ url: string }> {
    const base = this.configuration.publicUrl ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`;
    return { url: `${base}${feedPath(await this.token(context, wish))}` };
  }

  private async token(context: ActContext, { view = 'own', programmeKey = '' }: FeedDto): Promise<string> {
    const notAllowed = (): Problem => new Problem(403, { rule: 'not-allowed', detail: '只有统筹员可以' });
    switch (view) {
      case 'own':
        return (await this.tokens.reset(context)).token;
      case 'organisation':
        return answer(await this.tokens.issueSessions(context, 'organisation'), notAllowed);
      case 'programme': {
        const programme = await this.database.read((tx) => this.programmes.byKey(tx, context.scope, programmeKey));
        if (!programme) throw notFound('没有这个项目');
        return answer(await this.tokens.issueSessions(context, { programmeId: programme.id }), notAllowed);
      }
    }
  }
}
