import { HOUR, MINUTE } from '../../src/kernel/clock';
import { MessageWording } from '../../src/messaging/wording.port';
import { ActLinks } from '../../src/accounts/act-links.service';
import type { LinkKind } from '../../src/accounts/domain/act-link';
import { aRunningService, TUESDAY_TEN, type RunningService } from './running-service';

interface Card {
  readonly page: string;
  readonly programmeName: string;
  readonly registration: { readonly state: string; readonly party: number } | null;
  readonly file: string | null;
}

interface View {
  readonly used: boolean;
  readonly session: Card;
  readonly duty: { readonly state: string };
  readonly own: { readonly sessions: Card[]; readonly duties: { readonly page: string; readonly state: string }[] };
}

describe('pages by a signed link', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await aRunningService({ env: { PUBLIC_URL: 'http://xinyue.test' } });
  });
  afterAll(() => service.stop());

  const link = async (kind: LinkKind, key: string, subjectId = '', lastsMs = HOUR): Promise<string> =>
    service.server.app.get(ActLinks, { strict: false }).sign({
      kind,
      personId: await service.personId(key),
      subjectId,
      expires: service.clock.now() + lastsMs,
    });
  const open = (token: string, path = 'visit') =>
    service.http.get(`/api/h5/${path}`).set('Authorization', `Link ${token}`);
  const press = (token: string, path: string, body: object = {}, key?: string) => {
    const request = service.http.post(`/api/h5/${path}`).set('Authorization', `Link ${token}`);
    return (key ? request.set('Idempotency-Key', key) : request).send(body);
  };
  const tokenOf = (page: string): string => page.split('#')[1] ?? '';

  it('show a family what it can come to, take its sign-up once, and let it go again', async () => {
    const own = (await open(await link('own', 'f01')).expect(200)).body as View;
    const first = own.own.sessions.find((session) => session.registration === null);
    expect(first?.page).toMatch(/^\/h5\/session#/u);
    const session = tokenOf(first?.page ?? '');
    const signedUp = (await press(session, 'session/register', { party: 3 }, 'one').expect(200)).body as View;
    expect(signedUp.session.registration).toMatchObject({ state: 'registered', party: 3 });
    await press(session, 'session/register', { party: 3 }, 'one').expect(200);
    await press(session, 'session/register', { party: 2 }, 'two')
      .expect(409)
      .expect(({ body }) => expect(body).toMatchObject({ rule: 'already-registered' }));
    const changed = (await press(session, 'session/party', { party: 2 }).expect(200)).body as View;
    expect(changed.session.registration).toMatchObject({ party: 2 });
    await press(session, 'session/party', { party: '2' }).expect(400);
    const file = await service.http.get(changed.session.file ?? '').expect(200);
    expect(file.headers['content-type']).toMatch(/^text\/calendar/u);
    expect(file.headers['content-disposition']).toMatch(/filename\*=UTF-8''%E/u);
    const cancelled = (await press(session, 'session/cancel').expect(200)).body as View;
    expect(cancelled.session.registration).toBeNull();
    await press(session, 'session/cancel').expect(404);
  });

  it('let a volunteer confirm, and an answer by a single link counts once', async () => {
    const volunteer = await service.signedInAs('v01');
    const { body } = await volunteer.get('/api/shifts/open').expect(200);
    const free = (body as { shifts: { shiftId: string; verdict: unknown[] }[] }).shifts.find(
      (s) => s.verdict.length === 0,
    );
    const claimed = await volunteer.post(`/api/shifts/${free?.shiftId ?? ''}/claim`).send({});
    const { assignmentId } = claimed.body as { assignmentId: string };
    const confirm = await link('confirm', 'v01', assignmentId);
    const letGo = await link('let-go', 'v01', assignmentId);
    expect((await open(confirm).expect(200)).body).toMatchObject({ used: false, duty: { state: 'held' } });
    expect((await press(confirm, 'duty/confirm').expect(200)).body).toMatchObject({
      used: true,
      duty: { state: 'confirmed' },
    });
    await press(confirm, 'duty/let-go').expect(404);
    await press(confirm, 'session/cancel').expect(404);
    expect((await press(letGo, 'duty/let-go').expect(200)).body).toMatchObject({ used: true });
    const after = (await open(confirm).expect(200)).body as View;
    expect(after).toMatchObject({ used: true, duty: { state: 'offered' } });
    await press(confirm, 'duty/confirm').expect(200);
    expect((await open(confirm).expect(200)).body).toMatchObject({ duty: { state: 'offered' } });
  });

  it('come with the reminder that asks for the same answer', async () => {
    const { assignmentId, personId, orgId } = (await service.database.read((tx) =>
      tx.one<{ assignmentId: string; personId: string; orgId: string }>(
        "SELECT id AS assignment_id, person_id, org_id FROM assignments WHERE ended_key = '' ORDER BY start_ms DESC",
      ),
    ))!;
    const worded = (message: { personId: string; kind: 'own-reminder' }) =>
      service.database.read((tx) =>
        service.server.app
          .get(MessageWording, { strict: false })
          .wordsFor(tx, { ...message, orgId, facts: { assignmentId }, lateSinceMs: null }, service.clock.now()),
      );
    const [reminder] = (await worded({ personId, kind: 'own-reminder' })) ?? [];
    const text = reminder && 'text' in reminder ? reminder.text : '';
    expect(Buffer.byteLength(text)).toBeLessThan(2048);
    const url = /http:\/\/xinyue\.test\/h5\/duty#\S+/u.exec(text)?.[0] ?? '';
    await press(tokenOf(url), 'duty/confirm').expect(200);
    const [elsewhere] = (await worded({ personId: await service.personId('c01'), kind: 'own-reminder' })) ?? [];
    expect(JSON.stringify(elsewhere)).not.toContain('#');
  });

  it('come in one line with what asks for one answer', async () => {
    const volunteer = await service.signedInAs('v02');
    const { body } = await volunteer.get('/api/shifts/open').expect(200);
    const free = (body as { shifts: { shiftId: string; startCivil: string; verdict: unknown[] }[] }).shifts.find(
      ({ startCivil, verdict }) => verdict.length === 0 && startCivil > '2026-11-29',
    );
    const claimed = await volunteer.post(`/api/shifts/${free?.shiftId ?? ''}/claim`).send({});
    const { assignmentId } = claimed.body as { assignmentId: string };
    const personId = await service.personId('v02');
    // Whoever was put on a shift gets the way out of it, whoever is asked to confirm the way to say yes: one line each.
    const answer = /^.+（请不要转发）：(?<url>http:\/\/xinyue\.test\/h5\/answer#\S+)$/mu;
    const said = async (kind: 'confirm-reminder' | 'confirm-again' | 'assigned'): Promise<string> => {
      const [reply] =
        (await service.database.read(async (tx) => {
          const org = await tx.one<{ orgId: string }>('SELECT org_id FROM people WHERE id = ?', [personId]);
          const message = { personId, kind, orgId: org?.orgId ?? '', facts: { assignmentId }, lateSinceMs: null };
          return service.server.app.get(MessageWording, { strict: false }).wordsFor(tx, message, service.clock.now());
        })) ?? [];
      return reply && 'text' in reply ? reply.text : '';
    };
    for (const kind of ['confirm-reminder', 'confirm-again'] as const) {
      const asked = await said(kind);
      expect(asked.split('\n').length).toBeLessThanOrEqual(5);
      const yes = tokenOf(answer.exec(asked)?.groups?.url ?? '');
      expect((await open(yes).expect(200)).body).toMatchObject({ kind: 'confirm', used: false });
    }
    const assigned = await said('assigned');
    expect(assigned).toContain('也可以点开退班');
    const away = tokenOf(answer.exec(assigned)?.groups?.url ?? '');
    expect((await press(away, 'duty/let-go').expect(200)).body).toMatchObject({ kind: 'let-go', used: true });
  });

  it('come with the answer to a family that has signed up by chat, and lead back out', async () => {
    const say = async (text: string): Promise<string> => {
      const { body } = await service.http.post('/api/chat/messages').send({ from: 'f07', text }).expect(200);
      return (body.replies as { text?: string }[]).map((reply) => reply.text ?? '').join('\n');
    };
    await say('活动');
    const answered = await say('报名 1 3人');
    expect(answered).toMatch(/报名成功|已为你候补/u);
    const url = /^也可以点开取消报名（请不要转发）：(\S+)$/mu.exec(answered)?.[1] ?? '';
    expect(url).toContain('http://xinyue.test/h5/answer#');
    expect((await press(tokenOf(url), 'session/cancel').expect(200)).body).toMatchObject({
      kind: 'unregister',
      used: true,
    });
    const kept = await service.database.read((tx) =>
      tx.all<{ payload: string | null }>("SELECT payload FROM inbox WHERE payload LIKE '%h5/answer%'"),
    );
    expect(kept).toEqual([]);
  });

  it('carry nothing beyond their person, their thing and their time', async () => {
    const coordinator = await link('own', 'c01');
    await press(coordinator, 'duty/confirm').expect(404);
    const token = await link('own', 'f01');
    await open(`${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`).expect(404);
    await open(token.replace(await service.personId('f01'), await service.personId('f02'))).expect(404);
    await open('').expect(404);
    await open('x'.repeat(5000)).expect(404);
    const short = await link('own', 'f02', '', MINUTE);
    service.clock.windTo(service.clock.now() + 2 * MINUTE);
    await open(short)
      .expect(404)
      .expect(({ body }) => expect(body).toMatchObject({ rule: 'link' }));
    service.clock.windTo(TUESDAY_TEN + 3 * MINUTE);
    const assignment = await service.database.read((tx) =>
      tx.one<{ id: string }>(
        "SELECT a.id FROM assignments a JOIN people p ON p.id = a.person_id WHERE p.slug <> 'f02' LIMIT 1",
      ),
    );
    await open(await link('duty', 'f02', assignment?.id ?? '')).expect(404);
    await service.http.get(`/h5/files/${token}.ics`).expect(404);
    await service.http.get('/h5/files/nothing.ics').expect(404);
  });

  it('take a family that nobody knows from a poster, and tell its number to coordinators alone', async () => {
    const { id } = (await service.database.read((tx) =>
      tx.one<{ id: string }>(
        `SELECT s.id FROM sessions s JOIN programmes p ON p.id = s.programme_id
          WHERE p.slug = 'zhouzhouyue' AND s.state = 'planned' AND s.start_ms > ? ORDER BY s.start_ms DESC`,
        [service.clock.now()],
      ),
    ))!;
    const family = { name: '黄女士', phone: '+86 138-0000-0000', party: 3 };
    const signUp = (body: object, key: string) =>
      service.http.post(`/api/h5/posters/${id}/register`).set('Idempotency-Key', key.repeat(32)).send(body);
    const people = () =>
      service.database.read((tx) => tx.one<{ n: number }>('SELECT COUNT(*) AS n FROM people')).then((row) => row?.n);
    const before = (await people()) ?? 0;
    const { page } = (await signUp(family, 'a').expect(200)).body as { page: string };
    expect((await signUp(family, 'a').expect(200)).body).toEqual({ page });
    expect(((await open(tokenOf(page)).expect(200)).body as View).session.registration).toMatchObject({
      state: 'registered',
      party: 3,
    });
    await signUp({ ...family, phone: '123' }, 'b').expect(400);
    await signUp({ ...family, party: 0 }, 'c').expect(({ body }) => expect(body).toMatchObject({ rule: 'party-size' }));
    expect(await people()).toBe(before + 1);
    const roster = await (await service.signedInAs('c01')).get(`/api/sessions/${id}/registrations`).expect(200);
    expect(roster.body).toMatchObject({ registrations: [{ personName: '黄女士', phone: '13800000000' }] });
    const poster = await service.http.get(`/api/h5/posters/${id}`).expect(200);
    expect(poster.text).not.toMatch(/黄女士|138/u);
  });

  it('tell of a session on a poster what everybody may know', async () => {
    const { body } = await open(await link('own', 'f01')).expect(200);
    const page = (body as View).own.sessions[0]?.page ?? '';
    const sessionId = tokenOf(page).split('-')[2] ?? '';
    const poster = await service.http.get(`/api/h5/posters/${sessionId}`).expect(200);
    expect(poster.body).toMatchObject({ state: 'planned', organisation: expect.any(String) });
    expect(JSON.stringify(poster.body)).not.toMatch(/personId|registration/u);
    await service.http.get('/api/h5/posters/nothing').expect(404);
    await service.http.get('/api/h5/visit').expect(404);
  });
});
