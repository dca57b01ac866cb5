import { Controller, Get, HttpCode, Inject, Logger, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { OfficialAccountSettings } from '../../../config/configuration';
import { Problem } from '../../console/http/problem';
import { AppClock } from '../../kernel/app-clock';
import type { InboundMessage, Reply } from '../../messaging/channel';
import { CallBacks } from '../../messaging/call-backs.service';
import { ContactRights } from '../../messaging/contact-rights.service';
import { cutText } from '../../messaging/domain/cut-text';
import { Identities } from '../../organisations/identities.service';
import { AnswerCallBacks, type CallBackAnswer } from '../callback/answer-call-backs.service';
import { CallBackDoor } from '../callback/call-back-door';
import { queryOf } from '../callback/call-back-query';
import { xmlOf } from '../callback/call-back-xml';
import { MessageCipher } from '../callback/message-cipher';
import { RefusedCalls } from '../callback/refused-calls';
import { inboundOf, OFFICIAL_ACCOUNT, type Inbound } from './inbound';
import { OFFICIAL_ACCOUNT_SETTINGS, OfficialAccountChannel } from './official-account.channel';
import { stillWorking, textOf, tooLong } from './official-account-texts';

/** What the platform calls: messages and events of people who follow the account. */
@ApiTags('channels')
@Controller('channels/official-account')
export class OfficialAccountController {
  private readonly door: CallBackDoor;
  private readonly refused = new RefusedCalls(new Logger(OFFICIAL_ACCOUNT));

  constructor(
    @Inject(OFFICIAL_ACCOUNT_SETTINGS) { token, aesKey, appId }: OfficialAccountSettings,
    private readonly channel: OfficialAccountChannel,
    private readonly answers: AnswerCallBacks,
    private readonly callBacks: CallBacks,
    private readonly identities: Identities,
    private readonly rights: ContactRights,
    private readonly clock: AppClock,
  ) {
    this.door = new CallBackDoor(token, aesKey === null ? null : new MessageCipher(aesKey, appId));
  }

  @Get()
  @ApiOperation({ summary: 'The platform looks whether the address is ours: gives back what it sent' })
  verify(@Req() request: Request, @Res() response: Response): void {
    const query = queryOf(request.originalUrl);
    this.refused.unless(() => this.door.check(query, 'signature', [], this.clock.now()));
    response.type('text/plain').send(query.get('echostr') ?? '');
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'The platform delivers a message or an event; answered within five seconds or later' })
  async take(@Req() request: Request, @Res() response: Response): Promise<void> {
    const begun = performance.now();
    const now = this.clock.now();
    const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
    const { inbound, nonce } = this.refused.unless(() => {
      const opened = this.door.open(queryOf(request.originalUrl), body, now);
      return { inbound: inboundOf(opened.xml, now), nonce: opened.nonce };
    });
    const { externalId, messageId, message } = inbound;
    const delivery = { channel: OFFICIAL_ACCOUNT, externalId, messageId, nonce };
    const answer = message
      ? await this.answers.answer(this.channel, delivery, message, begun)
      : await this.noted(inbound, nonce);
    if (answer.kind === 'replayed') throw new Problem(403, { detail: '这一次推送已经收过了' });
    const text = message ? await this.textOf(answer, message) : '';
    // an answer without words shows the person an error
    response.type(text === '' ? 'text/plain' : 'text/xml').send(text === '' ? '' : this.answerOf(inbound, text));
  }

  /** What has no words: somebody has come, gone, or looked at something. */
  private async noted({ externalId, messageId, left }: Inbound, nonce: string): Promise<CallBackAnswer> {
    const delivery = { channel: OFFICIAL_ACCOUNT, externalId, messageId, nonce };
    const taken = await this.callBacks.take(delivery, null, this.clock.now());
    if (taken === 'replayed') return { kind: taken };
    const bound = left ? await this.identities.resolve(OFFICIAL_ACCOUNT, externalId) : null;
    if (bound) await this.rights.leftBy(OFFICIAL_ACCOUNT, bound.personId);
    return { kind: 'answer', replies: [] };
  }

  /** The words that go back on the call; what does not fit is sent after it. Empty: none do. */
  private async textOf(answer: CallBackAnswer, message: InboundMessage): Promise<string> {
    const { proactive, maxTextBytes } = this.channel.capabilities;
    if (answer.kind !== 'answer') return proactive === 'never' ? stillWorking() : '';
    const whole = answer.replies.map(textOf).join('\n\n');
    if (proactive === 'never') return shortened(whole, maxTextBytes);
    const [first = '', ...rest] = cutText(whole, maxTextBytes);
    await this.answers.sendRest(
      this.channel,
      message,
      rest.map((text): Reply => ({ text })),
    );
    return first;
  }

  private answerOf({ externalId, account }: Inbound, text: string): string {
    const now = this.clock.now();
    const xml = xmlOf({
      ToUserName: externalId,
      FromUserName: account,
      CreateTime: Math.floor(now / 1000),
      MsgType: 'text',
      Content: text,
    });
    return this.door.sealed(xml, now) ?? xml;
  }
}

function shortened(whole: string, maxBytes: number): string {
  const [only = '', ...more] = cutText(whole, maxBytes);
  if (more.length === 0) return only;
  return `${cutText(whole, maxBytes - Buffer.byteLength(tooLong()))[0] ?? ''}${tooLong()}`;
}
