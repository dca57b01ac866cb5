import { Module, type DynamicModule } from '@nestjs/common';
import type { OfficialAccountSettings } from '../../../config/configuration';
import { MessagingModule } from '../../messaging/messaging.module';
import { OrganisationsModule } from '../../organisations/organisations.module';
import { CallBackModule } from '../callback/call-back.module';
import { OFFICIAL_ACCOUNT_SETTINGS, OfficialAccountChannel } from './official-account.channel';
import { OfficialAccountController } from './official-account.controller';

/** WeChat's official account as a channel. */
@Module({})
export class OfficialAccountModule {
  static with(settings: OfficialAccountSettings): DynamicModule {
    return {
      module: OfficialAccountModule,
      imports: [CallBackModule, MessagingModule, OrganisationsModule],
      controllers: [OfficialAccountController],
      providers: [{ provide: OFFICIAL_ACCOUNT_SETTINGS, useValue: settings }, OfficialAccountChannel],
    };
  }
}
