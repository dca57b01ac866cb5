import { dirname, join } from 'node:path';
import { z } from 'zod';
import {
  officialAccountIn,
  WECHAT_ENVIRONMENT,
  wecomIn,
  type OfficialAccountSettings,
  type WecomSettings,
} from './wechat-settings';

export type { OfficialAccountSettings, WecomSettings } from './wechat-settings';

const port = z.coerce.number().int().min(0).max(65535);
const optionalText = z.string().trim().min(1).optional();

const environment = z.object({
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  PORT: port.default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|mysql:\/\/.+)$/, 'must begin with sqlite: or mysql://')
    .default('sqlite:./data/xinyue.db'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/.+$/, 'must begin with redis://')
    .optional(),
  HEARTBEAT_URL: z.url({ protocol: /^https?$/ }).optional(),
  SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  NEW_SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  BACKUP_DIR: optionalText,
  BACKUP_SECOND_DIR: optionalText,
  BACKUP_KEEP: z.coerce.number().int().min(0).max(1000).default(14),
  BACKUP_PASSPHRASE: z.string().min(12, 'must have at least 12 characters').optional(),
  CALENDAR_HOSTS: z
    .string()
    .transform((hosts) =>
      hosts
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    )
    .refine(
      (hosts) => hosts.every((host) => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host)),
      'must be host names with commas between',
    )
    .default([]),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+$/, 'must begin with smtp://')
    .optional(),
  IMAP_URL: z
    .string()
    .regex(/^imaps?:\/\/.+$/, 'must begin with imap://')
    .optional(),
  MAIL_FROM: z
    .string()
    .trim()
    .regex(
      /^(?:[^<>\r\n"]*<)?[^\s<>@,;:"]+@[^\s<>@,;:"]+>?$/,
      'must be an address, bot@example.org or 心约 <bot@example.org>',
    )
    .optional(),
  MAIL_AUTHSERV_ID: optionalText,
  WECHATY_PUPPET: optionalText,
  WECHATY_PUPPET_SERVICE_TOKEN: optionalText,
  WECHATY_PUPPET_SERVICE_ENDPOINT: optionalText,
  WECHATY_PUPPET_SERVICE_NO_TLS: z.enum(['true', 'false']).default('false'),
  ...WECHAT_ENVIRONMENT,
  LANGUAGE_MODEL_URL: z.url({ protocol: /^https?$/ }).optional(),
  LANGUAGE_MODEL_KEY: optionalText,
  LANGUAGE_MODEL_NAME: optionalText,
  DRAFT_CORES: z.coerce.number().int().min(1).max(256).optional(),
  XINYUE_SAMPLE: z.enum(['load', 'none']).optional(),
  NODE_ENV: z.string().default('development'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** The names of all settings; config/example.env explains each. */
export const SETTINGS: readonly string[] = Object.keys(environment.shape);

/** What settings of ours begin with, and nothing else in an environment is likely to. */
const OURS =
  /^(?:XINYUE|WECHATY_PUPPET|LANGUAGE_MODEL|BACKUP|SMTP|IMAP|CALENDAR|DRAFT|HEARTBEAT|REDIS|DATABASE|SECRET|PUBLIC)_/;

/** Names in an environment that look like settings and are none, each with the one that was meant, where that can be told. */
export function unknownSettings(
  env: Readonly<Record<string, string | undefined>>,
): { readonly name: string; readonly meant: string | null }[] {
  return Object.keys(env)
    .filter((name) => !SETTINGS.includes(name))
    .map((name) => ({ name, meant: SETTINGS.find((known) => isSlipOf(name, known)) ?? null }))
    .filter(({ name, meant }) => meant !== null || OURS.test(name));
}

/** One character too many, too few or another, or two exchanged, in a name long enough to be meant. */
function isSlipOf(name: string, known: string): boolean {
  if (known.length < 7 || Math.abs(name.length - known.length) > 1) return false;
  let from = 0;
  while (from < name.length && name[from] === known[from]) from += 1;
  const rest = name.slice(from);
  const wanted = known.slice(from);
  const exchanged = `${rest.charAt(1)}${rest.charAt(0)}${rest.slice(2)}` === wanted;
  return exchanged || rest.slice(1) === wanted || rest === wanted.slice(1) || rest.slice(1) === wanted.slice(1);
}

/** Everything that the environment decides, checked and frozen. Nothing else reads `process.env`. */
export interface Configuration {
  readonly host: string;
  readonly port: number;
  /** Without a slash at its end; null until the server knows the port it listens on. */
  readonly publicUrl: string | null;
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  /** Asked for after every clean audit, so that somebody elsewhere notices when the audits stop; null: nobody does. */
  readonly heartbeatUrl: string | null;
  /** null: the service makes and keeps one beside its embedded database. */
  readonly secretKey: string | null;
  /** What `admin keys rotate` seals everything with from now on; null: it makes one. */
  readonly newSecretKey: string | null;
  readonly backup: BackupSettings;
  /** Whose calendars may be read as busy times, in lower case; empty: nobody's. */
  readonly calendarHosts: readonly string[];
  readonly smtpUrl: string | null;
  readonly imapUrl: string | null;
  /** Who mails come from, which is also the mailbox that answers go to. */
  readonly mailFrom: { readonly name: string; readonly email: string } | null;
  /** The name under which our own mail server reports whom it has authenticated (RFC 8601); null: it is not asked. */
  readonly mailAuthservId: string | null;
  readonly wechaty: WechatySettings | null;
  /** WeChat's official account that people follow; null: none. */
  readonly officialAccount: OfficialAccountSettings | null;
  /** An app of one's own in WeCom; null: none. */
  readonly wecom: WecomSettings | null;
  /** null: none is asked, and nothing that anybody says leaves. */
  readonly languageModel: LanguageModelSettings | null;
  /** Whether an empty database is given the removable sample organisation. */
  readonly loadSample: boolean;
  readonly production: boolean;
  /** How many drafts may search at once; null: one fewer than the machine has cores. */
  readonly draftCores: number | null;
  readonly logLevel: string;
}

/** Where copies of the database go and how many stay. */
export interface BackupSettings {
  readonly folder: string;
  /** Where each copy is put a second time; null: nowhere. */
  readonly secondFolder: string | null;
  /** How many copies stay; 0: none is made by itself. */
  readonly keep: number;
  /** null: copies are not encrypted. */
  readonly passphrase: string | null;
}

export interface WechatySettings {
  /** The puppet's package name; there is deliberately no default. */
  readonly puppet: string;
  readonly token: string | null;
  readonly endpoint: string | null;
  readonly tls: boolean;
}

/** A server that speaks the OpenAI-compatible chat completions protocol. */
export interface LanguageModelSettings {
  readonly url: string;
  readonly key: string | null;
  readonly name: string;
}

/** The environment as it is, for who says what is wrong with it. */
export const ENVIRONMENT: Readonly<Record<string, string | undefined>> = process.env;

/** What is wrong with one setting. */
export interface SettingFault {
  readonly name: string;
  readonly reason: string;
}

/** Settings that cannot be used; its message is one line that names each and the reason. */
export class ConfigurationError extends Error {
  constructor(
    message: string,
    readonly faults: readonly SettingFault[] = [],
  ) {
    super(message);
  }
}

/** The error for these settings. */
export function wrongSettings(...faults: readonly SettingFault[]): ConfigurationError {
  const said = faults.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  return new ConfigurationError(`设置有误 Wrong setting — ${said}`, faults);
}

/** Reads and checks the settings. Throws ConfigurationError, all faults in one line. */
export function readConfiguration(env: Record<string, string | undefined> = process.env): Configuration {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw wrongSettings(...parsed.error.issues.map((issue) => ({ name: issue.path.join('.'), reason: issue.message })));
  }
  const e = parsed.data;
  const production = e.NODE_ENV === 'production';
  if (e.DATABASE_URL.startsWith('mysql:') && !e.SECRET_KEY && production) {
    throw wrongSettings({
      name: 'SECRET_KEY',
      reason: 'must be set (32 characters or more) when several processes can share one MySQL database',
    });
  }
  if ((e.LANGUAGE_MODEL_NAME ?? e.LANGUAGE_MODEL_KEY) !== undefined && !e.LANGUAGE_MODEL_URL) {
    throw wrongSettings({ name: 'LANGUAGE_MODEL_URL', reason: 'must be set with the other LANGUAGE_MODEL_…' });
  }
  if (e.LANGUAGE_MODEL_URL && !e.LANGUAGE_MODEL_NAME) {
    throw wrongSettings({ name: 'LANGUAGE_MODEL_NAME', reason: 'must be set with LANGUAGE_MODEL_URL' });
  }
  if (e.SMTP_URL !== undefined && e.MAIL_FROM === undefined) {
    throw wrongSettings({ name: 'MAIL_FROM', reason: 'must be set when SMTP_URL is' });
  }
  return Object.freeze({
    host: e.HOST,
    port: e.PORT,
    publicUrl: e.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    databaseUrl: e.DATABASE_URL,
    redisUrl: e.REDIS_URL ?? null,
    heartbeatUrl: e.HEARTBEAT_URL ?? null,
    secretKey: e.SECRET_KEY ?? null,
    newSecretKey: e.NEW_SECRET_KEY ?? null,
    backup: Object.freeze({
      folder: e.BACKUP_DIR ?? join(dataFolder(e.DATABASE_URL), 'backups'),
      secondFolder: e.BACKUP_SECOND_DIR ?? null,
      keep: e.BACKUP_KEEP,
      passphrase: e.BACKUP_PASSPHRASE ?? null,
    }),
    calendarHosts: e.CALENDAR_HOSTS,
    smtpUrl: e.SMTP_URL ?? null,
    imapUrl: e.IMAP_URL ?? null,
    mailFrom: e.MAIL_FROM === undefined ? null : mailboxOf(e.MAIL_FROM),
    mailAuthservId: e.MAIL_AUTHSERV_ID ?? null,
    wechaty: e.WECHATY_PUPPET
      ? Object.freeze({
          puppet: e.WECHATY_PUPPET,
          token: e.WECHATY_PUPPET_SERVICE_TOKEN ?? null,
          endpoint: e.WECHATY_PUPPET_SERVICE_ENDPOINT ?? null,
          tls: e.WECHATY_PUPPET_SERVICE_NO_TLS !== 'true',
        })
      : null,
    officialAccount: settled(officialAccountIn(e)),
    wecom: settled(wecomIn(e)),
    languageModel:
      e.LANGUAGE_MODEL_URL && e.LANGUAGE_MODEL_NAME
        ? Object.freeze({
            url: e.LANGUAGE_MODEL_URL,
            key: e.LANGUAGE_MODEL_KEY ?? null,
            name: e.LANGUAGE_MODEL_NAME,
          })
        : null,
    loadSample: e.XINYUE_SAMPLE ? e.XINYUE_SAMPLE === 'load' : !production,
    production,
    draftCores: e.DRAFT_CORES ?? null,
    logLevel: e.LOG_LEVEL,
  });
}

/** Where the service keeps files of its own: beside its embedded database, else in ./data. */
export function dataFolder(databaseUrl: string): string {
  const file = databaseUrl.startsWith('sqlite:') ? databaseUrl.slice('sqlite:'.length) : '';
  return file === '' || file === ':memory:' ? './data' : dirname(file.replace(/^\/\/(?=\/|\.)/, ''));
}

/** Throws where a channel's settings do not fit together. */
function settled<Settings extends object>(settings: Settings | SettingFault | null): Settings | null {
  if (settings !== null && isFault(settings)) throw wrongSettings(settings);
  return settings;
}

const isFault = (settings: object): settings is SettingFault => 'reason' in settings;

function mailboxOf(text: string): { name: string; email: string } {
  const [, name = '', email = text] = /^(.*?)<(.+)>$/.exec(text) ?? [];
  return Object.freeze({ name: name.trim() === '' ? '心约' : name.trim(), email: email.trim() });
}
