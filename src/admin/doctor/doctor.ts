import { dataFolder, type Configuration } from '../../../config/configuration';
import { timeOf } from '../../database/database-clock';
import { factOf } from '../../installation/installation-facts';
import { besideTheService, wordsOf, type AdminCall } from '../command';
import { programVersion } from '../../installation/program-version';
import { systemClock } from '../../kernel/clock';
import { WrongUsage } from '../../kernel/fault';
import { checkAddress } from './address-check';
import { checkChannels } from './channels-check';
import { checkDatabase } from './database-check';
import { SAYS } from './doctor-texts';
import { note, reasonOf, type Finding } from './finding';
import { checkFolder } from './folder-check';
import { checkRows } from './rows-check';
import { checkSettings } from './settings-check';

const MARKS = { good: '✓', note: '·', problem: '✗' } as const;

/** `doctor [--json]`: 1 when there is a problem. Works whether the service runs or not, and changes nothing. */
export async function doctor(call: AdminCall): Promise<0 | 1> {
  const { values, positionals } = wordsOf(call, { json: { type: 'boolean' } });
  if (positionals.length > 0) throw new WrongUsage(`unexpected: ${positionals.join(' ')}`);
  const { configuration, findings } = checkSettings(call.env);
  findings.push(...(await checkInstallation(configuration)));
  const problems = findings.filter(({ state }) => state === 'problem');
  if (values.json) {
    const told = problems.map(({ about, sentence }) => ({ about, sentence }));
    call.say(JSON.stringify({ program: programVersion(), problems: told, checks: findings }));
  } else {
    call.say(`心约 Xinyue ${programVersion()}, Node ${process.versions.node}, ${process.platform}`);
    for (const { state, about, sentence } of findings) call.say(`${MARKS[state]} ${about}: ${sentence}`);
    call.say(SAYS.summary(problems.length));
  }
  return problems.length === 0 ? 0 : 1;
}

/** What depends on one another in turn, the rest at once; one broken part is one problem. */
async function checkInstallation(configuration: Configuration): Promise<Finding[]> {
  const folder = await checkFolder('data', dataFolder(configuration.databaseUrl));
  const folders = [await checkFolder('BACKUP_DIR', configuration.backup.folder)];
  const { secondFolder } = configuration.backup;
  if (secondFolder !== null) folders.push(await checkFolder('BACKUP_SECOND_DIR', secondFolder));
  // a folder inside one that is closed or full is no second problem
  const copies = folder.state === 'problem' ? folders.filter(({ state }) => state !== 'problem') : folders;
  const outside = checkChannels(configuration);
  const database = await (folder.state === 'problem' && configuration.databaseUrl.startsWith('sqlite:')
    ? { findings: [note('database', SAYS.unchecked(folder.about))], survey: null }
    : checkDatabase(configuration, systemClock.now()));
  const rows = database.survey ? await checkInside(configuration) : null;
  const running = (database.survey?.usedBy ?? null) !== null;
  const address = await checkAddress(configuration, rows?.installation ?? null, running);
  return [folder, ...copies, ...database.findings, ...(rows?.findings ?? []), ...address, ...(await outside)];
}

async function checkInside(
  configuration: Configuration,
): Promise<{ readonly findings: readonly Finding[]; readonly installation: string | null }> {
  try {
    return await besideTheService(configuration.databaseUrl, async (database) => {
      const time = await timeOf(database);
      try {
        return {
          findings: await checkRows(database, configuration, time.clock.now()),
          installation: await database.read((tx) => factOf(tx, 'installation-id')),
        };
      } finally {
        time.stop();
      }
    });
  } catch (error) {
    return { findings: [note('rows', SAYS.unchecked(reasonOf(error)))], installation: null };
  }
}
