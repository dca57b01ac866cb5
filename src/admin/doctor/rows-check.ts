import type { Configuration } from '../../../config/configuration';
import type { Database } from '../../database/database';
import { lastGoodBackup } from '../../installation/backup-log';
import { factOf } from '../../installation/installation-facts';
import { DAY, HOUR, MINUTE, SECOND, type Instant } from '../../kernel/clock';
import { secretFits } from '../../organisations/secret-proof.service';
import { existingSecret, secretFile, Secrets } from '../../organisations/secrets.service';
import { pulseOf, type Pulse } from '../admin.queries';
import { SAYS } from './doctor-texts';
import { good, note, problem, type Finding } from './finding';

/** What the rows of a database with the right tables say. */
export async function checkRows(database: Database, configuration: Configuration, now: Instant): Promise<Finding[]> {
  const pulse = await database.read((tx) => pulseOf(tx, now - 5 * MINUTE));
  const backedUp = await database.read(lastGoodBackup);
  return [
    await keyOf(database, configuration),
    ...timesOf(database, pulse, now),
    mailOf(pulse),
    backupOf(pulse, backedUp, now),
    passkeysOf(pulse),
  ];
}

/** A sample need not be copied, and what is new has no copy yet. */
function backupOf({ inUseSince }: Pulse, last: Instant | null, now: Instant): Finding {
  const due = inUseSince !== null && inUseSince < now - OLD_COPY;
  if (last === null) return due ? problem('backup', SAYS.backupNone) : note('backup', SAYS.backupNone);
  const sentence = SAYS.backupAge(ageOf(Math.max(0, now - last)));
  return due && last < now - OLD_COPY ? problem('backup', sentence) : good('backup', sentence);
}

/** A day, and what a copy or a restart may take. */
const OLD_COPY = 36 * HOUR;

async function keyOf(database: Database, { secretKey, databaseUrl }: Configuration): Promise<Finding> {
  const about = 'SECRET_KEY';
  const secret = existingSecret({ secretKey, databaseUrl });
  if (secret === null) {
    const written = await database.read((tx) => factOf(tx, 'secret-check'));
    return written === null ? note(about, SAYS.keyNew) : problem(about, SAYS.keyGone(secretFile(databaseUrl)));
  }
  const secrets = new Secrets({ secretKey: secret, databaseUrl });
  const found = await database.read((tx) => secretFits(tx, secrets));
  if (found === 'another') return problem(about, SAYS.keyAnother);
  return found === 'fits' ? good(about, SAYS.keyRight) : note(about, SAYS.keyNew);
}

function timesOf(database: Database, { lastHeard, lastWritten }: Pulse, now: Instant): Finding[] {
  const heard =
    lastHeard === null
      ? note('inbound', SAYS.unheard)
      : note('inbound', SAYS.heard(ageOf(Math.max(0, now - lastHeard))));
  const ahead = Math.max(lastHeard ?? 0, lastWritten ?? 0) - now;
  // a server's clock is compared by itself; beside an embedded database only its rows tell
  if (database.engine === 'mysql' || ahead <= MINUTE) return [heard];
  return [problem('clock', SAYS.clockBack(Math.round(ahead / SECOND))), heard];
}

const mailOf = ({ overdue }: Pulse): Finding =>
  overdue === 0 ? good('outbox', SAYS.sent) : problem('outbox', SAYS.overdue(overdue));

function passkeysOf({ coordinators, withoutPasskey }: Pulse): Finding {
  if (coordinators === 0) return note('passkeys', SAYS.nobodyYet);
  if (withoutPasskey > 0) return note('passkeys', SAYS.withoutPasskey(withoutPasskey, coordinators));
  return good('passkeys', SAYS.withPasskeys);
}

/** `3 h`, `2 d`: as much as is worth knowing. */
function ageOf(ms: number): string {
  if (ms < HOUR) return `${String(Math.round(ms / MINUTE))} min`;
  return ms < 2 * DAY ? `${String(Math.round(ms / HOUR))} h` : `${String(Math.round(ms / DAY))} d`;
}
