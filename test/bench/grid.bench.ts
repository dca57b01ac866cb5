import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { instantOf } from '../../src/kernel/civil-time';
import { ImportOrganisation } from '../../src/import/import-organisation.service';
import { aRunningService, type RunningService } from '../http/running-service';
import { organisationOf } from './big-organisation';
import { median, quantile } from './measure';
import type { Report } from './report';

const VOLUNTEERS = 200;
const MONTH = '2026-12';
const DAYS = 31;
const DRAWINGS = 7;
/** More rows than a screen shows. */
const A_SCREEN = 30;
const STEPS = 300;
/** What is promised, in ms, frames a second, and kB of compressed script. */
const DRAWN_WITHIN = 150;
const FRAMES = 60;
const HEARD_WITHIN = 1000;
const CLAIMS = 3;
const CLAIM_PATIENCE_MS = 10_000;
/** A frame that took longer than this was missed: the screen showed the one before twice. */
const MISSED_MS = 1.5 * (1000 / FRAMES);
const FIRST_LOADS = [
  { page: 'console', path: '/console', most: 200 },
  { page: 'h5', path: '/h5/me', most: 90 },
  { page: 'chat', path: '/chat', most: 90 },
] as const;

/** The month of 200 volunteers in a browser: until it is drawn, while a name is dragged; and what a first visit loads. */
export async function run(report: Report): Promise<void> {
  const executablePath = process.env.CHROME_PATH;
  if (!executablePath) {
    report.say('没有浏览器，不测 no browser: nothing is measured');
    return;
  }
  const service = await aRunningService({ sample: false, now: instantOf('2026-11-24T10:00', 'Asia/Shanghai') });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    await firstLoads(browser, service, report);
    await loadFullMonth(service);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto(await service.server.signInLink());
    await page.getByRole('heading', { level: 1 }).waitFor();
    await drawing(context, service, report);
    await peopleDrawing(context, service, report);
    await dragging(page, service, report);
    await hearing(page, service, report);
  } finally {
    await browser.close();
    await service.stop();
  }
}

/** Four at the telephone and two behind them in every part of every day: 775 seats, nearly all of them taken. */
async function loadFullMonth(service: RunningService): Promise<void> {
  const organisation = organisationOf(VOLUNTEERS);
  const volunteers = organisation.people.filter(({ roles }) => roles.includes('volunteer')).map(({ key }) => key);
  const programmes = organisation.programmes as readonly { key: string; posts: readonly object[] }[];
  const seats = [4, 2];
  const hotline = programmes.find(({ key }) => key === 'tiantianxun');
  const bigger = {
    ...hotline,
    posts: hotline?.posts.map((post, i) => ({ ...post, min: seats[i], max: seats[i], qualification: undefined })),
  };
  let taken = 0;
  const assignments = Array.from({ length: DAYS }, (_, day) => `${MONTH}-${String(day + 1).padStart(2, '0')}`).flatMap(
    (day) =>
      ['00:00', '08:00', '14:00', '20:00'].flatMap((time) =>
        seats.flatMap((count, i) =>
          Array.from({ length: count }, () => taken++)
            .filter((seat) => seat % 19 !== 11)
            .map((seat) => ({
              programme: 'tiantianxun',
              session: { start: `${day}T${time}` },
              post: i === 0 ? 'answer' : 'backup',
              person: volunteers[seat % volunteers.length],
              state: seat % 3 === 0 ? 'held' : 'confirmed',
            })),
        ),
      ),
  );
  const file = { ...organisation, assignments, programmes: programmes.map((one) => (one === hotline ? bigger : one)) };
  const imported = await service.server.app
    .get(ImportOrganisation, { strict: false })
    .import(JSON.parse(JSON.stringify(file)), service.clock.now(), { sample: true });
  if (!imported.ok) throw new Error(imported.refusal.faults.slice(0, 5).join('\n'));
}

/** From the answer of the service until the month stands on the screen. */
async function drawing(context: BrowserContext, service: RunningService, report: Report): Promise<void> {
  const took: number[] = [];
  let names = 0;
  for (let i = 0; i < DRAWINGS; i++) {
    const page = await context.newPage();
    await page.addInitScript(WATCH_DRAWING);
    await page.goto(`${service.server.baseUrl}/console/rota/${MONTH}`);
    took.push(await page.evaluate<number>('window.drawn'));
    names = await page.locator('td[role=gridcell] .name').count();
    await page.close();
  }
  report.say(`${String(names)} 个名字 names of ${String(VOLUNTEERS)} volunteers on ${String(DAYS)} days`);
  const promised = { unit: 'ms', reference: 'promised', referenceValue: DRAWN_WITHIN };
  report.measured({ case: 'the month is drawn, median', value: median(took), ...promised });
  report.measured({ case: 'the month is drawn, slowest', value: Math.max(...took), ...promised });
}

/** From the moment at which the last answer about the month was there to the first picture with all of it. */
const WATCH_DRAWING = `
  window.drawn = new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      if (document.querySelectorAll('td[role=gridcell] .name').length < 600) return;
      observer.disconnect();
      const answers = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/api/rotas/'));
      const there = Math.max(...answers.map(({ responseEnd }) => responseEnd));
      // The frame after the next begins when the next one is on the screen.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - there)));
    }).observe(document, { childList: true, subtree: true });
  });`;

