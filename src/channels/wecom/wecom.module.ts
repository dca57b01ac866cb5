import { Module, type DynamicModule } from '@nestjs/common';
import type { WecomSettings } from '../../../config/configuration';
import { MessagingModule } from '../../messaging/messaging.module';
import { CallBackModule } from '../callback/call-back.module';
import { WECOM_SETTINGS, WecomChannel } from './wecom.channel';
import { WecomController } from './wecom.controller';

/** An app of one's own in WeCom as a channel. */
@Module({})
export class WecomModule {
  static with(settings: WecomSettings): DynamicModule {
    return {
      module: WecomModule,
      imports: [CallBackModule, MessagingModule],
      controllers: [WecomController],
      providers: [{ provide: WECOM_SETTINGS, useValue: settings }, WecomChannel],
    };
  }
}
