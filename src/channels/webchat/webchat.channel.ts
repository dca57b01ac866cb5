import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { newId } from '../../kernel/ids';
import type { Address, Channel, ChannelCapabilities, PersonRef, Reply, SendResult } from '../../messaging/channel';
import { Channels } from '../../messaging/channels';
import { AppClock } from '../../kernel/app-clock';
import { SampleVoices, voiceOf } from '../../accounts/sample-voices.service';
import { WEB_CHAT } from '../../accounts/web-sessions.service';
import { isNewcomer } from '../../registrations/domain/newcomer-key';
import { LiveHub } from './live-hub';

export const WEBCHAT = WEB_CHAT;

/** The chat page as a channel. A message to a page that is closed waits in the outbox and is read when it opens. */
@Injectable()
export class WebchatChannel implements Channel, OnApplicationBootstrap {
  readonly key = WEBCHAT;
  readonly capabilities: ChannelCapabilities = {
    proactive: 'always',
    maxTextBytes: 16_000,
    files: true,
    cards: true,
    concurrency: 8,
  };

  private sampleOrgId: string | null = null;

  constructor(
    private readonly hub: LiveHub,
    private readonly channels: Channels,
    private readonly voices: SampleVoices,
    private readonly clock: AppClock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.learnSample();
    this.channels.register(this);
  }

  /** Asks again which organisation is the sample; called when it may have been loaded or removed. */
  async learnSample(): Promise<void> {
    this.sampleOrgId = (await this.voices.organisation())?.id ?? null;
  }

  /** In the sample organisation everybody has a page, bound or not; but for families that came by a poster, as anywhere. */
  addressOf(person: PersonRef): Address | null {
    return person.orgId === this.sampleOrgId && !isNewcomer(person.slug) ? { externalId: voiceOf(person.slug) } : null;
  }

  send(to: Address, message: Reply, ref?: string): Promise<SendResult> {
    const at = this.clock.now();
    this.hub.push(to.externalId, { id: ref ?? newId(at), at, replies: [message] });
    return Promise.resolve({ state: 'sent' });
  }
}
