// Pictures of every page for the READMEs: `npm run screens [-- FOLDER]`.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { aBrowser } from './servers.mjs';
import { ROOT, ensureReady, giveUp } from './setup.mjs';

await ensureReady();
const { EVENING, MONTH, publishMonth, serveTheDay, startSampleService } = await import('./sample-service.mjs');

const TARGET = resolve(process.argv[2] ?? join(ROOT, 'docs/screens'));
const SIZES = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
};
/** Lists that look alike on a wide screen, and what nobody opens on a telephone: one picture of each is enough. */
const ON_PHONES = ['messages', 'audit'];
const ON_PAPER = ['poster', 'wall', 'codes'];
const WECHAT =
  'Mozilla/5.0 (Linux; Android 10; V2001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/87.0.4280.141 Mobile Safari/537.36 MicroMessenger/8.0.37';

const executablePath = aBrowser() ?? giveUp('没有浏览器 no Chromium was found; CHROME_PATH may name one');
const { server, clock, h5Link, firstOf, stop } = await startSampleService();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  mkdirSync(TARGET, { recursive: true });
  const signedIn = await browser.newContext();
  const first = await signedIn.newPage();
  await first.goto(await server.signInLink());
  await first.getByRole('heading', { level: 1 }).waitFor();
  await publishMonth(signedIn.request, server.baseUrl);
  await first.close();
  const salon = await firstOf(
    `SELECT s.id FROM sessions s JOIN programmes p ON p.id = s.programme_id
      WHERE p.slug = 'zhouzhouyue' AND s.start_ms > ? ORDER BY s.start_ms`,
    EVENING,
  );
  for (const [i, key] of ['f01', 'f02', 'f04', 'f07', 'f09'].entries()) {
    const { id: personId } = await firstOf('SELECT id FROM people WHERE slug = ?', key);
    const data = { personId, party: 2 + (i % 3) };
    await signedIn.request.post(`${server.baseUrl}/api/sessions/${salon.id}/registrations`, { data });
  }
  await serveTheDay(clock, signIn, server.baseUrl);
  clock.windTo(EVENING);
  const cookies = await renewedCookies();
  const pages = consolePages(salon.id);
  await shoot(
    pages.filter(([name]) => !ON_PHONES.includes(name)),
    'desktop',
    { cookies },
  );
  await shoot(pages.slice(0, 2), 'desktop', { cookies, colorScheme: 'dark' });
  await shoot(
    pages.filter(([name]) => !ON_PAPER.includes(name)),
    'phone',
    { cookies },
  );
  await shoot([['sign-in', '/console']], 'desktop');
  await shoot([['sign-in', '/console']], 'phone');
  await shootCandidates(cookies);
  await shootByPerson(cookies);
  await shoot(await h5Pages(salon.id), 'phone', { userAgent: WECHAT });
  await shoot(await h5Pages(salon.id), 'phone', { userAgent: WECHAT, colorScheme: 'dark' });
  await shoot([['chat-people', '/chat']], 'phone');
  await shootChat();
  await shootSetUp();
} finally {
  await browser.close();
  await stop();
}

async function signIn() {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(await server.signInLink());
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.close();
  return context.request;
}

/** Signing in again: two weeks have passed since. A notice is under way by then. */
async function renewedCookies() {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(await server.signInLink());
  await page.getByRole('heading', { level: 1 }).waitFor();
  const data = { to: 'volunteers', text: '周六上午九点在活动中心集中培训，请带身份证。' };
  await context.request.post(`${server.baseUrl}/api/notices`, { data });
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

/** name → path, the first two also in the dark. */
function consolePages(session) {
  return [
    ['today', '/console'],
    ['rota', `/console/rota/${MONTH}`],
    ['activities', `/console/activities/${MONTH}`],
    ['activity', `/console/activity/${session}`],
    ['poster', `/console/poster/${session}`],
    ['people', '/console/people'],
    ['codes', '/console/codes'],
    ['messages', '/console/messages'],
    ['notices', '/console/notices'],
    ['audit', '/console/audit'],
    ['settings', '/console/settings'],
    ['wall', '/console/wall'],
  ];
}

/** What a family and a volunteer open inside WeChat. */
async function h5Pages(session) {
  const duty = await firstOf(
    `SELECT a.id, p.slug FROM assignments a JOIN people p ON p.id = a.person_id
      WHERE a.state = 'held' AND a.start_ms > ? ORDER BY a.start_ms`,
    EVENING,
  );
  return [
    ['h5-own', await h5Link(duty.slug)],
    ['h5-duty', await h5Link(duty.slug, 'duty', duty.id)],
    ['h5-session', await h5Link('f01', 'session', session)],
    ['h5-poster', `/h5/poster/${session}`],
  ];
}

/** A page as somebody in China sees it on that evening. */
async function inPage(size, { cookies = [], colorScheme = 'light', userAgent }, work) {
  const options = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', colorScheme, userAgent, ...SIZES[size] };
  const context = await browser.newContext(options);
  await context.addCookies(cookies);
  await context.clock.setFixedTime(EVENING);
  const page = await context.newPage();
  const suffix = `${size}${colorScheme === 'dark' ? '-dark' : ''}`;
  await work(page, async (name) => {
    await page.waitForTimeout(900);
    await page.screenshot({ path: join(TARGET, `${name}-${suffix}.png`), animations: 'disabled' });
  });
  await context.close();
}

function shoot(pages, size, as = {}) {
  return inPage(size, as, async (page, take) => {
    for (const [name, path] of pages) {
      await page.goto(new URL(path, server.baseUrl).href);
      await page.locator('main').waitFor();
      await take(name);
    }
  });
}

/** Filling a gap: the candidates with their reasons. */
function shootCandidates(cookies) {
  return inPage('desktop', { cookies }, async (page, take) => {
    await page.goto(`${server.baseUrl}/console/rota/${MONTH}`);
    await page.locator('td[role=gridcell].gap').nth(4).click();
    await page.getByRole('dialog').waitFor();
    await take('candidates');
  });
}

/** Who works when: a row for each volunteer. */
function shootByPerson(cookies) {
  return inPage('desktop', { cookies }, async (page, take) => {
    await page.goto(`${server.baseUrl}/console/rota/${MONTH}`);
    await page.getByRole('button', { name: '按人', exact: true }).click();
    await page.locator('tbody .chip').first().waitFor();
    await take('rota-people');
  });
}

function shootChat() {
  return inPage('phone', {}, async (page, take) => {
    await page.goto(`${server.baseUrl}/chat`);
    await page.getByLabel('按姓名找人').fill('莫芳');
    await page.getByRole('button', { name: '莫芳' }).click();
    for (const text of ['我的班', '空班 下周', '认领 1']) {
      const before = await page.locator('.entry.bot').count();
      await page.getByLabel('说给小约听').fill(text);
      await page.keyboard.press('Enter');
      await page.locator('.entry.bot').nth(before).waitFor();
    }
    await take('chat');
  });
}

/** Before there is anything: the first set-up. */
async function shootSetUp() {
  const empty = await startSampleService({ sample: false });
  await inPage('desktop', {}, async (page, take) => {
    await page.goto(await empty.server.signInLink());
    await page.getByLabel('组织的全称').fill('青山市妇女联合会');
    await page.getByLabel('你的姓名').fill('李统筹');
    await page.getByRole('button', { name: '下一步' }).click();
    await take('set-up');
  });
  await empty.stop();
}
