// Pictures of every page for the READMEs: `npm run screens [-- FOLDER]`.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { aBrowser } from './servers.mjs';
import { ROOT, ensureReady, giveUp } from './setup.mjs';

await ensureReady();
const { EVENING, MONTH, publishMonth, startSampleService } = await import('./sample-service.mjs');

const TARGET = resolve(process.argv[2] ?? join(ROOT, 'docs/screens'));
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

const executablePath = aBrowser() ?? giveUp('没有浏览器 no Chromium was found; CHROME_PATH may name one');
const { server, clock, stop } = await startSampleService();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  mkdirSync(TARGET, { recursive: true });
  const signedIn = await browser.newContext();
  const first = await signedIn.newPage();
  await first.goto(await server.signInLink());
  await first.getByRole('heading', { level: 1 }).waitFor();
  await publishMonth(signedIn.request, server.baseUrl);
  await first.close();
  clock.windTo(EVENING);
  const cookies = await renewedCookies();
  for (const [size, options] of Object.entries(SIZES)) {
    for (const scheme of size === 'desktop' ? ['light', 'dark'] : ['light'])
      await shoot(size, options, scheme, cookies);
  }
} finally {
  await browser.close();
  await stop();
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
