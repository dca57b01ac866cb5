import { Controller, Get, Headers, HttpCode, Inject, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Configuration } from '../../../config/configuration';
import { CalendarFeeds } from '../../calendar/calendar-feeds.service';
import { feedPath, FeedTokens } from '../../calendar/feed-tokens.service';
import { AppClock } from '../../organisations/app-clock';
import { CONFIGURATION } from '../../organisations/configuration.token';
import type { ActContext } from '../../organisations/domain/act-context';
import { notFound } from '../http/problem';
import { Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';

/** A person's own calendar, under an address that only she knows. */
@ApiTags('calendar')
@Controller()
export class FeedsController {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly tokens: FeedTokens,
    private readonly clock: AppClock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get('calendar/:file')
  @ApiOperation({ summary: 'The calendar behind a secret address, `/calendar/<token>.ics`' })
  async feed(
    @Param('file') file: string,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const token = /^([\w-]{20,100})\.ics$/u.exec(file)?.[1];
    if (!token) throw notFound();
    const feed = await this.feeds.read(token, { ifNoneMatch }, this.clock.now());
    if (feed.status === 404) throw notFound();
    response.setHeader('ETag', feed.etag);
    response.setHeader('Cache-Control', 'private, no-cache');
    if (feed.status === 304) {
      response.status(304).end();
      return;
    }
    response.setHeader('Content-Type', 'text/calendar; charset=utf-8');
    response.end(feed.body);
  }

  @Post('api/calendar/feed')
  @HttpCode(200)
  @UseGuards(SignedInGuard)
  @ApiOperation({ summary: "Makes a secret address of the signed-in person's calendar; earlier ones end" })
  async reset(@Context() context: ActContext, @Req() request: Request): Promise<{ url: string }> {
    const path = feedPath(await this.tokens.reset(context));
    const base = this.configuration.publicUrl ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`;
    return { url: `${base}${path}` };
  }
}
