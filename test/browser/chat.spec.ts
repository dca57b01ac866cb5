import type { Browser, BrowserContextOptions } from 'playwright-core';
import { Outbox } from '../../src/messaging/outbox.service';
import { aRunningService, type RunningService } from '../http/running-service';
import { DESKTOP, describeInBrowser, launchBrowser, objections, openPage, PHONE, type OpenPage } from './browser';

// A browser on a busy machine is slow, and axe reads every cell of a month.
jest.setTimeout(120_000);

describeInBrowser('the chat page', () => {
  let service: RunningService;
  let browser: Browser;

  beforeAll(async () => {
    service = await aRunningService();
    browser = await launchBrowser('--host-resolver-rules=MAP xinyue.test 127.0.0.1');
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  async function chatAs(name: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
    const opened = await openPage(browser, options);
    await opened.page.goto(`${service.server.baseUrl}/chat`);
    await opened.page.getByLabel('按姓名找人').fill(name);
    await opened.page.getByRole('button', { name }).click();
    await opened.page.getByText(`你是 ${name}`).waitFor();
    return opened;
  }

  it('shows shifts in answer to one tap, claims one, and remembers it all after a reload', async () => {
    const { page, context, complaints } = await chatAs('莫芳', PHONE);
    await page.getByRole('button', { name: '空班 这周' }).click();
    await page.locator('.entry.bot').first().waitFor();
    await page.getByLabel('说给小约听').fill('我的班');
    await page.keyboard.press('Enter');
    await page.locator('.entry.bot').nth(1).waitFor();
    expect(await page.getByLabel('说给小约听').inputValue()).toBe('');
    await page.reload();
    await page.getByText('你是 莫芳').waitFor();
    expect(await page.locator('.entry.me .bubble').allInnerTexts()).toEqual(['空班 这周', '我的班']);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('does not send while an input method is open, nor with Shift and Enter', async () => {
    const { page, context } = await chatAs('何雪');
    const field = page.getByLabel('说给小约听');
    await field.fill('空班');
    await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    await field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
    expect(await page.locator('.entry').count()).toBe(0);
    await field.press('Shift+Enter');
    expect(await field.inputValue()).toBe('空班\n');
    await field.press('Enter');
    await page.locator('.entry.bot').first().waitFor();
    await context.close();
  });

  it('keeps what could not be sent, says so, and sends it by itself when the network is back', async () => {
    const { page, context } = await chatAs('周宁', PHONE);
    await context.setOffline(true);
    await page.getByText('连接断开').waitFor();
    await page.getByLabel('说给小约听').fill('我的班');
    await page.keyboard.press('Enter');
    await page.getByText('没有发出去').waitFor();
    await page.getByRole('button', { name: '重发' }).waitFor();
    await context.setOffline(false);
    await page.locator('.entry.bot').first().waitFor();
    expect(await page.getByText('没有发出去').count()).toBe(0);
    expect(await page.locator('.entry.me').count()).toBe(1);
    await context.close();
  });

  it('shows at once what the service says of itself', async () => {
    const { page, context } = await chatAs('张爱莲');
    await page.waitForTimeout(300);
    const personId = await service.personId('v12');
    const now = service.clock.now();
    await service.database.write(async (tx) => {
      const person = await tx.one<{ orgId: string; name: string }>('SELECT org_id, name FROM people WHERE id = ?', [
        personId,
      ]);
      expect(person?.name).toBe('张爱莲');
      await service.server.app.get(Outbox, { strict: false }).owe(tx, now, {
        orgId: person?.orgId ?? '',
        personId,
        dedupeKey: 'notice.browser',
        kind: 'notice',
        class: 'urgent',
        content: { say: [{ text: '明天的沙龙改到二楼' }] },
        dueMs: now,
      });
    });
    await service.beat();
    await page.getByText('明天的沙龙改到二楼').waitFor();
    await context.close();
  });

  it('downloads a calendar under its Chinese name', async () => {
    const { page, context } = await chatAs('刘思琪');
    const agent = await service.signedInAs('v07');
    const me = await agent.get('/api/console/me');
    expect(me.body.person.name).toBe('刘思琪');
    const { body } = await agent.get('/api/shifts/open?from=2026-12-01&to=2026-12-07').expect(200);
    const free = (body.shifts as { shiftId: string; verdict: unknown[] }[]).find((shift) => shift.verdict.length === 0);
    await agent
      .post(`/api/shifts/${free?.shiftId ?? ''}/claim`)
      .send({})
      .expect(200);
    await page.getByRole('button', { name: '日历' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a.file').click()]);
    expect(download.suggestedFilename()).toMatch(/^\p{Script=Han}+.*\.ics$/u);
    await context.close();
  });

  it('reads well at 320 pixels and with large text, without scrolling sideways', async () => {
    const { page, context } = await chatAs('梁俊', { viewport: { width: 320, height: 640 } });
    await page.getByRole('button', { name: '帮助' }).click();
    await page.locator('.entry.bot').first().waitFor();
    await page.addStyleTag({ content: 'html { font-size: 200% }' });
    // Text, not a function: it runs in the page, where there are elements.
    const tooWide = await page.evaluate<string[]>(`
      [...document.querySelectorAll('body *')]
        .filter((one) => !one.closest('.chips') && one.getBoundingClientRect().right > innerWidth + 1)
        .map((one) => one.className || one.tagName)`);
    expect(tooWide).toEqual([]);
    await context.close();
  });

  it('works on a host name that is not localhost, without TLS', async () => {
    const opened = await openPage(browser);
    await opened.page.goto(`http://xinyue.test:${new URL(service.server.baseUrl).port}/chat`);
    await opened.page.getByRole('button', { name: '莫红梅' }).waitFor();
    expect(opened.complaints).toEqual([]);
    await opened.context.close();
  });

  it.each([
    ['light', DESKTOP],
    ['dark', PHONE],
  ] as const)('has nothing that axe objects to, %s', async (colorScheme, size) => {
    const opened = await openPage(browser, { ...size, colorScheme });
    await opened.page.goto(`${service.server.baseUrl}/chat`);
    await opened.page.getByRole('button', { name: '莫红梅' }).waitFor();
    expect(await objections(opened.page)).toEqual([]);
    await opened.page.getByRole('button', { name: '莫红梅' }).click();
    for (const text of ['帮助', '日历', '空班 这周']) {
      const before = await opened.page.locator('.entry.bot').count();
      await opened.page.getByLabel('说给小约听').fill(text);
      await opened.page.keyboard.press('Enter');
      await opened.page.locator('.entry.bot').nth(before).waitFor();
    }
    expect(await objections(opened.page)).toEqual([]);
    expect(opened.complaints).toEqual([]);
    await opened.context.close();
  });
});
