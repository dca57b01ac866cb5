import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { newId } from '../../kernel/ids';
import type { Address, Channel, ChannelCapabilities, Reply, SendResult } from '../../messaging/channel';
import { Channels } from '../../messaging/channels';
import { AppClock } from '../../kernel/app-clock';
import { mailOf } from './mail';
import { MailTransport } from './mail-transport';

export const MAIL_TRANSPORT = Symbol('MAIL_TRANSPORT');

/** Mail as a channel: invitations, and everything else for those who are reached no other way. */
@Injectable()
export class MailChannel implements Channel, OnApplicationBootstrap, OnModuleDestroy {
  readonly key = 'mail';
  readonly capabilities: ChannelCapabilities = {
    proactive: 'always',
    maxTextBytes: 100_000,
    files: true,
    cards: true,
    concurrency: 2,
  };

  constructor(
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
    private readonly channels: Channels,
    private readonly clock: AppClock,
  ) {}

  onApplicationBootstrap(): void {
    this.channels.register(this);
  }

  onModuleDestroy(): void {
    this.channels.unregister(this.key);
    this.transport.close();
  }

  async send(to: Address, message: Reply, ref = newId(this.clock.now())): Promise<SendResult> {
    return this.transport.send(mailOf(to.externalId, message), ref);
  }
}
