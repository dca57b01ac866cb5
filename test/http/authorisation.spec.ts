import supertest from 'supertest';
import type { Role } from '../../src/acts/domain/act-context';
import { ImportOrganisation } from '../../src/import/import-organisation.service';
import { organisationFile, targetsIn } from '../builders/tree';
import { MATRIX, type Row, type Targets, type Wish } from './authorisation-matrix';
import { aRunningService, type Agent, type RunningService } from './running-service';

const ROLES: readonly Role[] = ['volunteer', 'coordinator', 'county-coordinator', 'leader', 'operator'];
/** Where the actor works, seen from there: a street below, a county beside, and another city. */
const PLACES = { own: '甲县', child: '丁街道', sibling: '乙县', foreign: '外市' } as const;
type Place = keyof typeof PLACES;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The roles that hold in the organisations below, and the endpoint by which one goes there. */
const REACHING_DOWN: readonly Role[] = ['county-coordinator', 'leader', 'operator'];
const MOVING = 'POST /api/console/workplace';

/** These name the organisations below. */
const BELOW_TOO = [
  'GET /api/console/workplaces',
  'GET /api/settings/organisation',
  'GET /api/statistics',
  'GET /api/statistics/report',
];

/** Exports, after a fresh proof, hold what is held. */
const GIVES_NUMBERS = ['GET /api/export/organisation', 'GET /api/people/{id}/data'];

