import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { WecomSettings } from '../../../config/configuration';
import { AppClock } from '../../kernel/app-clock';
import { MINUTE, type Instant } from '../../kernel/clock';
import { ChannelTokens } from '../../messaging/channel-tokens.service';
import type { Address, Channel, ChannelCapabilities, Reply, SendResult } from '../../messaging/channel';
import { Channels } from '../../messaging/channels';
import { takeFrom, type Rate } from '../../messaging/domain/rate';
import { AnswerCallBacks } from '../callback/answer-call-backs.service';
import { Mending } from '../callback/mending';
import { PlatformClient } from '../callback/platform-client';
import { WECOM } from './inbound';
import { platformOf } from './platform';
import { textOf } from './wecom-texts';

export const WECOM_SETTINGS = Symbol('WECOM_SETTINGS');

/** WeCom drops what one member gets beyond 30 a minute without a word; below that nothing is lost. */
const A_MEMBER: Rate = { messages: 20, perMs: MINUTE };
const MEMBERS_KEPT = 10_000;

/** An app of one's own in WeCom as a channel: texts to members, whenever there is something to say. */
@Injectable()
export class WecomChannel implements Channel, OnApplicationBootstrap, OnModuleDestroy {
  readonly key = WECOM;
  readonly capabilities: ChannelCapabilities = {
    proactive: 'always',
    maxTextBytes: 2047,
    files: false,
    cards: false,
    concurrency: 4,
  };

  private readonly mending = new Mending(new Logger(WECOM));
  private readonly client: PlatformClient;
  private readonly members = new Map<string, Instant>();

  constructor(
    @Inject(WECOM_SETTINGS) private readonly settings: WecomSettings,
    tokens: ChannelTokens,
    private readonly channels: Channels,
    private readonly answers: AnswerCallBacks,
    private readonly clock: AppClock,
  ) {
    this.client = new PlatformClient(platformOf(settings), tokens);
  }

  onApplicationBootstrap(): void {
    this.answers.serve(this);
    this.channels.register(this);
  }

  onModuleDestroy(): void {
    this.channels.unregister(this.key);
  }

  trouble(): string | null {
    return this.mending.sentence;
  }

  async send({ externalId }: Address, message: Reply): Promise<SendResult> {
    const barred = this.mending.barred(this.clock.now()) ?? this.tooMany(externalId);
    if (barred) return barred;
    const content = textOf(message);
    const body = { touser: externalId, msgtype: 'text', agentid: Number(this.settings.agentId), text: { content } };
    try {
      return this.mending.noted(await this.client.send('/cgi-bin/message/send', body), this.clock.now());
    } catch (error) {
      // of ours: the database, before anything was handed over
      return { state: 'retry', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  private tooMany(member: string): SendResult | null {
    const taken = takeFrom(this.members.get(member) ?? 0, A_MEMBER, this.clock.now());
    if ('waitMs' in taken) return { state: 'retry', reason: 'many messages already', afterMs: taken.waitMs };
    this.members.delete(member);
    this.members.set(member, taken.until);
    const [oldest] = this.members.size > MEMBERS_KEPT ? this.members.keys() : [];
    if (oldest !== undefined) this.members.delete(oldest);
    return null;
  }
}
