import type { Browser, BrowserContextOptions } from 'playwright-core';
import { HOUR } from '../../src/kernel/clock';
import { ActLinks } from '../../src/accounts/act-links.service';
import { aRunningService, type RunningService } from '../http/running-service';
import { describeInBrowser, launchBrowser, objections, openPage } from './browser';

jest.setTimeout(120_000);

/** The browser inside WeChat on an ordinary telephone, at the smallest width that is still sold. */
const WECHAT: BrowserContextOptions = {
  viewport: { width: 320, height: 640 },
  hasTouch: true,
  userAgent:
    'Mozilla/5.0 (Linux; Android 10; V2001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/87.0.4280.141 Mobile Safari/537.36 MicroMessenger/8.0.37',
};

describeInBrowser('the pages inside WeChat', () => {
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

  const ownPage = async (key: string): Promise<string> =>
    service.server.app
      .get(ActLinks, { strict: false })
      .url(
        { kind: 'own', personId: await service.personId(key), subjectId: '', expires: service.clock.now() + HOUR },
        service.server.baseUrl,
      );

  it('sign a family up in two taps on a narrow telephone, and leave no link in the address', async () => {
    const { page, context, complaints } = await openPage(browser, WECHAT);
    await page.goto(await ownPage('f03'));
    await page.getByRole('heading', { name: '可以报名的活动' }).waitFor();
    expect(page.url()).not.toContain('#');
    await page.locator('section').last().getByRole('link').first().click();
    await page.getByRole('button', { name: '报名', exact: true }).click();
    await page.getByText('已报名').waitFor();
    expect(page.url()).toBe(`${service.server.baseUrl}/h5/session`);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    await page.reload();
    await page.getByText('已报名').waitFor();
    await page.getByRole('button', { name: '取消报名' }).click();
    await page.getByRole('button', { name: '确定' }).click();
    await page.getByRole('button', { name: '报名', exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('lose nothing when the network drops in the middle', async () => {
    const { page, context } = await openPage(browser, WECHAT);
    await page.goto(await ownPage('f04'));
    await page.locator('section').last().getByRole('link').first().click();
    await page.getByRole('spinbutton').fill('4');
    await context.setOffline(true);
    await page.getByRole('button', { name: '报名', exact: true }).click();
    await page.getByText('网络不通').waitFor();
    expect(await page.getByRole('spinbutton').inputValue()).toBe('4');
    await context.setOffline(false);
    await page.getByRole('button', { name: '报名', exact: true }).click();
    await page.getByText('已报名').waitFor();
    await context.close();
  });

  it('take a family that scanned a poster and was never here before', async () => {
    const { page, context, complaints } = await openPage(browser, WECHAT);
    const session = await service.database.read((tx) =>
      tx.one<{ id: string }>(
        `SELECT s.id FROM sessions s JOIN programmes p ON p.id = s.programme_id
          WHERE p.slug = 'zhouzhouyue' AND s.state = 'planned' AND s.start_ms > ? ORDER BY s.start_ms`,
        [service.clock.now()],
      ),
    );
    const poster = `${service.server.baseUrl}/h5/poster/${session?.id ?? ''}`;
    await page.goto(poster);
    await page.getByLabel('怎么称呼').fill('黄女士');
    await page.getByLabel('手机号').fill('138 0000 0000');
    await page.getByRole('button', { name: '多一人' }).click();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(await objections(page)).toEqual([]);
    await page.getByRole('button', { name: '报名', exact: true }).click();
    await page.getByText('已报名').waitFor();
    expect(await page.getByRole('spinbutton').inputValue()).toBe('3');
    await page.getByText('工作人员打你留的电话').waitFor();
    expect(await objections(page)).toEqual([]);
    // What she bookmarks, or copies, opens in a browser that has never been here.
    const own = (await page.locator('a.address').textContent()) ?? '';
    expect(page.url()).toBe(own);
    const elsewhere = await openPage(browser, { viewport: { width: 320, height: 640 } });
    await elsewhere.page.goto(own);
    await elsewhere.page.getByText('黄女士，你好').waitFor();
    await elsewhere.page.getByText('已报名').waitFor();
    await elsewhere.context.close();
    await page.goto(poster);
    await page
      .getByRole('link', { name: '看我的报名' })
      .or(page.getByRole('button', { name: '看我的报名' }))
      .click();
    await page.getByText('已报名').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('say how to get a file into the calendar where WeChat opens none', async () => {
    const { page, context } = await openPage(browser, WECHAT);
    await page.goto(await ownPage('f06'));
    await page.locator('section').last().getByRole('link').first().click();
    await page.getByRole('button', { name: '报名', exact: true }).click();
    await page
      .getByRole('link', { name: '加入日历' })
      .or(page.getByRole('button', { name: '加入日历' }))
      .click();
    await page.getByText('在浏览器打开').waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(await objections(page)).toEqual([]);
    const outside = await openPage(browser, { viewport: { width: 320, height: 640 } });
    await outside.page.goto(page.url());
    const download = outside.page.waitForEvent('download');
    await outside.page.getByRole('button', { name: '下载日历文件' }).click();
    expect((await download).suggestedFilename()).toContain('.ics');
    expect(await objections(outside.page)).toEqual([]);
    await outside.context.close();
    await context.close();
  });

  it('say in words that a link no longer works', async () => {
    const { page, context } = await openPage(browser, WECHAT);
    await page.goto(`${service.server.baseUrl}/h5/duty#nonsense-of-some-length`);
    await page.getByText('这个链接已经失效').waitFor();
    await context.close();
  });

  it.each(['light', 'dark'] as const)('have nothing that axe objects to, %s', async (colorScheme) => {
    const { page, context } = await openPage(browser, { ...WECHAT, colorScheme });
    await page.goto(await ownPage('f05'));
    await page.getByRole('heading', { name: '可以报名的活动' }).waitFor();
    expect(await objections(page)).toEqual([]);
    await page.locator('section').last().getByRole('link').first().click();
    await page.getByRole('button', { name: '报名', exact: true }).click();
    await page.getByRole('button', { name: '取消报名' }).click();
    await page.getByRole('button', { name: '确定' }).waitFor();
    await page.waitForTimeout(500);
    expect(await objections(page)).toEqual([]);
    await context.close();
  });
});