/** Every endpoint × every role × {own, child, sibling, foreign organisation}; the endpoints come from the description. */
describe('the authorisation matrix', () => {
  let service: RunningService;
  let described: string[];
  const targets = {} as Record<Place, Targets>;
  const agents = {} as Record<Role, Agent>;

  beforeAll(async () => {
    service = await aRunningService({ sample: false });
    const importing = service.server.app.get(ImportOrganisation, { strict: false });
    const now = service.clock.now();
    const files = [
      { schema: 'xinyue/organisation@1', organisation: { key: 'city', name: '全市妇联' } },
      organisationFile('own', PLACES.own, 'city'),
      organisationFile('child', PLACES.child, 'own'),
      organisationFile('sibling', PLACES.sibling, 'city'),
      organisationFile('foreign', PLACES.foreign),
    ];
    for (const file of files) {
      const taken = await importing.import(file, now, {});
      if (!taken.ok) throw new Error(taken.refusal.faults.join('\n'));
    }
    for (const place of Object.keys(PLACES) as Place[]) {
      targets[place] = await targetsIn(service.database, place, now);
    }
    for (const role of ROLES) agents[role] = await service.signedInAs(`own-${role}`);
    const { body } = await service.http.get('/api/openapi.json').expect(200);
    const paths = (body as { paths: Record<string, object> }).paths;
    described = Object.entries(paths).flatMap(([path, methods]) =>
      METHODS.filter((method) => method in methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
  });
  afterAll(() => service.stop());

  const ask = (agent: Agent, endpoint: string, wish: Wish, key?: string): supertest.Test => {
    const [method = '', pattern = ''] = endpoint.split(' ');
    const path = pattern.replace(/\{(\w+)\}/gu, (_, name: string) => wish.path?.[name] ?? 'nothing-of-this-name');
    const verb = METHODS.find((one) => one === method.toLowerCase()) ?? 'get';
    const request = agent[verb](path).query(wish.query ?? {});
    if (key) request.set('Idempotency-Key', key);
    return verb === 'get' ? request : request.send(wish.body ?? {});
  };

  const wishOf = (row: Row, place: Place): Wish => {
    const aimed = row.aims?.(targets[place]);
    return { ...row.wish, ...aimed, path: { ...row.wish?.path, ...aimed?.path } };
  };
  const mayPass = (row: Row, role: Role): boolean =>
    typeof row.roles === 'string' || (row.roles as readonly string[]).includes(role);
  const guarded = Object.entries(MATRIX).filter(([, row]) => row.roles !== 'anybody' && !row.stream);
  const streams = Object.entries(MATRIX).filter(([, row]) => row.roles !== 'anybody' && row.stream);

  it('has a row for every endpoint, and no row without one', () => {
    expect(described.length).toBeGreaterThan(60);
    expect(Object.keys(MATRIX).sort()).toEqual([...described].sort());
  });

  it.each(guarded)('%s lets nobody in who is not signed in', async (endpoint, row) => {
    const answer = await ask(supertest.agent(service.server.app.getHttpServer()), endpoint, wishOf(row, 'own'));
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it.each(streams)('%s streams to its roles alone', async (endpoint, row) => {
    const without = await ask(supertest.agent(service.server.app.getHttpServer()), endpoint, {});
    expect(without.status).toBe(401);
    for (const role of ROLES.filter((one) => !mayPass(row, one))) {
      expect((await ask(agents[role], endpoint, {})).status).toBe(403);
    }
  });

  it.each(guarded)('%s opens to its roles alone', async (endpoint, row) => {
    for (const role of ROLES) {
      // A key that no act accepts: whoever gets as far as hearing so has passed the door, and nothing was done.
      const answer = await ask(agents[role], endpoint, wishOf(row, 'own'), 'two words');
      const passed = answer.status !== 403;
      expect([endpoint, role, passed]).toEqual([endpoint, role, mayPass(row, role)]);
    }
  });

  it.each(guarded.filter(([, row]) => row.aims))('%s does not know what is elsewhere', async (endpoint, row) => {
    for (const role of ROLES) {
      for (const place of ['child', 'sibling', 'foreign'] as const) {
        const answer = await ask(agents[role], endpoint, wishOf(row, place));
        const refused = !mayPass(row, role) || row.forbiddenTo?.includes(role);
        const below = place === 'child' && REACHING_DOWN.includes(role);
        if (row.reachesBelow && below && !refused) {
          expect([endpoint, role, [403, 404].includes(answer.status)]).toEqual([endpoint, role, false]);
          continue;
        }
        const reaches = endpoint === MOVING && below;
        const expected = refused ? 403 : reaches ? 204 : 404;
        expect([endpoint, role, place, answer.status]).toEqual([endpoint, role, place, expected]);
        if (reaches) await ask(agents[role], MOVING, { body: { organisationId: targets.own.organisation } });
      }
    }
  });

  it.each(guarded.filter(([endpoint]) => endpoint.startsWith('GET')))(
    '%s tells each role nothing of another organisation and no telephone number',
    async (endpoint, row) => {
      for (const role of ROLES.filter((one) => mayPass(row, one))) {
        const answer = await ask(agents[role], endpoint, wishOf(row, 'own'));
        if (row.hiddenFrom?.includes(role)) expect([role, answer.status]).toEqual([role, 404]);
        const told = answer.text || JSON.stringify(answer.body);
        for (const place of ['child', 'sibling', 'foreign'] as const) {
          const reaches = place === 'child' && BELOW_TOO.includes(endpoint);
          if (!reaches) expect(told).not.toContain(PLACES[place]);
        }
        if (!GIVES_NUMBERS.includes(endpoint)) expect(told).not.toMatch(/138\d{8}/u);
        expect(answer.status).toBeLessThan(500);
      }
    },
  );

  it('lets a role that reaches down work below, and there alone', async () => {
    const county = await service.signedInAs('own-county-coordinator');
    await county.post('/api/console/workplace').send({ organisationId: targets.child.organisation }).expect(204);
    const { body } = await county.get('/api/console/me').expect(200);
    expect(body).toMatchObject({
      organisation: `${PLACES.child}妇联`,
      person: { roles: ['county-coordinator', 'coordinator'] },
    });
    await county.get(`/api/shifts/${targets.child.shift}`).expect(200);
    await county.get(`/api/shifts/${targets.own.shift}`).expect(404);
    const leader = await service.signedInAs('own-leader');
    await leader.post('/api/console/workplace').send({ organisationId: targets.child.organisation }).expect(204);
    await leader.get('/api/statistics').expect(200);
    // Standing above a hotline does not open its rota.
    await leader.get('/api/rotas/2026-12').expect(403);
  });

  it('asks for a fresh proof where an act asks for one, and for nothing else', async () => {
    const coordinator = await service.signedInAs('own-coordinator');
    service.clock.windTo(service.clock.now() + 5 * 60_000);
    const answer = await coordinator.get('/api/export/organisation').expect(403);
    expect(answer.body).toMatchObject({ rule: 'step-up' });
    await coordinator.post('/api/roles').send({ personId: targets.own.volunteer, role: 'leader' }).expect(403);
    await coordinator.get('/api/roles').expect(200);
  });
});
