import { Global, Module, type DynamicModule } from '@nestjs/common';
import { CONFIGURATION, type Configuration } from '../config/configuration';
import { Database } from './database/database';
import { AppClock } from './organisations/app-clock';

export interface House {
  readonly configuration: Configuration;
  readonly database: Database;
  /** Left out: the machine's clock. */
  readonly clock?: AppClock;
}

/** What every feature may ask for without importing it: the settings, the open database and the clock. */
@Global()
@Module({})
export class HouseModule {
  static of(house: House): DynamicModule {
    return {
      module: HouseModule,
      providers: [
        { provide: CONFIGURATION, useValue: house.configuration },
        { provide: Database, useValue: house.database },
        { provide: AppClock, useValue: house.clock ?? new AppClock() },
      ],
      exports: [CONFIGURATION, Database, AppClock],
    };
  }
}
