import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module';
import { ActsModule } from '../organisations/acts.module';
import { LookAtProgrammes } from './look-at-programmes.service';
import { SeatRemindersModule } from '../reminders/seat-reminders.module';
import { BusyTimes } from './busy-times.service';
import { MoveSession } from './move-session.service';
import { Programmes } from './programmes.service';
import { SessionActs } from './session-acts.service';
import { SessionPlanner } from './session-planner.service';
import { SessionWriter } from './session-writer.service';

@Module({
  imports: [ActsModule, MessagingModule, SeatRemindersModule],
  providers: [BusyTimes, LookAtProgrammes, Programmes, SessionWriter, SessionPlanner, SessionActs, MoveSession],
  exports: [BusyTimes, LookAtProgrammes, Programmes, SessionWriter, SessionPlanner, SessionActs, MoveSession],
})
export class ProgrammesModule {}
