import { Module } from '@nestjs/common';
import { ActsModule } from '../acts/acts.module';
import { LookAtNotices } from './look-at-notices.service';
import { MessagingModule } from './messaging.module';
import { SendNotices } from './send-notices.service';

@Module({
  imports: [ActsModule, MessagingModule],
  providers: [LookAtNotices, SendNotices],
  exports: [LookAtNotices, SendNotices],
})
export class NoticesModule {}
