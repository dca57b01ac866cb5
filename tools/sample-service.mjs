/** The built service with the sample organisation in a folder of its own, for tools that look at its pages. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './setup.mjs';

const require = createRequire(import.meta.url);
const built = (path) => require(join(ROOT, 'dist', path));
const { readConfiguration } = built('config/configuration.js');
const { ManualClock } = built('src/kernel/clock.js');
const { Database } = built('src/database/database.js');
const { AppClock } = built('src/kernel/app-clock.js');
const { ActLinks } = built('src/accounts/act-links.service.js');
const { startServer } = built('src/server.js');

const A_DAY = 86_400_000;
export const MONTH = '2026-12';
/** Tuesday 2026-12-08, half past nine in the evening in Shanghai. */
export const EVENING = Date.UTC(2026, 11, 8, 13, 30);

/**
 * `{ server, clock, h5Link, firstOf, stop }`; its day is two weeks before `EVENING` until `clock` is wound. Without the
 * sample it waits for its first set-up.
 */
export async function startSampleService({ sample = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'xinyue-pages-'));
  const clock = new ManualClock(EVENING - 14 * A_DAY);
  const configuration = readConfiguration({
    PORT: '0',
    DATABASE_URL: `sqlite:${join(folder, 'xinyue.db')}`,
    LOG_LEVEL: 'silent',
    ...(sample ? {} : { XINYUE_SAMPLE: 'none' }),
  });
  const server = await startServer(configuration, { clock: new AppClock(clock) });
  const firstOf = (sql, ...values) => server.app.get(Database).read((tx) => tx.one(sql, values));
  /** The link that opens the own page of the person with this key; with a kind, her page of that session or duty. */
  const h5Link = async (key, kind = 'own', subjectId = '') => {
    const { id: personId } = await firstOf('SELECT id FROM people WHERE slug = ?', key);
    const link = { kind, personId, subjectId, expires: clock.now() + A_DAY };
    return server.app.get(ActLinks, { strict: false }).url(link, server.baseUrl);
  };
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { server, clock, h5Link, firstOf, stop };
}

/**
 * The day of `EVENING` as it is served: whoever comes on has said 到岗 minutes before, one of them twelve minutes late.
 * `signIn` opens a session anew, which none outlives two weeks.
 */
export async function serveTheDay(clock, signIn, baseUrl) {
  const midnight = EVENING - 21.5 * 3_600_000;
  for (const [i, hour] of [0, 8, 14, 20].entries()) {
    clock.windTo(midnight + hour * 3_600_000 + (i === 1 ? 12 : -3) * 60_000);
    const request = await signIn();
    const { onDuty, next } = await (await request.get(`${baseUrl}/api/today`)).json();
    const begun = midnight + hour * 3_600_000;
    const coming = [...onDuty, ...next].filter(({ start }) => start === begun);
    for (const { assignmentId } of coming.flatMap(({ people }) => people))
      await request.post(`${baseUrl}/api/assignments/${assignmentId}/arrive`, { data: {} });
  }
}

/** The month as it looks in an office: drafted, published, some confirmed and a few given back. */
export async function publishMonth(request, baseUrl) {
  const call = async (path, data) => {
    const answer = await request.post(`${baseUrl}${path}`, { data });
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  const { version } = await call(`/api/rotas/${MONTH}/draft`, {});
  await call(`/api/rotas/${MONTH}/publish`, { version });
  const { duties } = await (await request.get(`${baseUrl}/api/rotas/${MONTH}`)).json();
  const seats = duties.flatMap(({ people }) => people.map(({ assignmentId }) => assignmentId));
  for (const [i, id] of seats.entries()) {
    if (i % 19 === 11) await call(`/api/assignments/${id}/drop`, { override: { reason: '示例' } });
    else if (i < 70 && i % 4 !== 3) await call(`/api/assignments/${id}/confirm`, {});
  }
}
