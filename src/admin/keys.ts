import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import type { Configuration } from '../../config/configuration';
import type { Database } from '../database/database';
import { surveyDatabase } from '../database/survey';
import { Fault, WrongUsage } from '../kernel/fault';
import { exchangeCallBackSecret } from '../messaging/exchange-call-back-secret';
import { exchangeSecret } from '../organisations/exchange-secret';
import { secretFits } from '../organisations/secret-proof.service';
import { existingSecret, secretFile, Secrets } from '../organisations/secrets.service';
import { TEXTS } from './admin-texts';
import { refuseWhenInUse } from './backup/restore';
import { asFault, besideTheService, settingsOf, wordsOf, type AdminCall } from './command';

/** `keys rotate`: everything sealed is sealed anew in one step; cut off before or after it, the same command goes on. */
export async function keys(call: AdminCall): Promise<0> {
  const { values, positionals } = wordsOf(call, { yes: { type: 'boolean' } });
  if (positionals.join(' ') !== 'rotate') throw new WrongUsage('keys rotate [--yes]');
  const configuration = settingsOf(call);
  const { databaseUrl } = configuration;
  const survey = await surveyDatabase(databaseUrl).catch((error: unknown) => {
    throw asFault(error);
  });
  refuseWhenInUse(survey, values.yes ?? false);
  const former = existingSecret(configuration);
  if (former === null) throw new Fault(TEXTS.keyMissing(secretFile(databaseUrl)));
  // no key is shown for a database that it would not be the key of
  if (configuration.secretKey !== null && configuration.newSecretKey === null) await mustFit(databaseUrl, former);
  const next = await nextSecret(call, configuration);
  if (former === next) throw new Fault(TEXTS.keySame);
  await besideTheService(databaseUrl, (database) => exchange(call, database, configuration, former, next));
  if (configuration.secretKey !== null) call.note(TEXTS.keySet);
  else {
    await rename(nextFile(databaseUrl), secretFile(databaseUrl));
    call.note(TEXTS.keyFileChanged(secretFile(databaseUrl)));
  }
  call.note(TEXTS.keyGone);
  return 0;
}

async function mustFit(databaseUrl: string, secretKey: string): Promise<void> {
  const secrets = new Secrets({ secretKey, databaseUrl });
  const found = await besideTheService(databaseUrl, (database) => database.read((tx) => secretFits(tx, secrets)));
  if (found === 'another') throw new Fault(TEXTS.keyWrong);
}

const nextFile = (databaseUrl: string): string => `${secretFile(databaseUrl)}.next`;

/** Where it will be needed again it is written down or shown before anything is sealed with it. */
async function nextSecret(call: AdminCall, { databaseUrl, secretKey, newSecretKey }: Configuration): Promise<string> {
  if (secretKey !== null) {
    if (newSecretKey !== null) return newSecretKey;
    const made = randomBytes(32).toString('hex');
    call.note(TEXTS.keyMade);
    call.say(`SECRET_KEY=${made}`);
    return made;
  }
  const path = nextFile(databaseUrl);
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const next = newSecretKey ?? randomBytes(32).toString('hex');
  const file = await open(path, 'wx', 0o600);
  try {
    await file.write(`${next}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return next;
}

async function exchange(
  call: AdminCall,
  database: Database,
  { databaseUrl }: Configuration,
  former: string,
  next: string,
): Promise<void> {
  const to = new Secrets({ secretKey: next, databaseUrl });
  const exchanged = await database.write(async (tx) => {
    const from = new Secrets({ secretKey: former, databaseUrl });
    if ((await secretFits(tx, from)) === 'another') {
      if ((await secretFits(tx, to)) === 'fits') return null;
      throw new Fault(TEXTS.keyWrong);
    }
    await exchangeCallBackSecret(tx, from, to);
    return exchangeSecret(tx, from, to);
  });
  call.note(exchanged === null ? TEXTS.keyAlready : TEXTS.keyExchanged(exchanged));
}
