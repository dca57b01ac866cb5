import { Test, type TestingModule } from '@nestjs/testing';
import { readConfiguration } from '../../config/configuration';
import type { Database } from '../../src/database/database';
import { AppClock } from '../../src/kernel/app-clock';
import { ManualClock } from '../../src/kernel/clock';
import { ImportModule } from '../../src/import/import.module';
import { PlatformModule } from '../../src/platform.module';

/** The rooms that take an organisation file in and give it out, on a real database; close them with the test. */
export async function importRooms(database: Database): Promise<TestingModule> {
  const configuration = readConfiguration({
    LOG_LEVEL: 'silent',
    SECRET_KEY: 'a secret for tests that is long enough',
  });
  const platform = PlatformModule.with({ configuration, database, clock: new AppClock(new ManualClock(0)) });
  const rooms = await Test.createTestingModule({ imports: [platform, ImportModule] }).compile();
  return rooms.init();
}
