import { Module } from '@nestjs/common';
import { ActsModule } from '../organisations/acts.module';
import { MessagingModule } from './messaging.module';
import { SendNotices } from './send-notices.service';

@Module({ imports: [ActsModule, MessagingModule], providers: [SendNotices], exports: [SendNotices] })
export class NoticesModule {}
