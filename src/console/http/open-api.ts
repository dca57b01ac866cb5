import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** The description of the whole API: as JSON at /api/openapi.json, to be browsed at /api. */
export function describeApi(app: INestApplication): void {
  const description = new DocumentBuilder()
    .setTitle('心约 Xinyue')
    .setDescription('Volunteers, sessions and a hotline that is never empty. Every error is RFC 9457 problem details.')
    .setVersion('1')
    .addCookieAuth('xinyue-console')
    .build();
  SwaggerModule.setup('api', app, () => SwaggerModule.createDocument(app, description), {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: '心约 API',
  });
}
