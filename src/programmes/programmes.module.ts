import { ProgrammeHoldings } from './programme-holdings.service';
import { OrganisationsModule } from '../organisations/organisations.module';
import { Module } from '@nestjs/common';
import { BusySources } from './busy-sources.service';
import { BusyTimes } from './busy-times.service';
import { HolidayTables } from './holiday-tables.service';
import { LookAtProgrammes } from './look-at-programmes.service';
import { ProgrammeStore } from './programme-store.service';
import { Programmes } from './programmes.service';
import { SessionPlaces } from './session-places.service';
import { SessionWriter } from './session-writer.service';

const SERVICES = [
  BusySources,
  BusyTimes,
  HolidayTables,
  LookAtProgrammes,
  Programmes,
  ProgrammeStore,
  SessionPlaces,
  SessionWriter,
];

/** What a programme is: its specification, its recurrence and the rows of its sessions. */
@Module({ imports: [OrganisationsModule], providers: [...SERVICES, ProgrammeHoldings], exports: SERVICES })
export class ProgrammesModule {}
