import type supertest from 'supertest';
import { databasesUnderTest, freshUrl, type FreshUrl } from '../harness/databases';
import { aRunningService, sampleFile, type Agent, type RunningService } from './running-service';
import { ImportOrganisation } from '../../src/import/import-organisation.service';

interface Shift {
  shiftId: string;
  startCivil: string;
  postKey: string;
  dayPart: string;
  verdict: { rule: string }[];
}

type Heard = Record<string, unknown> & { readonly event: string };

interface Listening {
  /** The first event, heard already or to come, that is wanted. */
  next(wanted: (told: Heard) => boolean): Promise<Heard>;
  end(): void;
}

function heardFrom(request: supertest.Test): Listening {
  const told: Heard[] = [];
  let look: () => void = () => undefined;
  let rest = '';
  request.buffer(true).parse((response, done) => {
    response.on('end', () => done(null, null));
    response.on('data', (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const fields = Object.fromEntries(part.split('\n').map((line) => line.split(/: (.*)/su).slice(0, 2)));
        if (fields.event !== 'ping') told.push({ event: fields.event, ...JSON.parse(fields.data) } as Heard);
      }
      look();
    });
  });
  request.end(() => undefined);
  return {
    end: () => void request.abort(),
    next: (wanted) =>
      new Promise((resolve) => {
        look = () => {
          const found = told.find(wanted);
          if (found) resolve(found);
        };
        look();
      }),
  };
}

