import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module';
import { ActsModule } from '../acts/acts.module';
import { ChangeProgramme } from '../sessions/change-programme.service';
import { HolidayTables } from './holiday-tables.service';
import { LookAtProgrammes } from './look-at-programmes.service';
import { SeatRemindersModule } from '../asks/seat-reminders.module';
import { BusyTimes } from './busy-times.service';
import { MoveSession } from '../sessions/move-session.service';
import { ProgrammeWriter } from '../sessions/programme-writer.service';
import { Programmes } from './programmes.service';
import { PlanFollower } from '../sessions/plan-follower.service';
import { SessionActs } from '../sessions/session-acts.service';
import { SessionMover } from '../sessions/session-mover.service';
import { SessionPlanner } from '../sessions/session-planner.service';
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
