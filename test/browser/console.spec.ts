import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { MINUTE } from '../../src/kernel/clock';
import { writeSpreadsheet } from '../../src/import/spreadsheet';
import { aRunningService, type RunningService } from '../http/running-service';
import { DESKTOP, describeInBrowser, launchBrowser, objections, openPage, PHONE, type OpenPage } from './browser';

// A browser on a busy machine is slow, and axe reads every cell of a month.
jest.setTimeout(180_000);

const GRID = '/console/rota/2026-12';

describeInBrowser('the console', () => {
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

  /** A page of the console, signed in by a fresh one-time link. */
  async function at(path: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
    const opened = await openPage(browser, options);
    opened.context.setDefaultTimeout(25_000);
    await opened.page.goto(await service.server.signInLink());
    await opened.page.getByRole('heading', { level: 1, name: '今日' }).waitFor();
    if (path !== '/console') await opened.page.goto(`${service.server.baseUrl}${path}`);
    return opened;
  }

  /** Opens the menu of what is done with a rota and chooses from it. */
  async function arrange(page: Page, what: string): Promise<void> {
    await page.getByRole('button', { name: /^排班/u }).click();
    await page.getByRole('button', { name: what }).click();
  }

  const cell = (page: Page, label: RegExp) => page.getByRole('gridcell', { name: label }).first();

  it('opens by a link that works once and leaves nothing of it in the address', async () => {
    const link = await service.server.signInLink();
    const { page, context } = await openPage(browser);
    await page.goto(link);
    await page.getByRole('heading', { level: 1, name: '今日' }).waitFor();
    expect(page.url()).toBe(`${service.server.baseUrl}/console/`);
    await context.close();
    const other = await openPage(browser);
    await other.page.goto(link);
    await other.page.getByText('这个登录链接已经用过或过期了').waitFor();
    await other.context.close();
  });

  /** The code that the bot sent last. */
  async function codeSent(): Promise<string> {
    const message = await service.database.read((tx) =>
      tx.one<{ content: string }>("SELECT content FROM outbox WHERE kind = 'sign-in-code' ORDER BY id DESC LIMIT 1"),
    );
    return /[0-9A-Z]{4}-[0-9A-Z]{4}/u.exec(message?.content ?? '')?.[0] ?? '';
  }

  it('signs in by a code that the bot sends into the private chat', async () => {
    const { page, context } = await openPage(browser);
    await service.http.get('/api/chat/people');
    await page.goto(`${service.server.baseUrl}/console`);
    await page.getByLabel('姓名').fill('李统筹');
    await page.getByRole('button', { name: '发登录码' }).click();
    await page.getByLabel('登录码').waitFor();
    await service.beat();
    await page.getByLabel('登录码').fill((await codeSent()).toLowerCase());
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('heading', { level: 1, name: '今日' }).waitFor();
    await context.close();
  });

  it('puts somebody on a shift by keyboard, takes it back and does it again', async () => {
    const { page, context, complaints } = await at(GRID);
    const gap = cell(page, /^12月9日.*接线员.*缺1/u);
    await gap.focus();
    await gap.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^安排/u }).first().click();
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '王敏', exact: false }).first().click();
    await page.getByText('手上是 王敏').waitFor();
    await page.locator('td.fits, td.soft-rule, td.hard').first().waitFor();
    const fit = page.locator('td.fits.gap').first();
    const label = (await fit.getAttribute('aria-label'))?.split('，')[0] ?? '';
    await fit.click();
    await page.getByText(/^王敏 已排到/u).waitFor();
    const put = cell(page, new RegExp(`^${label.replace(/[()]/gu, '\\$&')}，王敏`, 'u'));
    await put.waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText(/^已撤销/u).waitFor();
    await put.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+y');
    await page.getByText(/^已重做/u).waitFor();
    await put.waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('moves somebody by dragging and shows a verdict on every shift meanwhile', async () => {
    const { page, context } = await at(GRID);
    await page.locator('td.gap').first().waitFor();
    const person = page.getByRole('button', { name: '潘思琪', exact: false }).first();
    const target = cell(page, /^12月20日.*早班 接线员.*缺1/u);
    await person.dragTo(target);
    await page.getByText(/^潘思琪 已排到 12月20日/u).waitFor();
    const name = page.locator('.name', { hasText: '潘思琪' }).first();
    await name.dragTo(cell(page, /^12月21日.*早班 接线员.*缺1/u));
    await page.getByText(/^潘思琪 已移到 12月21日/u).waitFor();
    // the word is there before the grid has been drawn anew
    const everywhere = page.locator('.name', { hasText: '潘思琪' });
    await everywhere.nth(1).waitFor({ state: 'detached' });
    expect(await everywhere.count()).toBe(1);
    await context.close();
  });

  it('says of candidates who could not be read that they could not, and reads them again', async () => {
    const { page, context } = await at(GRID);
    await page.route('**/candidates', (route) => route.abort(), { times: 1 });
    await page.locator('td[role=gridcell].gap').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('没有读到').waitFor();
    expect(await dialog.getByText('没有合适的人').count()).toBe(0);
    await dialog.getByRole('button', { name: '再试一次' }).click();
    await dialog.getByRole('button', { name: /^安排/u }).first().waitFor();
    await context.close();
  });

  it('shows a claim in chat on the open grid by itself', async () => {
    const { page, context } = await at(GRID);
    await page.locator('td.gap').first().waitFor();
    const volunteer = await service.signedInAs('v05');
    const name = (await volunteer.get('/api/console/me')).body.person.name as string;
    expect(await page.locator('.name', { hasText: name }).count()).toBe(0);
    const say = (text: string) => service.http.post('/api/chat/messages').send({ from: 'v05', text }).expect(200);
    await say('空班 12月');
    await say('认领 1');
    await page.locator('.name', { hasText: name }).first().waitFor();
    await context.close();
  });

  it('tells the second of two coordinators what the first did, and overwrites nothing', async () => {
    const { page, context } = await at(GRID);
    // This page no longer hears of what others do, as when the network dropped.
    await page.route('**/api/console/events', (route) => route.abort());
    await page.reload();
    const gap = cell(page, /^12月15日.*午班 备班.*缺1/u);
    await gap.click();
    await page.getByRole('dialog').getByRole('button', { name: /^安排/u }).first().waitFor();
    const other = await service.signedInAs('c01');
    const { body } = await other.get('/api/rotas/2026-12').expect(200);
    const shift = (body.duties as { shiftId: string; startCivil: string; postName: string }[]).find(
      ({ startCivil, postName }) => startCivil === '2026-12-15T14:00' && postName === '备班',
    );
    const found = await other.get(`/api/shifts/${shift?.shiftId ?? ''}/candidates`).expect(200);
    const [first, second] = found.body.candidates as { personId: string; name: string }[];
    await other
      .post(`/api/shifts/${shift?.shiftId ?? ''}/assign`)
      .send({ personId: second?.personId })
      .expect(200);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`^安排\\s*${first?.name ?? ''}$`, 'u') })
      .click();
    await page.getByText(/这个班刚被.*改过，现在是：/u).waitFor();
    const after = await other.get(`/api/shifts/${shift?.shiftId ?? ''}`).expect(200);
    expect((after.body.people as { name: string }[]).map(({ name }) => name)).toEqual([second?.name]);
    await context.close();
  });

  it('drafts a month, shows the difference and publishes it', async () => {
    const { page, context, complaints } = await at(GRID);
    await arrange(page, '生成草稿');
    await page.getByText(/正在排班…已找 \d+ 秒/u).waitFor();
    await page.getByText(/草稿排了 \d+ 个岗位/u).waitFor({ timeout: 60_000 });
    await page.locator('.name.drafted').first().waitFor();
    await page.getByRole('button', { name: /^发布第 \d+ 版/u }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^会通知这 \d+ 个人/u).waitFor();
    await dialog.getByRole('button', { name: /^发布第 \d+ 版/u }).click();
    await page.getByText(/^已发布：新增 \d+ 个/u).waitFor();
    await page.locator('.name.drafted').first().waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  // Keys belong to names, never to numbers: the same service under the name of this machine.
  const here = (address: string): string => address.replace('127.0.0.1', 'localhost');

  /** A browser on a device that makes and keeps passkeys, where this coordinator has one; signed in by a link. */
  async function withPasskey(): Promise<OpenPage> {
    const opened = await openPage(browser);
    const { page, context } = opened;
    const authenticator = await context.newCDPSession(page);
    await authenticator.send('WebAuthn.enable');
    await authenticator.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    });
    await page.goto(here(await service.server.signInLink()));
    await page.getByRole('heading', { level: 1, name: '今日' }).waitFor();
    await page.goto(here(`${service.server.baseUrl}/console/settings/devices`));
    await page.getByRole('button', { name: '添加这台设备' }).click();
    await page.getByText('还没有。有了它').waitFor({ state: 'detached' });
    return opened;
  }

  it('asks for a passkey before an act that matters, once the last proof is old', async () => {
    const { page, context } = await withPasskey();
    await page.getByRole('button', { name: '添加这台设备' }).click();
    await page.getByText('这台设备已经添加过了').waitFor();
    service.clock.windTo(service.clock.now() + 10 * MINUTE);
    await page.getByRole('button', { name: '添加这台设备' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '用通行密钥' }).click();
    await dialog.waitFor({ state: 'detached' });
    await context.close();
  });

  it('signs in by a passkey alone, and says so when the key was removed meanwhile', async () => {
    const { page, context } = await withPasskey();
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByRole('button', { name: '用通行密钥登录' }).click();
    await page.getByRole('heading', { level: 1, name: '今日' }).waitFor();
    await page.goto(here(`${service.server.baseUrl}/console/settings/devices`));
    await service.database.write((tx) => tx.run('DELETE FROM passkeys', []));
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByRole('button', { name: '用通行密钥登录' }).click();
    await page.getByText('不认识这把通行密钥').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('登录统筹台');
    await context.close();
  });

  it('sends a notice to many, shows live how far it gets, and stops what has not left yet', async () => {
    const { page, context, complaints } = await at('/console/messages');
    await page.getByRole('link', { name: '通知', exact: true }).click();
    const form = page.getByRole('form', { name: '发通知' });
    await form.getByLabel('内容').fill('周六上午集中培训，请带身份证');
    await form.getByLabel('发给谁').selectOption({ label: '天天询的志愿者' });
    await form.getByRole('button', { name: /^发给 \d+ 人$/u }).click();
    const sent = page.getByRole('article', { name: '周六上午集中培训，请带身份证' });
    await sent.getByText(/^已送出 0 \/ \d+$/u).waitFor();
    expect(await form.getByLabel('内容').inputValue()).toBe('');
    await service.http.get('/api/chat/people');
    await service.beat();
    await sent.getByText(/^(?:已送出 [1-9]\d* \/|没送到 [1-9])/u).waitFor();
    await sent.getByRole('button', { name: '停发' }).click();
    await sent.getByText(/停发$/u).last().waitFor();
    await sent.getByText(/^等着发/u).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('takes back that somebody was taken off within the cut-off, whose shift was offered', async () => {
    const coordinator = await service.signedInAs('c01');
    const { body } = await coordinator.get('/api/rotas/2026-11').expect(200);
    const tonight = (body.duties as { shiftId: string; startCivil: string; postName: string }[]).find(
      ({ startCivil, postName }) => startCivil === '2026-11-24T20:00' && postName === '接线员',
    );
    const found = await coordinator.get(`/api/shifts/${tonight?.shiftId ?? ''}/candidates`).expect(200);
    const [first] = found.body.candidates as { personId: string; name: string }[];
    const put = { personId: first?.personId };
    await coordinator
      .post(`/api/shifts/${tonight?.shiftId ?? ''}/assign`)
      .send(put)
      .expect(200);
    const { page, context, complaints } = await at('/console/rota/2026-11');
    const seat = page.locator('td', { hasText: first?.name ?? '' }).first();
    await seat.focus();
    await page.keyboard.press('Delete');
    await page.getByText(`已过退班时限，${first?.name ?? ''} 的班转为求替`).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText(/^已撤销/u).waitFor();
    const after = await coordinator.get(`/api/shifts/${tonight?.shiftId ?? ''}`).expect(200);
    expect(after.body.people).toMatchObject([{ name: first?.name, state: 'held' }]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('adds a volunteer by hand, and gives a code to everybody who needs one', async () => {
    const { page, context } = await at('/console/people');
    const add = async (press: string): Promise<void> => {
      await page.getByRole('button', { name: '加志愿者' }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('姓名').fill('王敏');
      await dialog.getByRole('button', { name: '加志愿者' }).click();
      await dialog.getByRole('button', { name: press }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await add('是另一个人，照样加');
    await page.getByRole('row', { name: /^王敏/u }).nth(1).waitFor();
    const coordinator = await service.signedInAs('c01');
    const names = Array.from(
      { length: 50 },
      (_, i) => `新人${[...'一二三四五六七八九十'][i % 10] ?? ''}${[...'甲乙丙丁戊'][Math.floor(i / 10)] ?? ''}`,
    );
    for (const name of names) await coordinator.post('/api/volunteers').send({ name, trainee: false }).expect(201);
    const { body } = await coordinator.get('/api/volunteers?only=unreachable').expect(200);
    expect(body.total).toBeGreaterThan(50);
    await page.goto(`${service.server.baseUrl}/console/codes`);
    await page.getByRole('button', { name: `给 ${String(body.total)} 人发码` }).waitFor();
    await context.close();
  });

  it('says whom a session concerns before it is moved, and who has to be called', async () => {
    const { page, context, complaints } = await at('/console/activities/2026-12');
    await page.locator('a.session').first().click();
    await page.getByRole('button', { name: '加一户' }).click();
    await page.getByLabel('称呼').fill('黄女士');
    await page.getByLabel('手机号（可以不填）').fill('138 0000 0000');
    await page.getByRole('button', { name: '代她报名' }).click();
    await page.getByText('黄女士 已报上名').waitFor();
    await page.getByRole('link', { name: '13800000000' }).waitFor();
    await page.getByRole('button', { name: '改期' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^其中 1 位没有渠道，要打电话：\s*黄女士/u).waitFor();
    await dialog.getByLabel('新的开始时间').fill('2026-12-06T09:30');
    await dialog.getByLabel('新的结束时间').fill('2026-12-06T11:00');
    await page.waitForTimeout(500);
    expect(await objections(page)).toEqual([]);
    await dialog.getByRole('button', { name: '改期并通知' }).click();
    await page.getByText('要打电话 1 人').waitFor();
    await page.getByText('12月6日(周日) 09:30–11:00').waitFor();
    await page.getByRole('spinbutton').fill('0');
    await page.getByRole('button', { name: '保存', exact: true }).nth(1).click();
    await page.getByRole('button', { name: '改成 1 户' }).click();
    await page.getByText('名额已改').waitFor();
    await page.getByRole('button', { name: /^取消\s*黄女士$/u }).click();
    await page.getByRole('button', { name: /^确定取消/u }).click();
    await page.getByText('已取消 黄女士 的报名').waitFor();
    await page.goto(`${service.server.baseUrl}/console/audit`);
    const moved = page.getByRole('row', { name: /改期/u }).first();
    await moved
      .getByText(/12月6日\(周日\) 09:30–11:00 周周约.*时间 12月5日\(周六\) 15:00 → 12月6日\(周日\) 09:30/u)
      .waitFor();
    await page.getByText(/周周约.*名额（户） 12 → 1/u).waitFor();
    // the refusal of the room that was too small
    expect(complaints.filter((one) => !one.includes('409'))).toEqual([]);
    await context.close();
  });

  it('signs in again in place when the session is over, and does then what was being done', async () => {
    const { page, context } = await at('/console/notices');
    await page.getByLabel('内容').fill('周日下午整理活动室');
    await page.getByRole('button', { name: /^发给 \d+ 人$/u }).waitFor();
    await context.clearCookies({ name: 'xinyue-console' });
    await page.getByRole('button', { name: /^发给 \d+ 人$/u }).click();
    const over = page.getByRole('dialog', { name: '登录统筹台' });
    await over.getByText('页面上写的都还在').waitFor();
    expect(await objections(page)).toEqual([]);
    await service.http.get('/api/chat/people');
    await over.getByLabel('姓名').fill('李统筹');
    await over.getByRole('button', { name: '发登录码' }).click();
    await over.getByLabel('登录码').waitFor();
    await service.beat();
    await over.getByLabel('登录码').fill(await codeSent());
    await over.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('article', { name: '周日下午整理活动室' }).waitFor();
    await over.waitFor({ state: 'detached' });
    await context.close();
  });

  it('shows who works when, and lets the hours and wishes of a volunteer be changed there', async () => {
    const { page, context, complaints } = await at(GRID);
    await page.getByRole('button', { name: '按人', exact: true }).click();
    const row = page.getByRole('row', { name: /^何雪/u });
    await row.getByRole('button', { name: '何雪' }).click();
    const dialog = page.getByRole('dialog');
    const hours = dialog.getByRole('region', { name: '可值班时间' });
    await hours.getByRole('button', { name: '修改' }).click();
    await hours.getByRole('button', { name: '加一段' }).click();
    await hours.getByLabel('星期几').last().selectOption('7');
    await hours.getByLabel('从', { exact: true }).last().fill('20:00');
    await hours.getByLabel('到', { exact: true }).last().fill('00:00');
    await hours.getByRole('button', { name: '保存' }).click();
    await hours.getByText('20:00–24:00').waitFor();
    const wishes = dialog.getByRole('region', { name: '排班意愿' });
    await wishes.getByRole('button', { name: '修改' }).click();
    await wishes.getByRole('button', { name: '加一条' }).click();
    await wishes.getByLabel('意愿').last().selectOption('dislike');
    await wishes.getByLabel('星期几').last().selectOption('6');
    await wishes.getByLabel('哪一班').last().selectOption({ label: '天天询 夜班' });
    await wishes.getByRole('button', { name: '保存' }).click();
    await wishes.getByText(/不想值 周六\s+天天询 夜班/u).waitFor();
    await page.waitForTimeout(500);
    expect(await objections(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('says what other hours of a programme would mean, makes it so, and takes it back', async () => {
    const { page, context, complaints } = await at('/console/settings');
    await page.getByRole('button', { name: /^修改\s*天天询$/u }).click();
    const hours = page.getByRole('region', { name: '时间' });
    const evening = hours.getByRole('group', { name: '晚班' });
    await evening.getByLabel('开始').fill('20:30');
    await page.getByText(/^\d+ 场改到新时间/u).waitFor();
    await hours.getByText('一天共 23.5 小时').waitFor();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('晚班 20:30–24:00').waitFor();
    await page.getByRole('button', { name: '撤销刚才的修改' }).click();
    await page.getByText('晚班 20:00–24:00').waitFor();
    await page.getByRole('button', { name: /^修改\s*周周约$/u }).click();
    await hours.getByLabel('周日').check();
    await page.getByText(/^新排 \d+ 场/u).waitFor();
    await hours.getByLabel('周六').uncheck();
    await page.getByText(/场没人的不再办/u).waitFor();
    await hours.getByLabel('周日').click();
    expect(await hours.getByLabel('周日').isChecked()).toBe(true);
    expect(await objections(page)).toEqual([]);
    await page.getByRole('button', { name: '取消', exact: true }).click();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('opens the form again, as it was typed, when an edit that waited for the network was refused', async () => {
    const { page, context } = await at('/console/settings');
    await page.getByRole('button', { name: /^修改\s*周周约$/u }).click();
    await page.getByLabel('地点').fill('二楼沙龙室');
    await page.waitForTimeout(500);
    await context.setOffline(true);
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('未保存 1').waitFor();
    const other = await service.signedInAs('c02');
    const { body } = await other.get('/api/settings/programmes').expect(200);
    const salon = (body.programmes as { key: string; version: string }[]).find(({ key }) => key === 'zhouzhouyue');
    const change = { name: '周周约沙龙' };
    await other.patch('/api/settings/programmes/zhouzhouyue').send({ seen: salon?.version, change }).expect(200);
    await page.getByRole('link', { name: '今日' }).click();
    await context.setOffline(false);
    const panel = page.getByRole('complementary', { name: '未保存的改动' });
    await panel.getByText('没存成').waitFor();
    await panel.getByRole('button', { name: /^打开再改/u }).click();
    await page.getByRole('heading', { name: '修改 周周约沙龙' }).waitFor();
    expect(await page.getByLabel('地点').inputValue()).toBe('二楼沙龙室');
    await panel.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('已保存').waitFor();
    await page.getByText('二楼沙龙室').waitFor();
    await context.close();
  });

  it('prints the month on one A3 page', async () => {
    const { page, context } = await at(GRID);
    await page.locator('td[role=gridcell]').first().waitFor();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/gu)).toHaveLength(1);
    await context.close();
  });

  it.each([
    ['light', DESKTOP],
    ['dark', PHONE],
  ] as const)('has nothing that axe objects to on any page, %s', async (colorScheme, size) => {
    const { page, context, complaints } = await at('/console', { ...size, colorScheme });
    for (const path of PAGES) {
      await page.goto(`${service.server.baseUrl}${path}`);
      await page.locator('main h1').waitFor();
      await page.waitForTimeout(400);
      expect([path, await objections(page)]).toEqual([path, []]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it.each(['light', 'dark'] as const)('has nothing that axe objects to in an open dialog, %s', async (colorScheme) => {
    const { page, context } = await at(GRID, { colorScheme });
    const open: readonly (() => Promise<void>)[] = [
      () => page.locator('td[role=gridcell]').first().click(),
      () => arrange(page, '历史'),
      () => arrange(page, '导入 Excel'),
    ];
    for (const act of open) {
      await page.locator('td[role=gridcell]').first().waitFor();
      await act();
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(700);
      expect(await objections(page, '.el-overlay')).toEqual([]);
      await page.reload();
    }
    await context.close();
  });
});

const VOLUNTEERS = [...'甲乙丙丁戊己庚辛壬癸子丑'].map((one, i) => [
  `志愿者${one}`,
  `139000000${String(i + 10)}`,
  '热线接听',
]);

describeInBrowser('an empty service', () => {
  it('is set up in the browser, from the name of the organisation to the published month', async () => {
    const service = await aRunningService({ sample: false });
    const browser = await launchBrowser();
    try {
      const { page, complaints } = await openPage(browser);
      await page.goto(await service.server.signInLink());
      await page.getByLabel('组织的全称').fill('青山市妇女联合会');
      await page.getByLabel('你的姓名').fill('李统筹');
      await page.getByRole('button', { name: '下一步' }).click();
      await page.getByRole('button', { name: '建立组织' }).click();
      await page.getByRole('button', { name: '导入名单' }).waitFor();
      // The set-up is taken up where it was left.
      await page.reload();
      await page.getByRole('button', { name: '导入名单' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('input[type=file]').setInputFiles({
        name: '志愿者.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: await writeSpreadsheet([{ name: '志愿者', rows: [['姓名', '手机', '资质'], ...VOLUNTEERS] }]),
      });
      await dialog.getByText(/新增 12/u).waitFor();
      await dialog.getByRole('button', { name: '导入', exact: true }).click();
      await page.getByRole('button', { name: '生成 2026年12月 草稿' }).click();
      await page.getByRole('button', { name: /^发布第 \d+ 版/u }).click({ timeout: 120_000 });
      // With her own code she signs in again by herself, without the terminal of the service.
      const code = (await page.getByLabel('绑定码').textContent()) ?? '';
      expect(code).toMatch(/^\d{10}$/u);
      await page.getByRole('button', { name: '进入统筹台' }).click();
      await page.getByRole('heading', { level: 1, name: '今日' }).waitFor();
      await page.goto(`${service.server.baseUrl}${GRID}`);
      await page.locator('.name', { hasText: '志愿者' }).first().waitFor();
      await page.locator('.name.drafted').first().waitFor({ state: 'detached' });
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      await service.stop();
    }
  });
});

const PAGES = [
  '/console',
  GRID,
  '/console/activities/2026-12',
  '/console/people',
  '/console/codes',
  '/console/messages',
  '/console/notices',
  '/console/audit',
  '/console/settings',
  '/console/wall',
  '/console/help/rota',
  '/console/card/volunteers',
];
