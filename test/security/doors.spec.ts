import { OrganisationRow } from '../../src/organisations/organisation.row';
import { writeSpreadsheet } from '../../src/import/spreadsheet';
import { MINUTE } from '../../src/kernel/clock';
import { databasesUnderTest, freshUrl, type FreshUrl } from '../harness/databases';
import { aRunningService, sampleFile, type Agent, type RunningService } from '../http/running-service';

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface PersonInFile {
  key: string;
  name: string;
  roles: string[];
  email?: string;
  active?: boolean;
}

describe.each(databasesUnderTest())('one rule at every door, on %s', (engine) => {
  let url: FreshUrl;
  let service: RunningService;

  beforeAll(async () => {
    url = await freshUrl(engine);
    service = await aRunningService({ databaseUrl: url.url });
  });
  afterAll(async () => {
    await service.stop();
    await url.drop();
  });

  const fileWith = (change: (people: PersonInFile[]) => void): object => {
    const file = sampleFile() as { people: PersonInFile[] };
    change(file.people);
    return file;
  };
  const one = (people: PersonInFile[], key: string): PersonInFile => {
    const found = people.find((person) => person.key === key);
    if (!found) throw new Error(key);
    return found;
  };
  const sends = async (agent: Agent, rows: string[][]): Promise<{ status: number; body: { rule?: string } }> =>
    agent
      .post('/api/import/volunteers')
      .set('Content-Type', SHEET)
      .send(await writeSpreadsheet([{ name: '志愿者', rows }]));
  const roles = async (): Promise<string[]> => {
    const rows = await service.database.read((tx) =>
      tx.all<{ slug: string; role: string }>(
        'SELECT p.slug, g.role FROM grants g JOIN people p ON p.id = g.person_id ORDER BY p.slug, g.role',
      ),
    );
    return rows.map(({ slug, role }) => `${slug} ${role}`);
  };

  it('a coordinator makes nobody operator by a file, herself least of all', async () => {
    const before = await roles();
    const coordinator = await service.signedInAs('c01');
    const file = fileWith((people) => one(people, 'c01').roles.push('operator'));
    const { body } = await coordinator.post('/api/import/organisation').send(file).expect(422);
    expect(body.errors).toEqual([
      { pointer: expect.stringMatching(/^\/people\/\d+\/roles$/u) as string, detail: expect.any(String) as string },
    ]);
    const newcomer = fileWith((people) =>
      people.push({ ...one(people, 'v01'), key: 'x1', name: '新', roles: ['operator'] }),
    );
    await coordinator.post('/api/import/organisation').send(newcomer).expect(422);
    expect(await roles()).toEqual(before);
  });

  it('nor by a sheet gives what she may not give', async () => {
    const before = await roles();
    const coordinator = await service.signedInAs('c01');
    const answer = await sends(coordinator, [
      ['编号', '姓名', '角色'],
      ['v01', '莫红梅', '志愿者、县区统筹员'],
    ]);
    expect(answer).toMatchObject({ status: 422, body: { rule: 'faulty-sheet', errors: [{ pointer: '志愿者!C2' }] } });
    expect(await roles()).toEqual(before);
  });

  it('no file leaves an organisation without a coordinator, whoever imports it', async () => {
    const before = await roles();
    const coordinator = await service.signedInAs('c01');
    const demoted = fileWith((people) => {
      for (const person of people) person.roles = person.roles.filter((role) => role !== 'coordinator');
    });
    const gone = fileWith((people) => {
      for (const person of people) if (person.roles.includes('coordinator')) person.active = false;
    });
    for (const file of [demoted, gone]) {
      const { body } = await coordinator.post('/api/import/organisation').send(file).expect(422);
      expect(JSON.stringify(body)).toContain('somebody must remain who is coordinator');
    }
    expect(await roles()).toEqual(before);
  });

  it('an older proof is not enough for roles and addresses, by file, sheet or the page of roles', async () => {
    const coordinator = await service.signedInAs('c01');
    service.clock.windTo(service.clock.now() + 6 * MINUTE);
    const before = await roles();
    const rows = [
      ['编号', '姓名', '角色'],
      ['v01', '莫红梅', '志愿者、统筹员'],
    ];
    expect(await sends(coordinator, rows)).toMatchObject({ status: 403, body: { rule: 'step-up' } });
    await coordinator.post('/api/import/organisation').send(sampleFile()).expect(403);
    const wish = { personId: await service.personId('v01'), role: 'coordinator' };
    await coordinator.post('/api/roles').send(wish).expect(403);
    expect(await roles()).toEqual(before);
    const plain = await sends(coordinator, [['姓名'], ['普通志愿者']]);
    expect(plain.status).toBe(200);
  });

  it('a sheet brings no name that a file may not bring', async () => {
    const coordinator = await service.signedInAs('c01');
    for (const name of ['长'.repeat(100_000 / 4), '\u3164', 'a\u0000b']) {
      const answer = await sends(coordinator, [['姓名'], [name]]);
      expect([name.slice(0, 3), answer.status]).toEqual([name.slice(0, 3), 422]);
    }
  });

  it('refuses half characters and NUL wherever they stand, by their place', async () => {
    const coordinator = await service.signedInAs('c01');
    const shift = 'none';
    const bodies: [string, object, string][] = [
      ['/api/notices', { to: 'volunteers', text: '周六\ud83d停电' }, '/text'],
      [`/api/shifts/${shift}/claim`, { override: { reason: 'a\u0000b' } }, '/override/reason'],
    ];
    for (const [path, body, pointer] of bodies) {
      const answer = await coordinator.post(path).send(body).expect(400);
      expect(answer.body.errors).toMatchObject([{ pointer }]);
    }
    await coordinator.get('/api/people?called=%00').expect(400);
    await coordinator.get('/api/volunteers/a%00b').expect(400);
    await coordinator.post('/api/notices').send({ to: 'volunteers', text: ' \u3164 ' }).expect(400);
  });

  it('refuses JSON that is nested without end before it is parsed', async () => {
    const deep = `${'['.repeat(9000)}${']'.repeat(9000)}`;
    const say = (path: string): ReturnType<Agent['post']> =>
      service.http.post(path).set('Content-Type', 'application/json');
    await say('/api/chat/messages').send(`{"from":"v01","text":${deep}}`).expect(400);
    const coordinator = await service.signedInAs('c01');
    const file = `{"schema":"xinyue/organisation@1","organisation":{"key":"a","name":${deep}}}`;
    const sent = await coordinator.post('/api/import/organisation').set('Content-Type', 'application/json').send(file);
    expect(sent.status).toBe(422);
  });

  it('reads no upload of somebody who is not signed in', async () => {
    const large = Buffer.alloc(1024 * 1024, '[');
    for (const path of ['/api/import/organisation', '/api/import/volunteers', '//api//import/organisation']) {
      const answer = await service.http.post(path).set('Content-Type', 'application/json').send(large);
      expect([path, answer.status]).toEqual([path, 401]);
    }
    const known = await service.database.read((tx) => tx.find(OrganisationRow, {}, { columns: ['id'] }));
    expect(known).toHaveLength(1);
  });
});
