import { Module } from '@nestjs/common';
import { ConversationModule } from '../../conversation/conversation.module';
import { MessagingModule } from '../../messaging/messaging.module';
import { OrganisationsModule } from '../../organisations/organisations.module';
import { CallBackDesk } from './call-back-desk';
import { AnswerCallBacks } from './answer-call-backs.service';

/** What the channels share that a platform reaches by calling us. */
@Module({
  imports: [ConversationModule, MessagingModule, OrganisationsModule],
  providers: [AnswerCallBacks, CallBackDesk],
  exports: [AnswerCallBacks, CallBackDesk],
})
export class CallBackModule {}
