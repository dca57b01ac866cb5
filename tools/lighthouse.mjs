/**
 * `npm run lighthouse [-- PAGE…]`: Lighthouse on the pages as the built service serves them. Lighthouse is large and
 * nothing else needs it, so npm fetches it into its own cache when this is called. Fails where a page falls short three
 * times: a machine that is busy with something else makes one run slow.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { aBrowser } from './servers.mjs';
import { ensureReady, giveUp, run, say } from './setup.mjs';

const LIGHTHOUSE = 'lighthouse@12.8.2';
/** Percent that every page reaches. */
const LEAST = { performance: 95, accessibility: 100, 'best-practices': 95 };
const TRIES = 3;

await ensureReady();
const chrome = aBrowser() ?? giveUp('没有浏览器 no Chromium was found; CHROME_PATH may name one');
const { EVENING, MONTH, publishMonth, startSampleService } = await import('./sample-service.mjs');
const service = await startSampleService();
const { baseUrl } = service.server;

/** name → what is opened, as which kind of machine, and what a browser did there before. */
const PAGES = {
  'sign-in': { path: '/console', size: 'desktop' },
  today: { path: '/console', size: 'desktop', before: signIn },
  rota: { path: `/console/rota/${MONTH}`, size: 'desktop', before: signIn },
  people: { path: '/console/people', size: 'desktop', before: signIn },
  chat: { path: '/chat', size: 'phone' },
  talking: { path: '/chat', size: 'phone', before: talk },
  h5: { path: '/h5', size: 'phone' },
  'h5-own': { path: '/h5/me', size: 'phone', link: () => service.h5Link('f03') },
};
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in PAGES));
if (unknown) giveUp(`没有 no page "${unknown}"; 有 there are: ${Object.keys(PAGES).join(', ')}`, 2);

const folder = mkdtempSync(join(tmpdir(), 'xinyue-lighthouse-'));
const short = [];
try {
  await inBrowser(async (page) => {
    await signIn(page);
    await publishMonth(page.request, baseUrl);
  });
  service.clock.windTo(EVENING);
  for (const name of wanted.length > 0 ? wanted : Object.keys(PAGES)) {
    if (!(await reaches(name))) short.push(name);
  }
} finally {
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(short.length === 0 ? 0 : 1);

async function reaches(name) {
  for (let tried = 0; tried < TRIES; tried++) {
    const found = await measure(name, PAGES[name]);
    if (report(name, PAGES[name].size, found)) return true;
  }
  return false;
}

/** Lighthouse's own account of a page. */
async function measure(name, { path, size, before, link }) {
  const output = join(folder, `${name}.json`);
  await inBrowser(async (page, port) => {
    await before?.(page);
    await page.close();
    const options = [
      `--port=${port}`,
      '--output=json',
      `--output-path=${output}`,
      '--quiet',
      '--locale=zh',
      '--disable-storage-reset',
      '--only-categories=performance,accessibility,best-practices',
      ...(size === 'desktop' ? ['--preset=desktop'] : []),
    ];
    const url = link ? await link() : `${baseUrl}${path}`;
    const status = await run('npm', ['exec', '--yes', `--package=${LIGHTHOUSE}`, '--', 'lighthouse', url, ...options]);
    if (status !== 0) giveUp(`${name}: Lighthouse 没有完成 did not finish`);
  });
  return JSON.parse(readFileSync(output, 'utf8'));
}

/** Prints a line; true when nothing falls short. */
function report(name, size, { categories, audits }) {
  const all = Object.entries(LEAST).map(([key, least]) => ({
    category: categories[key],
    least,
    score: Math.round(categories[key].score * 100),
  }));
  const lacking = all.filter(({ score, least }) => score < least);
  for (const { category } of lacking) for (const line of faults(category, audits)) say(`  ${line}`);
  const scores = all.map(
    ({ category, score, least }) => `${category.title} ${score}${score < least ? ` < ${least}` : ''}`,
  );
  const times = [
    'first-contentful-paint',
    'largest-contentful-paint',
    'total-blocking-time',
    'cumulative-layout-shift',
  ];
  const shown = times.map((key) => `${key.replace(/(\w)\w*-?/gu, '$1').toUpperCase()} ${audits[key].displayValue}`);
  process.stdout.write(`${name.padEnd(8)} ${size.padEnd(8)} ${scores.join(' · ')}   ${shown.join(' · ')}\n`);
  return lacking.length === 0;
}

/** What cost a page its points. */
function faults({ auditRefs }, audits) {
  return auditRefs
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.9)
    .map(({ id }) => {
      const nodes = (audits[id].details?.items ?? []).slice(0, 3).map((item) => item.node?.snippet ?? item.url ?? '');
      return `${id}: ${audits[id].displayValue ?? ''} ${nodes.join(' ')}`;
    });
}

/** A browser of its own with an empty memory, that Lighthouse can join. */
async function inBrowser(work) {
  const profile = mkdtempSync(join(folder, 'profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chrome,
    args: ['--no-sandbox', '--remote-debugging-port=0'],
    locale: 'zh-CN',
  });
  try {
    const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
    await work(await context.newPage(), port);
  } finally {
    await context.close();
  }
}

async function signIn(page) {
  await page.goto(await service.server.signInLink());
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function talk(page) {
  await page.goto(`${baseUrl}/chat`);
  await page.getByLabel('按姓名找人').fill('莫芳');
  await page.getByRole('button', { name: '莫芳' }).click();
  for (const text of ['空班 这周', '帮助', '我的班']) {
    const before = await page.locator('.entry.bot').count();
    await page.getByLabel('说给小约听').fill(text);
    await page.keyboard.press('Enter');
    await page.locator('.entry.bot').nth(before).waitFor();
  }
}
