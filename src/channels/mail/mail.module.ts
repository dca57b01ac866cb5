import { AccountsModule } from '../../accounts/accounts.module';
import { Module, type DynamicModule } from '@nestjs/common';
import { CalendarModule } from '../../calendar/calendar.module';
import { MessagingModule } from '../../messaging/messaging.module';
import { OrganisationsModule } from '../../organisations/organisations.module';
import { WatchingModule } from '../../watching/watching.module';
import { AnswerLinksController } from './answer-links.controller';
import { MailReader } from './mail-reader.service';
import { MAIL_TRANSPORT, MailChannel } from './mail.channel';
import { MailTransport } from './mail-transport';
import { IMAP_URL, MAILBOX_TIMES, MAILBOX_TIMING, ReplyMailbox, type MailboxTiming } from './reply-mailbox';
import { TakeReply } from './take-reply.service';

export interface MailSettings {
  readonly smtpUrl: string;
  /** null: replies are not read. */
  readonly imapUrl: string | null;
  readonly from: { readonly name: string; readonly email: string };
}

/** Mail as a channel, and the mailbox that answers to invitations arrive in. */
@Module({})
export class MailModule {
  static with({ smtpUrl, imapUrl, from }: MailSettings, timing: MailboxTiming = MAILBOX_TIMES): DynamicModule {
    const reading = imapUrl === null ? [] : [{ provide: IMAP_URL, useValue: imapUrl }, ReplyMailbox];
    return {
      module: MailModule,
      imports: [AccountsModule, CalendarModule, MessagingModule, OrganisationsModule, WatchingModule],
      controllers: [AnswerLinksController],
      providers: [
        { provide: MAIL_TRANSPORT, useFactory: () => new MailTransport(smtpUrl, from) },
        { provide: MAILBOX_TIMING, useValue: timing },
        MailChannel,
        MailReader,
        TakeReply,
        ...reading,
      ],
      exports: [MailChannel, TakeReply],
    };
  }
}
