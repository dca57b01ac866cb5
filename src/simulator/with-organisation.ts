import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '../../config/configuration';
import type { OrgScope } from '../acts/domain/act-context';
import { ImportOrganisation } from '../import/import-organisation.service';
import { ManualClock, type Instant } from '../kernel/clock';
import { Fault } from '../kernel/fault';
import { readJsonFile } from './json-file';
import { Simulation } from './simulation';

/** Works with the organisation of a file, taken in at `now` into a private database that is gone afterwards. */
export async function withOrganisation<T>(
  file: string,
  now: Instant,
  work: (simulation: Simulation, scope: OrgScope) => Promise<T>,
): Promise<T> {
  const organisation = readJsonFile(file);
  const folder = mkdtempSync(join(tmpdir(), 'xinyue-'));
  try {
    const databaseUrl = `sqlite:${join(folder, 'organisation.db')}`;
    const configuration = readConfiguration({ DATABASE_URL: databaseUrl, SECRET_KEY: 'organisation-'.repeat(4) });
    const simulation = new Simulation(configuration, new ManualClock(now), () => undefined);
    await simulation.boot();
    try {
      const imported = await simulation.get(ImportOrganisation).import(organisation, now);
      if (!imported.ok) throw new Fault(`${file}: ${imported.refusal.faults[0] ?? 'not an organisation file'}`);
      return await work(simulation, { orgId: imported.value.orgId, zone: imported.value.timeZone });
    } finally {
      await simulation.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
