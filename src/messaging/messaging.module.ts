import { Module } from '@nestjs/common';
import { Channels } from './channels';
import { DeliveryPolicy } from './delivery-policy.service';
import { DispatchOutbox } from './dispatch-outbox.service';
import { Outbox } from './outbox.service';
import { OutboxRepository } from './outbox.repository';

/** Needs a provider for MessageWording, which the conversation brings. */
@Module({
  providers: [Channels, Outbox],
  exports: [Channels, Outbox],
})
export class MessagingModule {}

export const DISPATCH_PROVIDERS = [OutboxRepository, DeliveryPolicy, DispatchOutbox];
