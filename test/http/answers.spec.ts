import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { documentOf } from '../../src/console/http/open-api';
import type { Answers } from '../../src/console/http/answers';
import { faultsOf, type Schema } from './schema-faults';
import { aRunningService, type Agent, type RunningService } from './running-service';

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string }[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema: Schema }>> }>>;
}

/** Calendars, sheets and the page of figures: they answer in words of their own. */
const FILES = /\.ics$|\.xlsx$|\.\{format\}$|^\/metrics$|^\/calendar\//u;

function builtNow(): Answers {
  const tool = join(__dirname, '..', '..', 'tools', 'answers.mjs');
  const code = `process.stdout.write(JSON.stringify((await import(process.argv[1])).readAnswers()))`;
  const given = ['--input-type=module', '--eval', code, tool];
  return JSON.parse(execFileSync(process.execPath, given, { encoding: 'utf8', maxBuffer: 1 << 26 })) as Answers;
}

describe('the description of the answers', () => {
  let service: RunningService;
  let coordinator: Agent;
  let document: OpenAPIObject;

  beforeAll(async () => {
    service = await aRunningService();
    coordinator = await service.signedInAs('c01');
    document = documentOf(service.server.app, builtNow());
  });
  afterAll(() => service.stop());

  const operations = (): { path: string; method: string; operation: Operation }[] =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({ path, method, operation })),
    );
  const answerOf = (path: string): Schema => {
    const found = operations().find((one) => one.path === path && one.method === 'get');
    const schema = found?.operation.responses['200']?.content?.['application/json']?.schema;
    if (!schema) throw new Error(`nothing describes what ${path} answers`);
    return schema;
  };

  it('says of every operation what it answers, or that it answers nothing', () => {
    const silent = operations().flatMap(({ path, method, operation: { responses } }) =>
      Object.entries(responses)
        .filter(([status, { content }]) => status.startsWith('2') && status !== '204' && !content && !FILES.test(path))
        .map(([status]) => `${method} ${path} ${status}`),
    );
    expect(silent).toEqual([]);
  });

  it.each([
    ['/api/today'],
    ['/api/rotas/{month}'],
    ['/api/rotas/{month}/people'],
    ['/api/rotas/{month}/versions'],
    ['/api/requests/exchanges'],
    ['/api/volunteers'],
    ['/api/people'],
    ['/api/sessions'],
    ['/api/activities'],
    ['/api/audit'],
    ['/api/messages'],
    ['/api/notices'],
    ['/api/roles'],
    ['/api/settings/organisation'],
    ['/api/settings/programmes'],
    ['/api/settings/holidays'],
    ['/api/statistics'],
    ['/api/statistics/report'],
    ['/api/console/me'],
    ['/api/console/sessions'],
    ['/api/console/workplaces'],
    ['/api/chat/me'],
    ['/api/chat/people'],
  ])('is what %s answers, no more and no less', async (path) => {
    const month = new Date(service.clock.now()).toISOString().slice(0, 7);
    const { body } = await coordinator.get(path.replace('{month}', month)).expect(200);
    expect(faultsOf(body, answerOf(path), document.components?.schemas as Record<string, Schema>)).toEqual([]);
  });

  it('is no answer of another shape', async () => {
    const { body } = await coordinator.get('/api/today').expect(200);
    const schemas = document.components?.schemas as Record<string, Schema>;
    const faults = (answer: unknown): string[] => faultsOf(answer, answerOf('/api/today'), schemas);
    const { onDuty: _, ...without } = body as Record<string, unknown>;
    expect(faults(without)).toEqual(['/onDuty: missing']);
    expect(faults({ ...body, now: '8' })).toEqual(['/now: string, not number']);
    expect(faults({ ...body, phone: '138' })).toEqual(['/phone: not described']);
  });

  it('is a clear refusal wherever a month or a day is asked for that no calendar of people reaches', async () => {
    const wrong: Readonly<Record<string, readonly string[]>> = {
      month: ['9999-12', '0001-01', '2026-13', '2026-00', 'NaN', '26-1'],
      from: ['9999-12-31', '0001-01-01', '2026-02-30', 'NaN'],
      to: ['9999-12-31', '0001-01-01', '2026-13-01', 'NaN'],
      at: ['9999-12-31T23:59', '0001-01-01T00:00', '2026-12-01T25:00', 'NaN'],
    };
    /** Such as the accounts of a chat, which are no days. */
    const isOther = (path: string): boolean => path.startsWith('/api/chat/') || path.startsWith('/channels/');
    const answers: string[] = [];
    for (const { path, operation } of operations().filter(({ method, path }) => method === 'get' && !isOther(path)))
      for (const { name } of operation.parameters ?? [])
        for (const value of wrong[name] ?? []) {
          const target = path.replace(`{${name}}`, value).replace('{month}', '2026-12').replace('{version}', '1');
          const { status } = await coordinator.get(target).query(target.includes(value) ? {} : { [name]: value });
          answers.push(`${String(status)} ${path} ${name}`);
        }
    expect(answers.length).toBeGreaterThan(60);
    expect(answers.filter((answer) => !answer.startsWith('400'))).toEqual([]);
    for (const from of ['9999-12', '0001-01'])
      await coordinator.post('/api/rotas/2026-12/copy').send({ from }).expect(400);
  });

  it('says of every error what its body is', async () => {
    const { body } = await service.http.get('/api/today').expect(401);
    const schemas = document.components?.schemas as Record<string, Schema>;
    expect(faultsOf(body, { $ref: '#/components/schemas/ProblemDetails' }, schemas)).toEqual([]);
  });
});
