import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { aRunningService, sampleFile, type RunningService } from '../http/running-service';
import { DESKTOP, describeInBrowser, launchBrowser, openPage, PHONE, WCAG } from './browser';

// A browser on a busy machine is slow, and axe reads every cell of a month.
jest.setTimeout(120_000);

describeInBrowser('the console page', () => {
  let service: RunningService;
  let browser: Browser;

  beforeAll(async () => {
    service = await aRunningService();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  it('opens by a link that works once and leaves nothing of it in the address', async () => {
    const link = await service.server.signInLink();
    const { page, context } = await openPage(browser);
    await page.goto(link);
    await page.getByRole('heading', { name: '现在谁在班' }).waitFor();
    expect(page.url()).toBe(`${service.server.baseUrl}/console`);
    await context.close();
    const other = await openPage(browser);
    await other.page.goto(link);
    await other.page.getByText('这个登录链接已经用过或过期了').waitFor();
    await other.context.close();
  });

  it('drafts, shows the difference and publishes a month; a gap says so in words', async () => {
    const { page, context, complaints } = await openPage(browser);
    await page.goto(await service.server.signInLink());
    await page.getByLabel('月份', { exact: true }).fill('2026-12');
    await page.getByRole('heading', { name: '2026年12月班表' }).waitFor();
    await page
      .getByRole('button', { name: /^缺1，12月1日/u })
      .first()
      .waitFor();
    await page.getByRole('button', { name: '生成草稿' }).click();
    await page.getByText(/草稿排了 \d+ 个岗位/u).waitFor();
    await page.getByRole('button', { name: /^发布第 \d+ 版/u }).click();
    await page.getByText(/^已发布：新增 \d+ 个/u).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('shows a binding code and the paragraph of the report', async () => {
    const { page, context } = await openPage(browser, PHONE);
    await page.goto(await service.server.signInLink());
    await page.getByRole('button', { name: '发码给莫红梅' }).click();
    const code = page.getByLabel('莫红梅的绑定码');
    await code.waitFor();
    expect(await code.innerText()).toMatch(/^\d{6}$/u);
    expect((await page.locator('blockquote').innerText()).length).toBeGreaterThan(5);
    await context.close();
  });

  it('lists the faults of a file by their place', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(await service.server.signInLink());
    const file = sampleFile() as { people: object[] };
    Object.assign(file.people[3] ?? {}, { name: 7 });
    await page.getByLabel('组织文件（JSON）').setInputFiles({
      name: '组织.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(file)),
    });
    await page.getByText('/people/3/name').waitFor();
    await context.close();
  });

  it.each([
    ['light', DESKTOP],
    ['dark', PHONE],
  ] as const)('has nothing that axe objects to, %s', async (colorScheme, size) => {
    const { page, context } = await openPage(browser, { ...size, colorScheme });
    await page.goto(await service.server.signInLink());
    await page.locator('table').first().waitFor();
    await page.locator('blockquote').waitFor();
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
    expect(violations.map((violation) => violation.id)).toEqual([]);
    await context.close();
  });
});
