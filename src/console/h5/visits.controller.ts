import { Body, Controller, Get, Headers, HttpCode, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { civilOf, type ZoneName } from '../../kernel/civil-time';
import { ActLinks } from '../../accounts/act-links.service';
import { Actors } from '../../accounts/actors.service';
import { AppClock } from '../../kernel/app-clock';
import { LookAtSessions } from '../../registrations/look-at-sessions.service';
import { RegisterNewcomer, type NewcomerRefusal } from '../../registrations/register-newcomer.service';
import { answer } from '../http/answer';
import { notFound, Problem } from '../http/problem';
import { sourceOf } from '../http/source';
import { sendFile } from '../http/send-file';
import { registrationProblem } from '../registrations/registration-problem';
import { NewcomerDto } from '../registrations/registrations.dto';
import { LinkGuard, Visiting, visitOf, type Visit } from './link.guard';
import { faceOf, VisitViews, type SessionFace, type VisitView } from './visit-views.service';

interface Poster extends SessionFace {
  readonly organisation: string;
}

/**
 * What the pages inside WeChat show, and how one becomes a family that has such pages. Looking changes nothing: whatever
 * fetches a link ahead of a person does no harm.
 */
@ApiTags('h5')
@Controller()
export class VisitsController {
  constructor(
    private readonly views: VisitViews,
    private readonly sessions: LookAtSessions,
    private readonly links: ActLinks,
    private readonly actors: Actors,
    private readonly clock: AppClock,
    private readonly newcomers: RegisterNewcomer,
  ) {}

  @Get('api/h5/visit')
  @UseGuards(LinkGuard)
  @ApiHeader({ name: 'Authorization', description: '`Link <token>`, the part of the address behind #' })
  @ApiOperation({ summary: 'What the page behind a link shows' })
  async visit(@Visiting() visit: Visit): Promise<VisitView> {
    return this.views.of(visit);
  }

  @Get('api/h5/posters/:sessionId')
  @ApiOperation({ summary: 'A session open to the public, as its poster shows it to anybody' })
  async poster(@Param('sessionId') sessionId: string): Promise<Poster> {
    const found = await this.sessions.onPoster(sessionId);
    if (!found) throw notFound();
    return { ...faceOf(found.session, this.clock.now()), organisation: found.organisation };
  }

  @Post('api/h5/posters/:sessionId/register')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'A random name for this one sign-up' })
  @ApiOperation({ summary: 'Signs a household up that is not known yet; answers with the page that is hers alone' })
  async register(
    @Param('sessionId') sessionId: string,
    @Body() newcomer: NewcomerDto,
    @Req() request: Request,
    @Headers('idempotency-key') key?: string,
  ): Promise<{ page: string }> {
    const found = await this.sessions.onPoster(sessionId);
    if (!found) throw notFound();
    const { scope, session } = found;
    // Whoever has the key gets the page of the first time: one that could be guessed is none.
    const idempotencyKey = /^[0-9a-f]{32}$/u.test(key ?? '') ? `poster.${sessionId}.${key ?? ''}` : undefined;
    const at = { scope, sessionId, now: this.clock.now(), source: sourceOf(request), idempotencyKey };
    const { personId } = answer(await this.newcomers.register(at, newcomer), newcomerProblem(scope.zone));
    return { page: this.views.sessionPage(personId, session) };
  }

  @Get('h5/files/:file')
  @ApiExcludeEndpoint()
  async file(@Param('file') file: string, @Res() response: Response): Promise<void> {
    const token = /^([\w-]{10,200})\.ics$/u.exec(file)?.[1] ?? '';
    const visit = await visitOf(this.links, this.actors, token, this.clock.now());
    if (visit?.link.kind !== 'file') throw notFound();
    sendFile(response, await this.views.file(visit));
  }
}

const newcomerProblem =
  (zone: ZoneName) =>
  (refusal: NewcomerRefusal): Problem => {
    switch (refusal.rule) {
      case 'too-many-newcomers': {
        const again = civilOf(refusal.againAtMs, zone).slice(11);
        return new Problem(429, {
          rule: refusal.rule,
          detail: `从这里报名的太多了，请在 ${again} 之后再试，或请工作人员代报`,
        });
      }
      case 'number-registered':
        return new Problem(409, {
          rule: refusal.rule,
          detail: '这个手机号已经报过这一场；要改请用报名时得到的页面，或联系工作人员',
        });
      default:
        return registrationProblem(zone)(refusal);
    }
  };
