import { Controller, Headers, Query, Req, Sse } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { concat, EMPTY, from, map, merge, Observable, takeUntil, last, defaultIfEmpty, ReplaySubject } from 'rxjs';
import { pings, whileMay, type Stream } from '../../console/http/stream';
import { piecesOf } from '../../messaging/domain/pieces';
import { SentMessages, type SentMessage } from '../../messaging/sent-messages.service';
import { AppClock } from '../../kernel/app-clock';
import { ChatSpeakers } from './chat-speakers.service';
import { ListenDto } from './chat.dto';
import { LiveHub, type LiveMessage } from './live-hub';
import { WEBCHAT, WebchatChannel } from './webchat.channel';

@ApiTags('chat')
@Controller('api/chat')
export class ChatEventsController {
  constructor(
    private readonly hub: LiveHub,
    private readonly sent: SentMessages,
    private readonly speakers: ChatSpeakers,
    private readonly channel: WebchatChannel,
    private readonly clock: AppClock,
  ) {}

  @Sse('events')
  @ApiOperation({
    summary: 'What the service says of itself, as it is said; Last-Event-ID or `after` brings what was missed',
  })
  async events(
    @Req() request: Request,
    @Query() asked: ListenDto,
    @Headers('last-event-id') lastEventId: string | undefined,
  ): Promise<Stream<LiveMessage>> {
    const externalId = await this.speakers.account(request, asked.from);
    const live = this.collect(externalId);
    const missed = await this.missed(externalId, lastEventId ?? asked.after ?? null);
    const ended = live.pipe(last(null, null), defaultIfEmpty(null));
    const messages = concat(from(missed), live).pipe(
      map((message) => ({ id: message.id, type: 'message', data: message })),
    );
    const may = async (): Promise<boolean> =>
      (await this.speakers.account(request, asked.from).catch(() => null)) === externalId;
    return merge(messages, pings().pipe(takeUntil(ended))).pipe(whileMay(may, EMPTY));
  }

  /** Listens at once, so that nothing falls between what was missed and what comes. */
  private collect(externalId: string): Observable<LiveMessage> {
    const collected = new ReplaySubject<LiveMessage>(100);
    const subscription = this.hub.listen(externalId).subscribe(collected);
    return new Observable((subscriber) => {
      collected.subscribe(subscriber);
      return () => {
        subscription.unsubscribe();
      };
    });
  }

  private async missed(externalId: string, after: string | null): Promise<LiveMessage[]> {
    const messages = await this.sent.to(WEBCHAT, externalId, after?.split('.')[0] ?? null, this.clock.now());
    return messages.flatMap((message) => this.parts(message));
  }

  /** Named as they were when they were sent, so that a page shows none of them twice. */
  private parts(message: SentMessage): LiveMessage[] {
    return piecesOf(message.replies, this.channel.capabilities.maxTextBytes).map((reply, part) => ({
      id: `${message.id}.${String(part)}`,
      at: message.at,
      replies: [reply],
    }));
  }
}
