import { Injectable, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Problem } from '../../console/http/problem';
import { AppClock } from '../../kernel/app-clock';
import type { Instant } from '../../kernel/clock';
import type { Channel, InboundMessage, Reply } from '../../messaging/channel';
import { CallBacks } from '../../messaging/call-backs.service';
import { ContactRights } from '../../messaging/contact-rights.service';
import { cutText } from '../../messaging/domain/cut-text';
import { Identities } from '../../organisations/identities.service';
import { AnswerCallBacks, type CallBackAnswer } from './answer-call-backs.service';
import type { CallBackDoor } from './call-back-door';
import { queryOf } from './call-back-query';
import { xmlOf, type XmlElement } from './call-back-xml';
import { RefusedCalls } from './refused-calls';

/** What a platform has delivered. */
export interface Inbound {
  readonly externalId: string;
  /** Whom it was sent to, and answers come from. */
  readonly account: string;
  readonly messageId: string;
  /** null: nothing that is answered. */
  readonly message: InboundMessage | null;
  /** She is not there any more. */
  readonly left: boolean;
}

/** What differs between the platforms that call us. */
export interface Counter {
  readonly channel: Channel;
  readonly door: CallBackDoor;
  /** Throws CallBackRefused. */
  inboundOf(xml: XmlElement, now: Instant): Inbound;
  textOf(reply: Reply): string;
  /** For a channel that can send nothing later: said where an answer takes too long, and what ends one that is cut off. */
  readonly answersOnly?: { stillWorking(): string; tooLong(): string };
}

/** Takes what platforms deliver by calling us, and answers on the call or after it. */
@Injectable()
export class CallBackDesk {
  private readonly refused = new RefusedCalls(new Logger('call-backs'));

  constructor(
    private readonly answers: AnswerCallBacks,
    private readonly callBacks: CallBacks,
    private readonly identities: Identities,
    private readonly rights: ContactRights,
    private readonly clock: AppClock,
  ) {}

  /** Answers the platform's question whether the address is ours with what `echo` makes of its query, as bare text. */
  verify(
    request: Request,
    response: Response,
    echo: (query: ReadonlyMap<string, string>, now: Instant) => string,
  ): void {
    const text = this.refused.unless(() => echo(queryOf(request.originalUrl), this.clock.now()));
    response.type('text/plain').send(text);
  }

  async take(request: Request, response: Response, counter: Counter): Promise<void> {
    const begun = performance.now();
    const now = this.clock.now();
    const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
    const { inbound, nonce } = this.refused.unless(() => {
      const opened = counter.door.open(queryOf(request.originalUrl), body, now);
      return { inbound: counter.inboundOf(opened.xml, now), nonce: opened.nonce };
    });
    const { externalId, messageId, message } = inbound;
    const delivery = { channel: counter.channel.key, externalId, messageId, nonce };
    const answer = message
      ? await this.answers.answer(counter.channel, delivery, message, begun)
      : await this.noted(counter, inbound, nonce);
    if (answer.kind === 'replayed') throw new Problem(403, { detail: '这一次推送已经收过了' });
    const text = message ? await this.textOf(counter, answer, message) : '';
    // an answer without words shows the person an error
    if (text === '') response.type('text/plain').send('');
    else response.type('text/xml').send(this.xmlOf(counter, inbound, text));
  }

  /** What has no words: somebody has gone, or looked at something. */
  private async noted({ channel }: Counter, inbound: Inbound, nonce: string): Promise<CallBackAnswer> {
    const { externalId, messageId, left } = inbound;
    const delivery = { channel: channel.key, externalId, messageId, nonce };
    const taken = await this.callBacks.take(delivery, null, this.clock.now());
    if (taken === 'replayed') return { kind: taken };
    const bound = left ? await this.identities.resolve(channel.key, externalId) : null;
    if (bound) await this.rights.leftBy(channel.key, bound.personId);
    return { kind: 'answer', replies: [] };
  }

  /** The words that go back on the call; what does not fit is sent after it. Empty: none do. */
  private async textOf(counter: Counter, answer: CallBackAnswer, message: InboundMessage): Promise<string> {
    const { maxTextBytes } = counter.channel.capabilities;
    if (answer.kind !== 'answer') return counter.answersOnly?.stillWorking() ?? '';
    const whole = answer.replies.map((reply) => counter.textOf(reply)).join('\n\n');
    const [first = '', ...rest] = cutText(whole, maxTextBytes);
    if (rest.length === 0) return first;
    if (counter.answersOnly) {
      const end = counter.answersOnly.tooLong();
      return `${cutText(whole, maxTextBytes - Buffer.byteLength(end))[0] ?? ''}${end}`;
    }
    const replies = rest.map((text): Reply => ({ text }));
    await this.answers.sendRest(counter.channel, message, replies);
    return first;
  }

  private xmlOf({ door }: Counter, { externalId, account }: Inbound, text: string): string {
    const now = this.clock.now();
    const xml = xmlOf({
      ToUserName: externalId,
      FromUserName: account,
      CreateTime: Math.floor(now / 1000),
      MsgType: 'text',
      Content: text,
    });
    return door.sealed(xml, now) ?? xml;
  }
}
