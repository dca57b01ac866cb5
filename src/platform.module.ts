import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Configuration } from '../config/configuration';
import { CALENDAR_DOOR, PUBLIC_DOOR, type CalendarDoor } from './calendar/calendar-door';
import { Database } from './database/database';
import { Maintenance } from './installation/maintenance.service';
import { AppClock } from './kernel/app-clock';
import { CONFIGURATION } from './kernel/configuration.token';

/** What every part of the service stands on; made before the service itself, by whoever starts it. */
export interface Platform {
  readonly configuration: Configuration;
  readonly database: Database;
  readonly clock: AppClock;
  /** How calendars of others are reached; left out: over TLS, in the public internet alone. */
  readonly calendarDoor?: CalendarDoor;
}

@Global()
@Module({})
export class PlatformModule {
  static with(platform: Platform): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: CONFIGURATION, useValue: platform.configuration },
        { provide: Database, useValue: platform.database },
        { provide: CALENDAR_DOOR, useValue: platform.calendarDoor ?? PUBLIC_DOOR },
        { provide: AppClock, useValue: platform.clock },
        Maintenance,
      ],
      exports: [CALENDAR_DOOR, CONFIGURATION, Database, AppClock, Maintenance],
    };
  }
}
