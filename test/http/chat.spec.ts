import http from 'node:http';
import supertest from 'supertest';
import { newId } from '../../src/kernel/ids';
import { Outbox } from '../../src/messaging/outbox.service';
import { aRunningService, sampleFile, type Agent, type RunningService } from './running-service';
import { ImportOrganisation } from '../../src/import/import-organisation.service';

interface Reply {
  text?: string;
  file?: { name: string; type: string; base64: string };
}

async function say(agent: Agent, body: object, key?: string): Promise<Reply[]> {
  const request = agent.post('/api/chat/messages').send(body);
  const answer = await (key ? request.set('Idempotency-Key', key) : request).expect(200);
  return answer.body.replies as Reply[];
}

const textOf = (replies: readonly Reply[]): string => replies.map((reply) => reply.text ?? '').join('\n');

describe('the chat over HTTP in the sample organisation', () => {
  let service: RunningService;

  beforeAll(async () => {
    service = await aRunningService();
  });
  afterAll(() => service.stop());

  it('lets anybody choose whom to speak as', async () => {
    const me = await service.http.get('/api/chat/me').expect(200);
    expect(me.body).toMatchObject({ sample: true, person: null, session: false });
    const { body } = await service.http.get('/api/chat/people').expect(200);
    expect(body.people).toContainEqual({ key: 'v01', name: '莫红梅', roles: ['volunteer'] });
    expect(JSON.stringify(body)).not.toMatch(/phone|\+86/u);
  });

  it('acts for the person of the key, and for nobody whose key it does not know', async () => {
    expect(textOf(await say(service.http, { from: 'v02', text: '空班 12月2日' }))).toContain('12月2日(周三)');
    expect(textOf(await say(service.http, { from: 'v02', text: '我的班' }))).not.toContain('12月2日');
    await service.http.post('/api/chat/messages').send({ from: 'v999', text: '我的班' }).expect(404);
    await service.http.post('/api/chat/messages').send({ text: '我的班' }).expect(401);
  });

  it('does once what is sent twice under one key', async () => {
    const shifts = await (await service.signedInAs('v03')).get('/api/shifts/open?from=2026-12-08&to=2026-12-14');
    const free = (shifts.body.shifts as { verdict: unknown[]; startCivil: string }[]).find((s) => !s.verdict.length);
    const day = free?.startCivil.slice(0, 10) ?? '';
    await say(service.http, { from: 'v03', text: `空班 ${Number(day.slice(5, 7))}月${Number(day.slice(8))}日` });
    const [first, second] = await Promise.all([
      say(service.http, { from: 'v03', text: '认领 1' }, 'twice'),
      say(service.http, { from: 'v03', text: '认领 1' }, 'twice'),
    ]);
    expect(second).toEqual(first);
    const mine = await (await service.signedInAs('v03')).get(`/api/shifts/mine?from=${day}&to=${day}`);
    expect(mine.body.shifts).toHaveLength(1);
  });

  it('hands over a calendar file with a Chinese name', async () => {
    const replies = await say(service.http, { from: 'v03', text: '日历' });
    const file = replies.find((reply) => reply.file)?.file;
    expect(file?.name).toMatch(/^\p{Script=Han}+.*\.ics$/u);
    expect(Buffer.from(file?.base64 ?? '', 'base64').toString('utf8')).toMatch(/^BEGIN:VCALENDAR/u);
  });

  it('hears its name in a group and keeps quiet otherwise', async () => {
    expect(await say(service.http, { from: 'v04', in: '志愿者群', text: '今天好冷啊' })).toEqual([]);
    expect((await say(service.http, { from: 'v04', in: '志愿者群', text: '@小约 空班 这周' })).length).toBeGreaterThan(
      0,
    );
  });

  it.each(['😀😀', '\u0000\u0007', '   ', '字'.repeat(9000)])(
    'answers odd text %# with something, never with an error',
    async (text) => {
      await service.http.post('/api/chat/messages').send({ from: 'v05', text }).expect(200);
    },
  );

  it('pushes what the service says of itself, and brings it again to a page that was closed', async () => {
    const page = await listen(service, '/api/chat/events?from=v06');
    await owe(service, 'v06', '第一条通知');
    await service.beat();
    const live = await page.next();
    expect(live.data).toContain('第一条通知');
    page.close();

    await owe(service, 'v06', '第二条通知');
    service.clock.windTo(service.clock.now() + 1000);
    await service.beat();
    const again = await listen(service, '/api/chat/events?from=v06', live.id);
    const missed = await again.next();
    expect(missed.data).toContain('第二条通知');
    again.close();

    const fresh = await listen(service, '/api/chat/events?from=v06');
    expect([(await fresh.next()).id, (await fresh.next()).id]).toEqual([live.id, missed.id]);
    fresh.close();
  });
});

describe('the chat over HTTP in a real organisation', () => {
  it('knows a browser only after it sent its binding code', async () => {
    const service = await aRunningService({ sample: false });
    try {
      const importing = service.server.app.get(ImportOrganisation, { strict: false });
      await importing.import(sampleFile(), service.clock.now());
      const coordinator = await service.signedInAs('c01');
      const issued = await coordinator.post(`/api/people/${await service.personId('v01')}/binding-code`).send({});
      const browser = supertest.agent(service.server.app.getHttpServer());
      await browser.get('/api/chat/events').expect(401);
      await browser.post('/api/chat/session').expect(204);
      expect((await browser.get('/api/chat/me')).body).toMatchObject({ sample: false, person: null, session: true });
      expect(textOf(await say(browser, { text: '我的班' }))).toContain('绑定');
      await say(browser, { text: `绑定 ${issued.body.code as string}` });
      expect((await browser.get('/api/chat/me')).body).toMatchObject({ person: { name: '莫红梅' } });
      await service.http.post('/api/chat/messages').send({ from: 'v01', text: '我的班' }).expect(401);
    } finally {
      await service.stop();
    }
  });
});

async function owe(service: RunningService, key: string, text: string): Promise<void> {
  const personId = await service.personId(key);
  const now = service.clock.now();
  await service.database.write(async (tx) => {
    const person = await tx.one<{ orgId: string }>('SELECT org_id FROM people WHERE id = ?', [personId]);
    await service.server.app.get(Outbox, { strict: false }).owe(tx, now, {
      orgId: person?.orgId ?? '',
      personId,
      dedupeKey: `notice.${newId(now)}`,
      kind: 'notice',
      class: 'urgent',
      content: { say: [{ text }] },
      dueMs: now,
    });
  });
}

interface Event {
  id: string;
  data: string;
}

/** A page that listens: gives one event after the other. */
async function listen(service: RunningService, path: string, lastEventId?: string) {
  const events: Event[] = [];
  let arrived: () => void = () => undefined;
  const request = http.get(`${service.server.baseUrl}${path}`, {
    headers: lastEventId ? { 'Last-Event-ID': lastEventId } : {},
  });
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    request.once('response', resolve).once('error', reject);
  });
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'mu').exec(block)?.[1] ?? '';
      if (field('event') === 'message') events.push({ id: field('id'), data: field('data') });
    }
    arrived();
  });
  request.on('error', () => undefined);
  return {
    next: async (): Promise<Event> => {
      while (events.length === 0) {
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      }
      const event = events.shift();
      if (!event) throw new Error('no event');
      return event;
    },
    close: () => request.destroy(),
  };
}
