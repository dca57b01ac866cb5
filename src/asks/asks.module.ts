import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module';
import { RegistrationReminders } from './registration-reminders.service';
import { SeatReminders } from './seat-reminders.service';

/** What is planned together with a seat or a place, for whoever gives them out. */
@Module({
  imports: [MessagingModule],
  providers: [SeatReminders, RegistrationReminders],
  exports: [SeatReminders, RegistrationReminders],
})
export class AsksModule {}
