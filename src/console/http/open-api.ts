import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { builtAnswers, withAnswers, type Answers } from './answers';

/** The description of the whole API, as the controllers are declared; nothing of the application need run. */
export function documentOf(app: INestApplication, answers: Answers | null): OpenAPIObject {
  const description = new DocumentBuilder()
    .setTitle('心约 Xinyue')
    .setDescription('Volunteers, sessions and a hotline that is never empty. Every error is RFC 9457 problem details.')
    .setVersion('1')
    .addCookieAuth('xinyue-console')
    .build();
  const document = SwaggerModule.createDocument(app, description);
  return answers ? withAnswers(document, answers) : document;
}

/** The same as JSON at /api/openapi.json, to be browsed at /api. */
export function describeApi(app: INestApplication): void {
  SwaggerModule.setup('api', app, () => documentOf(app, builtAnswers()), {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: '心约 API',
  });
}
