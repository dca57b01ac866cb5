import { once } from 'node:events';
import { connect } from 'node:net';
import type { Configuration } from '../../../config/configuration';
import { greetMailServer } from '../../channels/mail/mail-transport';
import { openMailbox } from '../../channels/mail/reply-mailbox';
import { pingRedis } from '../../messaging/redis-transport';
import { SAYS } from './doctor-texts';
import { good, note, problem, reasonOf, type Finding } from './finding';

const PATIENCE_MS = 5_000;

/** Everything beyond the database that a setting names, asked at once. */
export async function checkChannels(configuration: Configuration): Promise<Finding[]> {
  const { smtpUrl, imapUrl, redisUrl, languageModel, wechaty } = configuration;
  const checks: Promise<Finding>[] = [];
  if (smtpUrl !== null)
    checks.push(asked('SMTP_URL', () => greetMailServer(smtpUrl), SAYS.mailRight, SAYS.mailRefused));
  if (imapUrl !== null) {
    checks.push(asked('IMAP_URL', () => openMailbox(imapUrl), SAYS.mailboxRight, SAYS.mailboxRefused));
  }
  if (redisUrl !== null) checks.push(asked('REDIS_URL', () => pingRedis(redisUrl), SAYS.redisRight, SAYS.redisAway));
  if (languageModel !== null) {
    const { url, key } = languageModel;
    checks.push(asked('LANGUAGE_MODEL_URL', () => askModel(url, key), SAYS.modelRight, SAYS.modelAway));
  }
  if (wechaty?.puppet === 'wechaty-puppet-service') checks.push(gatewayOf(wechaty.endpoint));
  return Promise.all(checks);
}

async function asked(
  about: string,
  ask: () => Promise<void>,
  right: string,
  wrong: (reason: string) => string,
): Promise<Finding> {
  try {
    await ask();
    return good(about, right);
  } catch (error) {
    return problem(about, wrong(reasonOf(error)));
  }
}

async function gatewayOf(endpoint: string | null): Promise<Finding> {
  const about = 'WECHATY_PUPPET_SERVICE_ENDPOINT';
  if (endpoint === null) return note(about, SAYS.gatewayUnasked);
  return asked(about, () => reach(endpoint), SAYS.gatewayRight, SAYS.gatewayAway);
}

/** A connection to `host:port`, ended at once. */
async function reach(endpoint: string): Promise<void> {
  const { hostname, port } = new URL(`tcp://${endpoint.replace(/^\w+:\/\//, '')}`);
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(PATIENCE_MS) });
  } finally {
    socket.destroy();
  }
}

async function askModel(url: string, key: string | null): Promise<void> {
  const response = await fetch(`${url.replace(/\/+$/, '')}/models`, {
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: key === null ? {} : { authorization: `Bearer ${key}` },
  });
  if (response.status === 401 || response.status === 403 || response.status >= 500) {
    throw new Error(`HTTP ${String(response.status)}`);
  }
}
