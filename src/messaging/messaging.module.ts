import { OrganisationsModule } from '../organisations/organisations.module';
import { Logger, Module, type Provider } from '@nestjs/common';
import type { Database } from '../database/database';
import { nameOf } from '../database/database-name';
import { CallBacks } from './call-backs.service';
import { ChannelTokens } from './channel-tokens.service';
import { Channels } from './channels';
import { Confirmations } from './confirmations.service';
import { ContactRights } from './contact-rights.service';
import { DeliveryFigures } from './delivery-figures.service';
import { DeliveryPolicy } from './delivery-policy.service';
import { DispatchOutbox } from './dispatch-outbox.service';
import { HeardLately } from './heard-lately.service';
import { Inbox } from './inbox.service';
import { LookAtChannels } from './look-at-channels.service';
import { MessageHoldings } from './message-holdings.service';
import { MessageLog } from './message-log.service';
import { Outbox } from './outbox.service';
import { OutboxRepository } from './outbox.repository';
import { RedisTransport } from './redis-transport';
import { OwnHands, Transport } from './transport';
import { WhomToCall } from './whom-to-call.service';

@Module({
  imports: [OrganisationsModule],
  providers: [
    MessageHoldings,
    CallBacks,
    Channels,
    ChannelTokens,
    HeardLately,
    Inbox,
    LookAtChannels,
    ContactRights,
    Outbox,
    DeliveryFigures,
    MessageLog,
    DeliveryPolicy,
    WhomToCall,
  ],
  exports: [
    CallBacks,
    Channels,
    ChannelTokens,
    DeliveryPolicy,
    HeardLately,
    Inbox,
    LookAtChannels,
    ContactRights,
    Outbox,
    DeliveryFigures,
    MessageLog,
    WhomToCall,
  ],
})
export class MessagingModule {}

/** What carries batches between the processes on `database`; null: they meet in the database alone. */
export async function transportFor(redisUrl: string | null, database: Database): Promise<Transport> {
  if (redisUrl === null) return new OwnHands();
  const log = new Logger('transport');
  return new RedisTransport({
    url: redisUrl,
    prefix: `xinyue-${await nameOf(database)}`,
    log: (line) => {
      log.warn(line);
    },
  });
}

/** Needs providers for Transport and MessageWording. */
export const DISPATCH_PROVIDERS: readonly Provider[] = [OutboxRepository, Confirmations, DispatchOutbox];
