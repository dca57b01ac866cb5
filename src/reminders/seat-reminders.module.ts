import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module';
import { SeatReminders } from './seat-reminders.service';

@Module({ imports: [MessagingModule], providers: [SeatReminders], exports: [SeatReminders] })
export class SeatRemindersModule {}
