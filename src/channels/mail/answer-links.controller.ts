import { Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { AnswerInvitation } from '../../calendar/answer-invitation.service';
import { notFound } from '../../console/http/problem';
import { answerByLink, linkQuestion } from '../../conversation/wording/mail';
import { ActLinks } from '../../accounts/act-links.service';
import type { Instant } from '../../kernel/clock';
import { AppClock } from '../../kernel/app-clock';
import { Organisations } from '../../organisations/organisations.service';
import { answerPage } from './answer-page';

/** The links in a mail: looking does nothing (mail servers look at links, too), pressing the button does. */
@ApiTags('calendar')
@Controller('h5/answer')
export class AnswerLinksController {
  constructor(
    private readonly links: ActLinks,
    private readonly answers: AnswerInvitation,
    private readonly organisations: Organisations,
    private readonly clock: AppClock,
  ) {}

  @Get(':token')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'private, no-store')
  // no-referrer would make the browser call the form's own post a foreign one
  @Header('Referrer-Policy', 'same-origin')
  @ApiOperation({ summary: 'Asks whether the link of an invitation is meant; does nothing' })
  @ApiProduces('text/html')
  async ask(@Param('token') token: string): Promise<string> {
    const now = this.clock.now();
    const { partstat, entry } = await this.found(token, now);
    const { line, act, place } = linkQuestion(entry.event, partstat, entry.kind, now);
    return answerPage({ heading: act, lines: place === null ? [line] : [line, `地点：${place}`], button: act });
  }

  @Post(':token')
  @HttpCode(200)
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'private, no-store')
  @ApiOperation({ summary: 'Says what the link says, once' })
  @ApiProduces('text/html')
  async say(@Param('token') token: string): Promise<string> {
    const now = this.clock.now();
    const { invitation, entry, partstat, sequence } = await this.found(token, now);
    const given = { channel: 'link', partstat, sequence, stamp: null, note: null, messageId: token } as const;
    const outcome = await this.answers.answer(invitation, given, now);
    const scope = await this.organisations.scopeOf(invitation.orgId);
    if (!scope) throw notFound();
    const { line } = linkQuestion(entry.event, partstat, entry.kind, now);
    return answerPage({ heading: answerByLink(outcome, scope, now), lines: [line], button: null });
  }

  private async found(token: string, now: Instant) {
    const link = this.links.open(token, now);
    const partstat = link?.kind === 'accept' ? 'ACCEPTED' : link?.kind === 'decline' ? 'DECLINED' : null;
    const found = link && partstat && (await this.answers.look(link.subjectId));
    if (!found) throw notFound('这个链接无效');
    return { ...found, partstat, sequence: link.revision ?? 0 } as const;
  }
}
