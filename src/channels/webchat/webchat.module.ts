import { Module } from '@nestjs/common';
import { AccountsModule } from '../../accounts/accounts.module';
import { ConversationModule } from '../../conversation/conversation.module';
import { MessagingModule } from '../../messaging/messaging.module';
import { SentMessages } from '../../messaging/sent-messages.service';
import { OrganisationsModule } from '../../organisations/organisations.module';
import { ChatEventsController } from './chat-events.controller';
import { ChatSpeakers } from './chat-speakers.service';
import { ChatController } from './chat.controller';
import { LiveHub } from './live-hub';
import { WebchatChannel } from './webchat.channel';

/** The chat page's side of the service. */
@Module({
  imports: [AccountsModule, ConversationModule, MessagingModule, OrganisationsModule],
  controllers: [ChatController, ChatEventsController],
  providers: [LiveHub, WebchatChannel, ChatSpeakers, SentMessages],
  exports: [WebchatChannel, LiveHub],
})
export class WebchatModule {}