describe.each(databasesUnderTest())('the rota over HTTP on %s', (engine) => {
  let database: FreshUrl;
  let service: RunningService;
  let volunteer: Agent;
  let coordinator: Agent;

  beforeAll(async () => {
    database = await freshUrl(engine);
    service = await aRunningService({ databaseUrl: database.url });
    volunteer = await service.signedInAs('v01');
    coordinator = await service.signedInAs('c01');
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
  });

  /** A shift that the signed-in person may claim, on a day of its own so that tests do not disturb each other. */
  async function claimable(agent: Agent, day: string): Promise<Shift> {
    const { body } = await agent.get(`/api/shifts/open?from=${day}&to=${day}`).expect(200);
    const shift = (body.shifts as Shift[]).find((one) => one.verdict.length === 0);
    if (!shift) throw new Error(`nothing to claim on ${day}`);
    return shift;
  }

  it('claims, shows it as one’s own, and lets it go again', async () => {
    const shift = await claimable(volunteer, '2026-12-01');
    const claimed = await volunteer.post(`/api/shifts/${shift.shiftId}/claim`).send({}).expect(200);
    expect(claimed.body).toMatchObject({ kind: 'claimed', person: { name: '莫红梅' } });
    const mine = await volunteer.get('/api/shifts/mine?from=2026-12-01&to=2026-12-01').expect(200);
    expect(mine.body.shifts).toMatchObject([{ shiftId: shift.shiftId, state: 'held' }]);
    const { assignmentId } = claimed.body as { assignmentId: string };
    await volunteer.post(`/api/assignments/${assignmentId}/confirm`).send({}).expect(200);
    const dropped = await volunteer.post(`/api/assignments/${assignmentId}/drop`).send({}).expect(200);
    expect(dropped.body).toMatchObject({ kind: 'dropped' });
    await volunteer.post(`/api/assignments/${assignmentId}/confirm`).send({}).expect(409);
  });

  it('gives the same answer to the same key, and none to a key that was used for something else', async () => {
    const shift = await claimable(volunteer, '2026-12-02');
    const claim = () => volunteer.post(`/api/shifts/${shift.shiftId}/claim`).set('Idempotency-Key', 'key-1').send({});
    const [first, second] = await Promise.all([claim(), claim()]);
    expect(first.status).toBe(200);
    expect(second.body).toEqual(first.body);
    const { assignmentId } = first.body as { assignmentId: string };
    const other = await volunteer
      .post(`/api/assignments/${assignmentId}/drop`)
      .set('Idempotency-Key', 'key-1')
      .send({})
      .expect(422);
    expect(other.body).toMatchObject({ rule: 'idempotency-key' });
    await volunteer.post(`/api/assignments/${assignmentId}/drop`).set('Idempotency-Key', 'ä').send({}).expect(400);
    await volunteer.post(`/api/assignments/${assignmentId}/drop`).send({}).expect(200);
  });

  it('gives the last place to exactly one of many and tells all others which rule refused', async () => {
    const { body } = await coordinator.get('/api/rotas/2026-12').expect(200);
    const duty = (body.duties as (Shift & { empty: number })[]).find(
      (one) => one.startCivil === '2026-12-03T20:00' && one.postKey === 'backup',
    );
    const { body: fits } = await coordinator.get(`/api/shifts/${duty?.shiftId ?? ''}/candidates`).expect(200);
    const people = (fits.candidates as { personId: string; violations: unknown[] }[]).filter(
      (one) => one.violations.length === 0,
    );
    expect(people.length).toBeGreaterThan(5);
    const answers = await Promise.all(
      people.map((one) =>
        coordinator.post(`/api/shifts/${duty?.shiftId ?? ''}/assign`).send({ personId: one.personId }),
      ),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    for (const answer of answers.filter((one) => one.status !== 200)) {
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ rule: 'full', detail: expect.stringContaining('已满') });
    }
  });

  it('hides what belongs to somebody else behind 404 and what is forbidden behind 403', async () => {
    await volunteer.post('/api/shifts/01ARZ3NDEKTSV4RRFFQ69G5FAV/claim').send({}).expect(404);
    await volunteer.get('/api/shifts/01ARZ3NDEKTSV4RRFFQ69G5FAV').expect(404);
    await volunteer.get('/api/gaps').expect(403);
    await volunteer.post('/api/rotas/2026-12/draft').send({}).expect(403);
    const family = await service.signedInAs('f01');
    await family.get('/api/on-duty').expect(403);
    await service.http.get('/api/on-duty').expect(401);
  });

  it('keeps two organisations apart', async () => {
    const file = sampleFile() as { organisation: { key: string; name: string } };
    const other = { ...file, organisation: { ...file.organisation, key: 'county', name: '某县妇联' } };
    const importing = service.server.app.get(ImportOrganisation, { strict: false });
    expect(await importing.import(other, service.clock.now())).toMatchObject({ ok: true });
    const stranger = await service.database.read((tx) =>
      tx.one<{ id: string }>(
        "SELECT p.id FROM people p JOIN organisations o ON o.id = p.org_id WHERE o.slug = 'county' AND p.slug = 'v05'",
      ),
    );
    const theirs = await service.database.read((tx) =>
      tx.one<{ id: string }>(
        "SELECT s.id FROM shifts s JOIN organisations o ON o.id = s.org_id WHERE o.slug = 'county' ORDER BY s.start_ms DESC",
      ),
    );
    await coordinator.get(`/api/shifts/${theirs?.id ?? ''}`).expect(404);
    await coordinator
      .post(`/api/shifts/${theirs?.id ?? ''}/claim`)
      .send({})
      .expect(404);
    await coordinator
      .post(`/api/people/${stranger?.id ?? ''}/binding-code`)
      .send({})
      .expect(404);
    const own = await claimable(volunteer, '2026-12-22');
    await coordinator
      .post(`/api/shifts/${own.shiftId}/assign`)
      .send({ personId: stranger?.id ?? '' })
      .expect(404);
  });

  /** A draft that is given a minute, is heard of while it is searched for, and ends at once when it is told to. */
  async function followedAndStopped(): Promise<{ body: Record<string, unknown> }> {
    await coordinator.post('/api/rotas/2026-12/draft/stop').send({}).expect(409);
    const stream = heardFrom(coordinator.get('/api/rotas/2026-12/draft/progress'));
    const draft = coordinator.post('/api/rotas/2026-12/draft').send({ seconds: 60 });
    const answer = draft.then((made) => made);
    const searching = await stream.next(({ state, incumbent }) => state === 'searching' && incumbent !== null);
    expect(searching).toMatchObject({ event: 'progress', month: '2026-12', stopping: false });
    await coordinator.post('/api/rotas/2026-12/draft/stop').send({}).expect(200);
    const made = await answer;
    expect(made.status).toBe(200);
    expect(made.body.seconds).toBeLessThan(55);
    expect(made.body.objective).toBeLessThanOrEqual(searching.incumbent as number);
    const ended = await stream.next(({ state }) => state === 'written');
    expect(ended).toMatchObject({ event: 'end', runId: searching.runId });
    stream.end();
    return made;
  }

  it('drafts, compares and publishes a month; a draft that changed meanwhile is not published unseen', async () => {
    await coordinator.get('/api/rotas/2026-12/preview').expect(404);
    const first = await coordinator.post('/api/rotas/2026-12/draft').send({ seconds: 1 }).expect(200);
    const again = await followedAndStopped();
    const stale = await coordinator
      .post('/api/rotas/2026-12/publish')
      .send({ version: first.body.version as number })
      .expect(409);
    expect(stale.body).toMatchObject({ rule: 'draft-changed' });
    const preview = await coordinator.get('/api/rotas/2026-12/preview').expect(200);
    expect(preview.body.conflicts).toEqual([]);
    const people = preview.body.people as { gains: number; loses: number }[];
    expect(people.reduce((sum, { gains }) => sum + gains, 0)).toBe((preview.body.additions as unknown[]).length);
    expect(preview.body.accounts).toContainEqual(
      expect.objectContaining({ name: '莫红梅', fair: expect.objectContaining({ shifts: expect.any(Number) }) }),
    );
    const version = again.body.version as number;
    const published = await coordinator.post('/api/rotas/2026-12/publish').send({ version }).expect(200);
    expect(published.body.additions).toHaveLength((preview.body.additions as unknown[]).length);
    const { body } = await coordinator.get('/api/rotas/2026-12').expect(200);
    const empty = (body.duties as { seatsMin: number; people: unknown[] }[]).filter(
      (duty) => duty.people.length < duty.seatsMin,
    );
    expect(empty.length).toBeLessThan(5);
    await coordinator.post('/api/rotas/2026-13/draft').send({}).expect(400);
    await coordinator.post('/api/rotas/2026-12/draft').send({ seconds: 0 }).expect(400);
  });

  it('asks a colleague and moves the shift when she agrees, and undoes within ten minutes', async () => {
    const { body } = await coordinator.get('/api/shifts/mine?from=2026-12-01&to=2026-12-31').expect(200);
    expect(body.shifts).toEqual([]);
    const undone = await (await service.signedInAs('v40')).post('/api/undo').send({}).expect(409);
    expect(undone.body).toMatchObject({ rule: 'nothing-to-undo' });
    await volunteer.get('/api/requests').expect(200, { requests: [] });
    const leave = await volunteer
      .post('/api/leaves')
      .send({ from: '2026-12-28T00:00', to: '2026-12-30T00:00' })
      .expect(200);
    await volunteer.delete(`/api/leaves/${(leave.body as { leaveId: string }).leaveId}`).expect(200);
    await volunteer.post('/api/leaves').send({ from: '2026-12-30T00:00', to: '2026-12-28T00:00' }).expect(422);
    await volunteer.post('/api/leaves').send({ from: 'tomorrow', to: '2026-12-28T00:00' }).expect(400);
  });
});
