import { aRunningService, asBuffer, sampleFile, type Agent, type RunningService } from './running-service';
import supertest from 'supertest';
import { getMetadataArgsStorage } from 'typeorm';
import type { Database, Tx } from '../../src/database/database';
import { newId } from '../../src/kernel/ids';
import { readSpreadsheet, writeSpreadsheet } from '../../src/import/spreadsheet';
import { insertInto } from '../harness/insert-into';

const SPREADSHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('the organisation file over HTTP', () => {
  let service: RunningService;
  let coordinator: Agent;

  beforeAll(async () => {
    service = await aRunningService();
    coordinator = await service.signedInAs('c01');
  });
  afterAll(() => service.stop());

  it('changes nothing the second time', async () => {
    const { body } = await coordinator.post('/api/import/organisation').send(sampleFile()).expect(200);
    const parts = Object.values(body.counts as Record<string, { created: number; changed: number }>);
    expect(parts.reduce((sum, part) => sum + part.created + part.changed, 0)).toBe(0);
  });

  it('names every fault of a faulty file by its place and keeps nothing of it', async () => {
    const file = sampleFile() as { people: { name: unknown; qualifications?: unknown }[] };
    file.people.push({ ...file.people[0], key: 'new', name: '新人' } as never);
    Object.assign(file.people[3] ?? {}, { name: 7 });
    const answer = await coordinator.post('/api/import/organisation').send(file).expect(422);
    expect(answer.body).toMatchObject({ rule: 'faulty-file', errors: [{ pointer: '/people/3/name' }] });
    const found = await coordinator.get(`/api/people?called=${encodeURIComponent('新人')}`).expect(200);
    expect(found.body.people).toEqual([]);
  });

  it('is not for volunteers, strangers, or for another organisation', async () => {
    await (await service.signedInAs('v01')).post('/api/import/organisation').send(sampleFile()).expect(403);
    await service.http.post('/api/import/organisation').send(sampleFile()).expect(401);
    const file = sampleFile() as { organisation: object };
    const other = { ...file, organisation: { ...file.organisation, key: 'county' } };
    await coordinator.post('/api/import/organisation').send(other).expect(403);
  });

  it('comes out as it went in', async () => {
    const file = await coordinator.get('/api/export/organisation').expect(200);
    expect(file.headers['content-disposition']).toContain("filename*=UTF-8''%E7%BB%84%E7%BB%87.json");
    const exported = JSON.parse(file.text) as { people: unknown[] };
    expect(exported.people).toHaveLength((sampleFile().people as unknown[]).length);
    await (await service.signedInAs('v01')).get('/api/export/organisation').expect(403);
  });
});

describe('the sheets of an office over HTTP', () => {
  let service: RunningService;
  let coordinator: Agent;

  beforeAll(async () => {
    service = await aRunningService();
    coordinator = await service.signedInAs('c01');
  });
  afterAll(() => service.stop());

  const upload = (path: string, body: Buffer): supertest.Test =>
    coordinator.post(path).set('Content-Type', SPREADSHEET_TYPE).send(body);

  const volunteers = (...rows: string[][]): Promise<Buffer> =>
    writeSpreadsheet([{ name: '志愿者', rows: [['姓名', '手机', '资质'], ...rows] }]);

  it('looks first, then takes the volunteers in', async () => {
    const sheet = await volunteers(['新来的', '13900000001', '热线接听']);
    const looked = await upload('/api/import/volunteers?dryRun=true', sheet).expect(200);
    expect(looked.body).toMatchObject({ applied: false, people: [{ name: '新来的' }] });
    const found = () => coordinator.get(`/api/people?called=${encodeURIComponent('新来的')}`).expect(200);
    expect((await found()).body.people).toEqual([]);
    await upload('/api/import/volunteers', sheet).expect(200);
    expect((await found()).body.people).toHaveLength(1);
  });

  it('names the cell of a fault and keeps nothing', async () => {
    const sheet = await volunteers(['好的', '13900000002', '热线接听'], ['坏的', '123', '开飞机']);
    const answer = await upload('/api/import/volunteers', sheet).expect(422);
    expect(answer.body).toMatchObject({
      rule: 'faulty-sheet',
      errors: [{ pointer: '志愿者!B3' }, { pointer: '志愿者!C3' }],
    });
    const found = await coordinator.get(`/api/people?called=${encodeURIComponent('好的')}`).expect(200);
    expect(found.body.people).toEqual([]);
  });

  it('refuses what is no sheet, is too large, or comes from a volunteer', async () => {
    await upload('/api/import/volunteers', Buffer.from('hello')).expect(422);
    await upload('/api/import/rota?month=2026-13', Buffer.from('hello')).expect(400);
    await upload('/api/import/volunteers', Buffer.alloc(6 * 1024 * 1024)).expect(413);
    await coordinator.post('/api/import/volunteers').send({ not: 'a sheet' }).expect(415);
    const volunteer = await service.signedInAs('v01');
    await volunteer.get('/api/templates/volunteers.xlsx').expect(403);
  });

  it('gives out templates that can be filled in and sent back', async () => {
    const template = await coordinator.get('/api/templates/rota.xlsx?month=2026-12').buffer(true).parse(asBuffer);
    expect(template.status).toBe(200);
    expect(template.headers['content-disposition']).toContain('.xlsx');
    expect(await readSpreadsheet(template.body as Buffer)).toMatchObject({ ok: true });
    await coordinator.get('/api/templates/volunteers.xlsx').expect(200).expect('Content-Type', SPREADSHEET_TYPE);
  });

  it('removes the sample organisation without a trace', async () => {
    await (await service.signedInAs('v01')).delete('/api/sample').expect(403);
    await service.database.write(liveIn);
    expect(await standing(service.database)).toEqual(
      expect.arrayContaining(['mail_codes', 'rota_entries', 'sessions']),
    );
    await coordinator.delete('/api/sample').expect(204);
    await coordinator.get('/api/console/me').expect(401);
    expect(await standing(service.database)).toEqual([]);
  });
});

