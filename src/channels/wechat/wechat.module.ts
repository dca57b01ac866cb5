import { Module, type DynamicModule } from '@nestjs/common';
import { ConversationModule } from '../../conversation/conversation.module';
import { MessagingModule } from '../../messaging/messaging.module';
import { PuppetFactory } from './puppet-factory';
import { CONNECTION_TIMING, type ConnectionTiming } from './wechat-connection';
import { CONNECTION_TIMING_TOKEN, WechatChannel } from './wechat.channel';

/** WeChat as a channel, over the puppet that it is given. */
@Module({})
export class WechatModule {
  static over(puppets: PuppetFactory, timing: ConnectionTiming = CONNECTION_TIMING): DynamicModule {
    return {
      module: WechatModule,
      imports: [ConversationModule, MessagingModule],
      providers: [
        { provide: PuppetFactory, useValue: puppets },
        { provide: CONNECTION_TIMING_TOKEN, useValue: timing },
        WechatChannel,
      ],
      exports: [WechatChannel],
    };
  }
}
