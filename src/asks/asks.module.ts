import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module';
import { ActsModule } from '../acts/acts.module';
import { AskAgain } from './ask-again.service';
import { RegistrationReminders } from './registration-reminders.service';
import { SeatReminders } from './seat-reminders.service';

/** What is planned together with a seat or a place, for whoever gives them out. */
@Module({
  imports: [ActsModule, MessagingModule],
  providers: [AskAgain, SeatReminders, RegistrationReminders],
  exports: [AskAgain, SeatReminders, RegistrationReminders],
})
export class AsksModule {}
