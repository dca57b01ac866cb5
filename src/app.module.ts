import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { LoggerModule } from 'nestjs-pino';
import { MailModule } from './channels/mail/mail.module';
import { OfficialAccountModule } from './channels/official-account/official-account.module';
import { WebchatModule } from './channels/webchat/webchat.module';
import { WecomModule } from './channels/wecom/wecom.module';
import { ConfiguredPuppets, type PuppetFactory } from './channels/wechat/puppet-factory';
import { WechatModule } from './channels/wechat/wechat.module';
import { ConsoleModule } from './console/console.module';
import { loggingOptions } from './console/http/logging';
import { ProblemFilter } from './console/http/problem.filter';
import { SameOriginGuard } from './console/http/same-origin.guard';
import { strictValidation } from './console/http/validation';
import { CoreModule } from './core.module';
import type { Platform } from './platform.module';

/** The whole service with its doors. */
@Module({})
export class AppModule {
  /** `puppets`: what carries WeChat instead of the puppet that the settings name. */
  static with(platform: Platform, given: { puppets?: PuppetFactory } = {}): DynamicModule {
    const { configuration } = platform;
    const puppets = given.puppets ?? (configuration.wechaty ? new ConfiguredPuppets(configuration.wechaty) : null);
    const wechat = puppets ? [WechatModule.over(puppets)] : [];
    const { officialAccount, wecom } = configuration;
    const account = officialAccount ? [OfficialAccountModule.with(officialAccount)] : [];
    const { smtpUrl, imapUrl, mailFrom } = configuration;
    const mail = smtpUrl !== null && mailFrom !== null ? [MailModule.with({ smtpUrl, imapUrl, from: mailFrom })] : [];
    return {
      module: AppModule,
      imports: [
        LoggerModule.forRoot(loggingOptions(configuration.logLevel)),
        ThrottlerModule.forRoot({ throttlers: [{ ttl: 60_000, limit: 600 }] }),
        CoreModule.with(platform, { beating: true }),
        WebchatModule,
        ConsoleModule,
        ...wechat,
        ...account,
        ...(wecom ? [WecomModule.with(wecom)] : []),
        ...mail,
      ],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: SameOriginGuard },
        { provide: APP_PIPE, useFactory: strictValidation },
      ],
    };
  }
}
