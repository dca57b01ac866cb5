import { Test } from '@nestjs/testing';
import { readConfiguration } from '../../config/configuration';
import type { Database } from '../../src/database/database';
import { ExportOrganisation } from '../../src/import/export-organisation.service';
import { ImportModule } from '../../src/import/import.module';
import { ImportOrganisation } from '../../src/import/import-organisation.service';
import { AppClock } from '../../src/kernel/app-clock';
import { ManualClock } from '../../src/kernel/clock';
import { PlatformModule } from '../../src/platform.module';

const configuration = readConfiguration({ LOG_LEVEL: 'silent', SECRET_KEY: 'a secret for tests that is long enough' });

/** What takes organisation files in and gives them out again, on this database. Holds nothing that needs closing. */
export async function importerOn(database: Database): Promise<{ take: ImportOrganisation; give: ExportOrganisation }> {
  const clock = new AppClock(new ManualClock(0));
  const module = await Test.createTestingModule({
    imports: [PlatformModule.with({ configuration, database, clock }), ImportModule],
  }).compile();
  return { take: module.get(ImportOrganisation), give: module.get(ExportOrganisation) };
}