/** Rows in tables of many rooms that point at each other and at a person, as they would be after some use. */
async function liveIn(tx: Tx): Promise<void> {
  const shift = await tx.one<{ id: string; orgId: string; sessionId: string; programmeId: string }>(
    'SELECT id, org_id, session_id, programme_id FROM shifts ORDER BY start_ms LIMIT 1',
  );
  const person = await tx.one<{ id: string }>("SELECT id FROM people WHERE slug = 'v01'");
  if (!shift || !person) throw new Error('the sample has no shifts');
  const one = { id: newId(0), org_id: shift.orgId };
  const hers = { ...one, person_id: person.id };
  const times = { created_ms: 1, changed_ms: 1 };
  const served = {
    state: 'done',
    ended_key: '',
    start_ms: 1,
    end_ms: 2,
    night: 0,
    source: 'claim',
    uid: 'a',
    sequence: 0,
  };
  await insertInto(tx, 'assignments', { ...hers, ...served, ...times, shift_id: shift.id });
  const came = { party: 1, state: 'attended', ended_key: '', queued_ms: 1, uid: 'r', sequence: 0 };
  await insertInto(tx, 'registrations', { ...hers, ...came, ...times, session_id: shift.sessionId });
  const figure = { session_id: shift.sessionId, programme_id: shift.programmeId, measure: 'calls', value: 1 };
  await insertInto(tx, 'tally_entries', { ...hers, ...figure, kind: 'report', at_ms: 1 });
  const draft = { month: '2026-12', version: 1, state: 'draft', source: 'solver', created_ms: 1, summary: '{}' };
  await insertInto(tx, 'rotas', { ...one, ...draft });
  await insertInto(tx, 'rota_entries', { ...hers, rota_id: one.id, shift_id: shift.id });
  await insertInto(tx, 'rota_accounts', { ...hers, rota_id: one.id, account: '' });
  await insertInto(tx, 'mail_codes', {
    ...hers,
    address: 'a@b.c',
    code_hash: 'h',
    tries: 0,
    created_ms: 1,
    expires_ms: 2,
  });
  const credit = { channel: 'wecom', kind: 'consent', left_count: 1, granted_ms: 1 };
  await insertInto(tx, 'channel_credits', { id: one.id, person_id: person.id, ...credit });
  const invited = {
    kind: 'assignment',
    subject_id: one.id,
    uid: 'i',
    address: 'a@b.c',
    organizer: 'o@b.c',
    revision: 1,
  };
  await insertInto(tx, 'invitations', { ...hers, ...invited, digest: '', cancelled: 0, changed_ms: 1 });
  const answer = {
    uid: 'i',
    channel: 'mail',
    partstat: 'ACCEPTED',
    sequence: 0,
    received_ms: 1,
    message_key: 'k',
    taken: 1,
  };
  await insertInto(tx, 'calendar_answers', { ...hers, ...answer });
}

/** The tables that hold something of an organisation or of a person. */
async function standing(database: Database): Promise<string[]> {
  const { columns, tables } = getMetadataArgsStorage();
  const found: string[] = [];
  for (const { target, name = '' } of tables) {
    const owned = columns.some((column) => column.target === target && /^(orgId|personId)$/.test(column.propertyName));
    const rows = owned ? await database.read((tx) => tx.all(`SELECT 1 AS one FROM ${name} LIMIT 1`)) : [];
    if (rows.length > 0) found.push(name);
  }
  return found;
}

describe('the first start without the sample', () => {
  it('lets whoever has the link load an organisation, and is then signed in as its coordinator', async () => {
    const service = await aRunningService({ sample: false });
    try {
      const browser = supertest.agent(service.server.app.getHttpServer());
      const token = (await service.server.signInLink()).split('#')[1];
      const visitor = await browser.post('/api/console/sign-in').send({ token }).expect(200);
      expect(visitor.body).toMatchObject({ setUp: true, person: null });
      await browser.get('/api/gaps').expect(401);
      const loaded = await browser.post('/api/import/organisation').send(sampleFile()).expect(200);
      expect(loaded.body.counts.people.created).toBeGreaterThan(50);
      const me = await browser.get('/api/console/me').expect(200);
      expect(me.body).toMatchObject({ setUp: false, person: { name: '李统筹' } });
      // A real organisation: nobody speaks as somebody by key.
      await service.http.get('/api/chat/people').expect(404);
      await service.http.post('/api/chat/messages').send({ from: 'v01', text: '帮助' }).expect(401);
    } finally {
      await service.stop();
    }
  });
});
