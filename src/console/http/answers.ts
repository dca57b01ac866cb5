import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';

type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/** What the methods of the controllers answer, as the build reads it off their types (tools/answers.mjs). */
export interface Answers {
  /** By `Controller_method`. */
  readonly operations: Readonly<Record<string, { readonly type: string; readonly schema: Schema }>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

interface Operation {
  readonly operationId?: string;
  responses?: Record<string, object | undefined>;
}

/** Beside this file in a build; sources that run without one describe what is asked for alone. */
export function builtAnswers(): Answers | null {
  const path = join(__dirname, 'answers.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Answers) : null;
}

/** The document with the schema of every answer, and of the problem that is answered instead. Throws for a name that means two things. */
export function withAnswers(document: OpenAPIObject, { operations, schemas }: Answers): OpenAPIObject {
  const own = document.components?.schemas ?? {};
  const twice = Object.keys(schemas).filter((name) => name in own);
  if (twice.length > 0) throw new Error(`both asked for and answered by this name: ${twice.join(', ')}`);
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path) as Operation[])) {
    const answer = operations[operation.operationId ?? ''];
    const responses = (operation.responses ??= {});
    for (const status of Object.keys(responses)) {
      if (!answer || !status.startsWith('2')) continue;
      responses[status] = { ...responses[status], content: { [answer.type]: { schema: answer.schema } } };
    }
    responses.default = { $ref: '#/components/responses/Problem' };
  }
  return {
    ...document,
    components: { ...document.components, schemas: { ...own, ...schemas }, responses: { Problem } },
  };
}

const Problem = {
  description: 'What went wrong (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } } },
};
