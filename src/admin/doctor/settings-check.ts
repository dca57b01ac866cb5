import {
  ConfigurationError,
  readConfiguration,
  SETTINGS,
  unknownSettings,
  type Configuration,
} from '../../../config/configuration';
import { ConfiguredPuppets } from '../../channels/wechat/puppet-factory';
import type { Environment } from '../command';
import { SAYS } from './doctor-texts';
import { good, problem, type Finding } from './finding';

/** The settings that are right, and what is wrong with the others; what depends on a wrong one holds its default. */
export function checkSettings(env: Environment): {
  readonly configuration: Configuration;
  readonly findings: Finding[];
} {
  const findings = unknownSettings(env).map(({ name, meant }) => problem(name, SAYS.settingUnknown(name, meant)));
  const left: Record<string, string | undefined> = { ...env };
  for (;;) {
    try {
      const configuration = readConfiguration(left);
      if (configuration.wechaty) new ConfiguredPuppets(configuration.wechaty);
      if (findings.length === 0) findings.push(good('settings', SAYS.settingsRight(SETTINGS.length)));
      return { configuration, findings };
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      findings.push(...error.faults.map(({ name, reason }) => problem(name, SAYS.settingWrong(name, reason))));
      dropWrong(left, error);
    }
  }
}

/** A setting that is wrong, or wrong without another, is left out for the rest of the checks. */
function dropWrong(left: Record<string, string | undefined>, { faults }: ConfigurationError): void {
  const dropped = faults.flatMap(({ name }) => (left[name] ? [name] : (DEPENDING[name] ?? [])));
  if (dropped.length === 0) throw new Error(`no way to do without ${faults.map(({ name }) => name).join(', ')}`);
  for (const name of dropped) left[name] = undefined;
}

/** What is left out when a setting is missing that it needs. */
const DEPENDING: Readonly<Record<string, readonly string[]>> = {
  SECRET_KEY: ['NODE_ENV'],
  MAIL_FROM: ['SMTP_URL'],
  LANGUAGE_MODEL_URL: ['LANGUAGE_MODEL_NAME', 'LANGUAGE_MODEL_KEY'],
  LANGUAGE_MODEL_NAME: ['LANGUAGE_MODEL_URL', 'LANGUAGE_MODEL_KEY'],
  WECHATY_PUPPET_SERVICE_TOKEN: ['WECHATY_PUPPET'],
};
