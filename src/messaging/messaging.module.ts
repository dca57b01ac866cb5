import { Logger, Module, type Provider } from '@nestjs/common';
import type { Configuration } from '../../config/configuration';
import { Database } from '../database/database';
import { nameOf } from '../database/database-name';
import { CONFIGURATION } from '../organisations/configuration.token';
import { Channels } from './channels';
import { Confirmations } from './confirmations.service';
import { DeliveryPolicy } from './delivery-policy.service';
import { DispatchOutbox } from './dispatch-outbox.service';
import { Outbox } from './outbox.service';
import { OutboxRepository } from './outbox.repository';
import { RedisTransport } from './redis-transport';
import { OwnHands, Transport } from './transport';

/** Needs a provider for MessageWording, which the conversation brings. */
@Module({
  providers: [Channels, Outbox],
  exports: [Channels, Outbox],
})
export class MessagingModule {}

const TRANSPORT: Provider = {
  provide: Transport,
  async useFactory({ redisUrl }: Configuration, database: Database): Promise<Transport> {
    if (redisUrl === null) return new OwnHands();
    const log = new Logger('transport');
    return new RedisTransport({
      url: redisUrl,
      prefix: `xinyue-${await nameOf(database)}`,
      log: (line) => {
        log.warn(line);
      },
    });
  },
  inject: [CONFIGURATION, Database],
};

export const DISPATCH_PROVIDERS: readonly Provider[] = [
  OutboxRepository,
  Confirmations,
  DeliveryPolicy,
  TRANSPORT,
  DispatchOutbox,
];
