import { Module } from '@nestjs/common';
import { BusyTimes } from './busy-times.service';
import { HolidayTables } from './holiday-tables.service';
import { LookAtProgrammes } from './look-at-programmes.service';
import { Programmes } from './programmes.service';
import { SessionPlaces } from './session-places.service';
import { SessionWriter } from './session-writer.service';

/** What a programme is: its specification, its recurrence and the rows of its sessions. */
@Module({
  imports: [],
  providers: [BusyTimes, HolidayTables, LookAtProgrammes, Programmes, SessionPlaces, SessionWriter],
  exports: [BusyTimes, HolidayTables, LookAtProgrammes, Programmes, SessionPlaces, SessionWriter],
})
export class ProgrammesModule {}
