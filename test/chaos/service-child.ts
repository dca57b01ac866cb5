import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { NestFactory } from '@nestjs/core';
import { readConfiguration } from '../../config/configuration';
import { CoreModule } from '../../src/core.module';
import { timeOf } from '../../src/database/database-clock';
import { openDatabase } from '../../src/database/open-database';
import { Channels } from '../../src/messaging/channels';
import { AppClock } from '../../src/organisations/app-clock';
import { ClaimShift } from '../../src/rota/claim-shift.service';
import { SinkChannel } from './sink-channel';

/** What the parent tells a service process on its command line. */
export interface Given {
  readonly url: string;
  readonly redisUrl: string | null;
  readonly sinkPort: number;
  /** Holds the milliseconds by which this process's clock is wrong; read again and again. */
  readonly clockFile: string;
  readonly name: string;
  readonly channels: readonly string[];
  readonly orgId: string;
}

export interface ClaimLine {
  readonly key: string;
  readonly shiftId: string;
  readonly personId: string;
}

const CLOCK_READ_MS = 100;

/** A whole service without its doors; does on request one claim a line, and otherwise what falls due. */
async function main(given: Given): Promise<void> {
  const database = await openDatabase(given.url, { migrate: false });
  const time = await timeOf(database);
  let wrongBy = Number(readFileSync(given.clockFile, 'utf8'));
  setInterval(() => {
    wrongBy = Number(readFileSync(given.clockFile, 'utf8')) || wrongBy;
  }, CLOCK_READ_MS);
  const clock = new AppClock({ now: () => time.clock.now() + wrongBy });
  const configuration = readConfiguration({
    DATABASE_URL: given.url,
    SECRET_KEY: 'of-the-chaos-'.repeat(4),
    ...(given.redisUrl ? { REDIS_URL: given.redisUrl } : {}),
  });
  const platform = { configuration, database, clock };
  const app = await NestFactory.createApplicationContext(CoreModule.with(platform, { beating: true }), {
    logger: false,
    abortOnError: false,
  });
  for (const key of given.channels) app.get(Channels).register(new SinkChannel(key, given.sinkPort, given.name));
  const claims = app.get(ClaimShift, { strict: false });
  createInterface(process.stdin).on('line', (line) => {
    const { key, shiftId, personId } = JSON.parse(line) as ClaimLine;
    const scope = { orgId: given.orgId, zone: 'Asia/Shanghai' };
    const context = { scope, actorId: personId, roles: ['volunteer' as const], now: clock.now(), channel: 'chaos' };
    claims.claim({ ...context, idempotencyKey: key }, { shiftId }).then(
      (result) => process.stdout.write(`${JSON.stringify({ key, ok: result.ok })}\n`),
      () => process.stdout.write(`${JSON.stringify({ key, ok: null })}\n`),
    );
  });
  process.stdout.write('ready\n');
}

main(JSON.parse(process.argv.at(-1) ?? '{}') as Given).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
