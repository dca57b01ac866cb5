// Pictures of every page of the console for the READMEs: `npm run screens [-- FOLDER]` after a build.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const ROOT = resolve(import.meta.dirname, '..');
const TARGET = resolve(process.argv[2] ?? join(ROOT, 'docs/screens'));
const MONTH = '2026-12';
/** Tuesday 2026-12-08, half past nine in the evening in Shanghai. */
const EVENING = Date.UTC(2026, 11, 8, 13, 30);
const SIZES = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
};
const PAGES = [
  ['today', '/console'],
  ['rota', `/console/rota/${MONTH}`],
  ['activities', `/console/activities/${MONTH}`],
  ['people', '/console/people'],
  ['messages', '/console/messages'],
  ['audit', '/console/audit'],
  ['settings', '/console/settings'],
  ['wall', '/console/wall'],
];

const require = createRequire(import.meta.url);
const built = (path) => require(join(ROOT, 'dist', path));
const { readConfiguration } = built('config/configuration.js');
const { ManualClock } = built('src/kernel/clock.js');
const { AppClock } = built('src/organisations/app-clock.js');
const { startServer } = built('src/server.js');

const folder = mkdtempSync(join(tmpdir(), 'xinyue-screens-'));
const clock = new ManualClock(EVENING - 14 * 86_400_000);
const configuration = readConfiguration({
  PORT: '0',
  DATABASE_URL: `sqlite:${join(folder, 'xinyue.db')}`,
  LOG_LEVEL: 'silent',
});
const server = await startServer(configuration, { clock: new AppClock(clock) });
const executablePath = process.env.CHROME_PATH ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  mkdirSync(TARGET, { recursive: true });
  const signedIn = await browser.newContext();
  const first = await signedIn.newPage();
  await first.goto(await server.signInLink());
  await first.getByRole('heading', { level: 1 }).waitFor();
  await publishMonth(signedIn.request);
  await first.close();
  clock.windTo(EVENING);
  const cookies = await renewedCookies();
  for (const [size, options] of Object.entries(SIZES)) {
    for (const scheme of size === 'desktop' ? ['light', 'dark'] : ['light'])
      await shoot(size, options, scheme, cookies);
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** The month as it looks in an office: drafted and published. */
async function publishMonth(request) {
  const call = async (path, data) => {
    const answer = await request.post(`${server.baseUrl}${path}`, { data });
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  const { version } = await call(`/api/rotas/${MONTH}/draft`, {});
  await call(`/api/rotas/${MONTH}/publish`, { version });
  const { duties } = await (await request.get(`${server.baseUrl}/api/rotas/${MONTH}`)).json();
  const seats = duties.flatMap(({ people }) => people.map(({ assignmentId }) => assignmentId));
  for (const [i, id] of seats.entries()) {
    if (i % 19 === 11) await call(`/api/assignments/${id}/drop`, { override: { reason: '示例' } });
    else if (i < 70 && i % 4 !== 3) await call(`/api/assignments/${id}/confirm`, {});
  }
}

/** Signing in again: two weeks have passed since. */
async function renewedCookies() {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(await server.signInLink());
  await page.getByRole('heading', { level: 1 }).waitFor();
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

async function shoot(size, options, colorScheme, cookies) {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', colorScheme, ...options });
  await context.addCookies(cookies);
  await context.clock.setFixedTime(EVENING);
  const page = await context.newPage();
  const suffix = `${size}${colorScheme === 'dark' ? '-dark' : ''}`;
  const only = colorScheme === 'dark' ? PAGES.slice(0, 2) : PAGES;
  for (const [name, path] of only) {
    await page.goto(`${server.baseUrl}${path}`);
    await page.locator('main').waitFor();
    await page.waitForTimeout(900);
    await page.screenshot({ path: join(TARGET, `${name}-${suffix}.png`), animations: 'disabled' });
  }
  if (suffix === 'desktop') {
    await shootDialog(page, suffix);
    await page.request.post(`${server.baseUrl}/api/rotas/${MONTH}/draft`);
  }
  await context.close();
}

/** Filling a gap: the candidates with their reasons. */
async function shootDialog(page, suffix) {
  await page.goto(`${server.baseUrl}/console/rota/${MONTH}`);
  await page.locator('td[role=gridcell].gap').nth(4).click();
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(TARGET, `candidates-${suffix}.png`), animations: 'disabled' });
}
