import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { TUESDAY_TEN } from '../http/running-service';

/** The browser that the runner found; without one these specs are skipped and named by the runner. */
export const CHROME_PATH = process.env.CHROME_PATH ?? '';

export const describeInBrowser = CHROME_PATH === '' ? describe.skip : describe;

export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true };
export const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };

/** The rules that axe holds a page against. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export interface OpenPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Everything that the page complained about; a good page leaves it empty. */
  readonly complaints: string[];
}

export async function launchBrowser(...args: string[]): Promise<Browser> {
  return chromium.launch({ executablePath: CHROME_PATH, args: ['--no-sandbox', ...args] });
}

/** A page as a person in China sees it, in a context of its own. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...DESKTOP, ...options });
  context.setDefaultTimeout(60_000);
  // The page lives on the day of the service that it talks to.
  await context.clock.setFixedTime(TUESDAY_TEN);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { context, page, complaints };
}

/**
 * What axe objects to on a page, or within one element of it: the rule and the first place. Only what it objects to is
 * gathered, in the page itself: a month of cells takes a third of the time so.
 */
export async function objections(page: Page, within?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await (within === undefined ? axe : axe.include(within)).withTags(WCAG).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}