/** From choosing the view by person until a whole screen of rows is there, and until the last row is. */
async function peopleDrawing(context: BrowserContext, service: RunningService, report: Report): Promise<void> {
  for (const [what, rows] of [
    ['a screen', A_SCREEN],
    ['the last row', VOLUNTEERS],
  ] as const) {
    const took: number[] = [];
    for (let i = 0; i < DRAWINGS; i++) {
      const page = await context.newPage();
      await page.goto(`${service.server.baseUrl}/console/rota/${MONTH}`);
      await page.locator('td[role=gridcell] .name').first().waitFor();
      await page.evaluate(watchPeople(rows));
      await page.getByRole('button', { name: '按人', exact: true }).click();
      took.push(await page.evaluate<number>('window.drawn'));
      await page.close();
    }
    report.measured({
      case: `the month by person, ${what} is drawn, median`,
      value: median(took),
      unit: 'ms',
      ...(rows === A_SCREEN ? { reference: 'promised', referenceValue: DRAWN_WITHIN } : {}),
    });
  }
}

/** From the answer about the people of the month, or from the choice when it was there before. */
const watchPeople = (rows: number): string => `
  const rows = ${String(rows)};
  window.drawn = new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      if (document.querySelectorAll('tbody tr').length < rows) return;
      observer.disconnect();
      const answer = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/people')).at(-1);
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - (answer?.responseEnd ?? 0))));
    }).observe(document, { childList: true, subtree: true });
  });
  undefined;`;

/** A name is dragged from the list across the whole grid and back, one step a frame. */
async function dragging(page: Page, service: RunningService, report: Report): Promise<void> {
  await page.goto(`${service.server.baseUrl}/console/rota/${MONTH}`);
  const name = page.locator('aside li button').first();
  await name.waitFor();
  await page.locator('td[role=gridcell] .name').first().waitFor();
  const from = await name.boundingBox();
  const grid = await page.getByRole('region').first().boundingBox();
  if (!from || !grid) throw new Error('nothing to drag');
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.evaluate(WATCH_FRAMES);
  for (let step = 0; step < STEPS; step++) {
    const there = step / STEPS;
    await page.mouse.move(
      grid.x + grid.width * (0.95 - 0.85 * there),
      grid.y + 60 + (grid.height - 90) * Math.abs(Math.sin(there * 9)),
    );
  }
  const frames = await page.evaluate<number[]>('window.endFrames()');
  await page.getByText('手上是').waitFor();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  const every = frames.slice(1).map((at, i) => at - (frames[i] ?? at));
  const seconds = ((frames.at(-1) ?? 0) - (frames[0] ?? 0)) / 1000;
  report.say(
    `${String(every.length)} frames in ${seconds.toFixed(1)} s, the longest ${String(Math.round(Math.max(...every)))} ms`,
  );
  report.measured({
    case: 'while a name is dragged, frames',
    value: every.length / seconds,
    unit: '/s',
    reference: 'promised',
    referenceValue: FRAMES,
  });
  report.measured({
    case: 'while a name is dragged, frame p95',
    value: quantile(every, 0.95),
    unit: 'ms',
    reference: 'a missed frame',
    referenceValue: MISSED_MS,
  });
}

const WATCH_FRAMES = `
  const frames = [];
  let going = true;
  const note = (now) => { frames.push(now); if (going) requestAnimationFrame(note); };
  requestAnimationFrame(note);
  window.endFrames = () => { going = false; return frames; };`;

/** From a claim said in chat until the name stands on the grid of somebody who looks at it, undone each time. */
async function hearing(page: Page, service: RunningService, report: Report): Promise<void> {
  const say = async (text: string): Promise<void> => {
    const response = await fetch(`${service.server.baseUrl}/api/chat/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ from: 'v05', text }),
    });
    if (!response.ok) throw new Error(await response.text());
  };
  await page.goto(`${service.server.baseUrl}/console/rota/${MONTH}`);
  const gaps = page.locator('td.gap');
  await gaps.first().waitFor();
  await say(`空班 ${String(Number(MONTH.slice(5)))}月`);
  const took: number[] = [];
  for (let i = 0; i < CLAIMS; i++) {
    const before = await gaps.count();
    const begun = performance.now();
    await say(`认领 ${String(i + 1)}`);
    while ((await gaps.count()) === before && performance.now() - begun < CLAIM_PATIENCE_MS) await sleep(5);
    took.push(performance.now() - begun);
  }
  report.measured({
    case: 'a claim in chat stands on the open grid, median',
    value: median(took),
    unit: 'ms',
    reference: 'promised',
    referenceValue: HEARD_WITHIN,
  });
}

/** Compressed script of a first visit; throws when a page loads more than it may. */
async function firstLoads(browser: Browser, service: RunningService, report: Report): Promise<void> {
  for (const { page: name, path, most } of FIRST_LOADS) {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    const scripts: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response.body());
    });
    await page.goto(`${service.server.baseUrl}${path}`, { waitUntil: 'networkidle' });
    const bytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
    await context.close();
    const value = bytes / 1000;
    report.measured({
      case: `${name}: script at first load`,
      value,
      unit: 'kB gzip',
      reference: 'most',
      referenceValue: most,
    });
    if (value > most)
      throw new Error(`${name} loads ${String(Math.round(value))} kB of script at first, more than ${String(most)}`);
  }
}
