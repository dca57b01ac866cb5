import type { Configuration } from '../../../config/configuration';
import type { SeenFromHere } from '../../console/operation/health.controller';
import { SAYS } from './doctor-texts';
import { good, note, problem, reasonOf, type Finding } from './finding';

const ABOUT = 'PUBLIC_URL';
const PATIENCE_MS = 10_000;

/** Whether PUBLIC_URL leads to this very service, and what a proxy between hands on. `installation`: of the database. */
export async function checkAddress(
  { publicUrl, host, port, production }: Configuration,
  installation: string | null,
  running: boolean,
): Promise<Finding[]> {
  if (publicUrl === null) return [production ? problem(ABOUT, SAYS.addressNone) : note(ABOUT, SAYS.addressNone)];
  const url = new URL(publicUrl);
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    return [problem(ABOUT, SAYS.addressPath(publicUrl))];
  if (url.protocol === 'http:' && !isOwnMachine(url.hostname)) return [problem(ABOUT, SAYS.addressPlain(publicUrl))];
  const seen = await seenAt(publicUrl);
  if (typeof seen === 'string') {
    if (!running && /ECONNREFUSED|\b50[234]\b/.test(seen)) return [note(ABOUT, SAYS.addressUnasked(publicUrl))];
    return [problem(ABOUT, SAYS.addressAway(publicUrl, seen))];
  }
  if (seen === null || (installation !== null && seen.installation !== installation)) {
    return [problem(ABOUT, SAYS.addressOther(publicUrl))];
  }
  const direct = url.port === String(port) && (isOwnMachine(url.hostname) || url.hostname === host);
  return [good(ABOUT, SAYS.addressRight(publicUrl)), ...(direct ? [] : [proxyOf(url, seen)])];
}

/** What is said there; null: somebody else answers; a text: why nobody does. */
async function seenAt(publicUrl: string): Promise<SeenFromHere | null | string> {
  try {
    const response = await fetch(`${publicUrl}/health/seen`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'manual',
    });
    if (response.status >= 502 && response.status <= 504) return `HTTP ${String(response.status)}`;
    const body = (await response.json().catch(() => null)) as Partial<SeenFromHere> | null;
    return typeof body?.installation === 'string' ? (body as SeenFromHere) : null;
  } catch (error) {
    const { code } = (error as { cause?: { code?: string } }).cause ?? {};
    return code === undefined ? reasonOf(error) : `${code} ${reasonOf(error)}`;
  }
}

function proxyOf(url: URL, seen: SeenFromHere): Finding {
  if (`${seen.scheme}:` !== url.protocol) return problem('proxy', SAYS.proxyScheme);
  if (seen.host !== url.host) return problem('proxy', SAYS.proxyHost(seen.host));
  if (!seen.forwarded) return problem('proxy', SAYS.proxySource);
  return good('proxy', SAYS.proxyRight);
}

const isOwnMachine = (name: string): boolean => name === 'localhost' || name === '[::1]' || name.startsWith('127.');
