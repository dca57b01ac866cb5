import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { OfficialAccountSettings } from '../../../config/configuration';
import { AppClock } from '../../kernel/app-clock';
import { ChannelTokens } from '../../messaging/channel-tokens.service';
import type { Address, Channel, ChannelCapabilities, Reply, SendResult } from '../../messaging/channel';
import { Channels } from '../../messaging/channels';
import { AnswerCallBacks } from '../callback/answer-call-backs.service';
import { Mending } from '../callback/mending';
import { PlatformClient } from '../callback/platform-client';
import { OFFICIAL_ACCOUNT } from './inbound';
import { textOf } from './official-account-texts';
import { platformOf } from './platform';

export const OFFICIAL_ACCOUNT_SETTINGS = Symbol('OFFICIAL_ACCOUNT_SETTINGS');

/** What every kind can: a text of 2048 bytes; files and buttons are for none. */
const TEXTS = { maxTextBytes: 2047, files: false, cards: false, concurrency: 4 };

/** A certified account may send five messages within 48 hours of one that somebody wrote; one that is not may only answer. */
export function capabilitiesOf(kind: OfficialAccountSettings['kind']): ChannelCapabilities {
  if (kind === 'subscription') return { ...TEXTS, proactive: 'never' };
  return { ...TEXTS, proactive: 'within-window', window: { hours: 48, sends: 5 } };
}

/** WeChat's official account as a channel: customer-service messages, while the person's own message lets it. */
@Injectable()
export class OfficialAccountChannel implements Channel, OnApplicationBootstrap, OnModuleDestroy {
  readonly key = OFFICIAL_ACCOUNT;
  readonly capabilities: ChannelCapabilities;

  private readonly mending = new Mending(new Logger(OFFICIAL_ACCOUNT));
  private readonly client: PlatformClient;

  constructor(
    @Inject(OFFICIAL_ACCOUNT_SETTINGS) settings: OfficialAccountSettings,
    tokens: ChannelTokens,
    private readonly channels: Channels,
    private readonly answers: AnswerCallBacks,
    private readonly clock: AppClock,
  ) {
    this.capabilities = capabilitiesOf(settings.kind);
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

  async send(to: Address, message: Reply): Promise<SendResult> {
    if (this.capabilities.proactive === 'never')
      return { state: 'refused', reason: 'an account that is not certified may only answer' };
    const barred = this.mending.barred(this.clock.now());
    if (barred) return barred;
    const body = { touser: to.externalId, msgtype: 'text', text: { content: textOf(message) } };
    try {
      return this.mending.noted(await this.client.send('/cgi-bin/message/custom/send', body), this.clock.now());
    } catch (error) {
      // of ours: the database, before anything was handed over
      return { state: 'retry', reason: error instanceof Error ? error.message : String(error) };
    }
  }
}
