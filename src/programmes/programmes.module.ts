import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module';
import { ActsModule } from '../organisations/acts.module';
import { ChangeProgramme } from './change-programme.service';
import { HolidayTables } from './holiday-tables.service';
import { LookAtProgrammes } from './look-at-programmes.service';
import { SeatRemindersModule } from '../reminders/seat-reminders.module';
import { BusyTimes } from './busy-times.service';
import { MoveSession } from './move-session.service';
import { ProgrammeWriter } from './programme-writer.service';
import { Programmes } from './programmes.service';
import { PlanFollower } from './plan-follower.service';
import { SessionActs } from './session-acts.service';
import { SessionMover } from './session-mover.service';
import { SessionPlanner } from './session-planner.service';
import { SessionWriter } from './session-writer.service';

@Module({
  imports: [ActsModule, MessagingModule, SeatRemindersModule],
  providers: [
    BusyTimes,
    ChangeProgramme,
    HolidayTables,
    LookAtProgrammes,
    PlanFollower,
    ProgrammeWriter,
    Programmes,
    SessionMover,
    SessionWriter,
    SessionPlanner,
    SessionActs,
    MoveSession,
  ],
  exports: [
    BusyTimes,
    ChangeProgramme,
    HolidayTables,
    LookAtProgrammes,
    ProgrammeWriter,
    Programmes,
    SessionWriter,
    SessionPlanner,
    SessionActs,
    MoveSession,
  ],
})
export class ProgrammesModule {}
