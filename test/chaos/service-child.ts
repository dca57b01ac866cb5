import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Logger } from '@nestjs/common';
import type { Database, Tx } from '../../src/database/database';
import { timeOf } from '../../src/database/database-clock';
import { openDatabase } from '../../src/schema/open-database';
import { HOUR } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import { done, refused, type Result } from '../../src/kernel/result';
import { Channels } from '../../src/messaging/channels';
import { Confirmations } from '../../src/messaging/confirmations.service';
import { DeliveryFigures } from '../../src/messaging/delivery-figures.service';
import { ContactRights } from '../../src/messaging/contact-rights.service';
import { DeliveryPolicy } from '../../src/messaging/delivery-policy.service';
import { DispatchOutbox } from '../../src/messaging/dispatch-outbox.service';
import { transportFor } from '../../src/messaging/messaging.module';
import { OutboxRepository } from '../../src/messaging/outbox.repository';
import { Outbox } from '../../src/messaging/outbox.service';
import { MessageWording } from '../../src/messaging/wording.port';
import { Acts } from '../../src/acts/acts.service';
import { AppClock } from '../../src/kernel/app-clock';
import { Changes } from '../../src/acts/changes.service';
import type { ActContext } from '../../src/acts/domain/act-context';
import { Heartbeat } from '../../src/beat/heartbeat.service';
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
const BEAT_MS = 250;

/** All messages of the run carry their words with them. */
class NoWording extends MessageWording {
  wordsFor(): Promise<null> {
    return Promise.resolve(null);
  }
}

/**
 * The service's heartbeat, dispatcher, transport and acts on a real database, put together by hand: what is to be killed
 * hundreds of times must start quickly. Does on request one claim a line, and otherwise what falls due.
 */
async function main(given: Given): Promise<void> {
  // standard output is for the parent alone
  Logger.overrideLogger(false);
  const database = await openDatabase(given.url, { migrate: false });
  const time = await timeOf(database);
  let wrongBy = Number(readFileSync(given.clockFile, 'utf8'));
  setInterval(() => {
    wrongBy = Number(readFileSync(given.clockFile, 'utf8')) || wrongBy;
  }, CLOCK_READ_MS);
  const clock = new AppClock({ now: () => time.clock.now() + wrongBy });
  const dispatcher = await dispatcherOn(database, clock, given);
  await dispatcher.onApplicationBootstrap();
  const heartbeat = new Heartbeat([dispatcher], true, clock);
  setInterval(() => {
    void heartbeat.tick();
  }, BEAT_MS);
  const acts = new Acts(database, new Changes());
  createInterface(process.stdin).on('line', (line) => {
    const { key, shiftId, personId } = JSON.parse(line) as ClaimLine;
    const scope = { orgId: given.orgId, zone: 'Asia/Shanghai' };
    const context: ActContext = {
      scope,
      actorId: personId,
      roles: [],
      now: clock.now(),
      channel: 'chaos',
      idempotencyKey: key,
    };
    acts
      .perform(context, 'chaos.claim', (tx) => claim(tx, context, shiftId))
      .then(
        (result) => process.stdout.write(`${JSON.stringify({ key, ok: result.ok })}\n`),
        () => process.stdout.write(`${JSON.stringify({ key, ok: null })}\n`),
      );
  });
  process.stdout.write('ready\n');
}

async function dispatcherOn(database: Database, clock: AppClock, given: Given): Promise<DispatchOutbox> {
  const channels = new Channels();
  for (const key of given.channels) channels.register(new SinkChannel(key, given.sinkPort, given.name));
  const outbox = new OutboxRepository(database);
  const dispatcher = new DispatchOutbox(
    database,
    outbox,
    new Confirmations(database, outbox),
    new DeliveryPolicy(database, channels, new ContactRights(database, channels)),
    new NoWording(),
    await transportFor(given.redisUrl, database),
    new DeliveryFigures(),
    clock,
  );
  // faults are the order of the day here; what they cost is counted by the parent
  Object.assign(Reflect.get(dispatcher, 'log') as object, { warn: () => undefined, error: () => undefined });
  return dispatcher;
}

/** A seat, whoever has it, and the message about it: all of it once, or nothing. */
async function claim(tx: Tx, context: ActContext, shiftId: string): Promise<Result<null, { rule: 'full' }>> {
  const { scope, actorId: personId, now } = context;
  const id = newId(now);
  const taken = await tx.run('UPDATE shifts SET taken = taken + 1 WHERE id = ? AND taken < seats_max', [shiftId]);
  if (taken === 0) return refused({ rule: 'full' });
  await tx.run(
    `INSERT INTO assignments (id, org_id, shift_id, person_id, state, ended_key, start_ms, end_ms, night, source, uid, sequence, created_ms, changed_ms)
     SELECT ?, s.org_id, s.id, ?, 'held', '', s.start_ms, s.end_ms, 0, 'claim', ?, 0, ?, ? FROM shifts s WHERE s.id = ?`,
    [id, personId, `${id.toLowerCase()}@xinyue`, now, now, shiftId],
  );
  await new Outbox().owe(tx, now, {
    orgId: scope.orgId,
    personId,
    dedupeKey: `assigned.${id}`,
    kind: 'assigned',
    class: 'urgent',
    subjectId: id,
    content: { facts: { assignmentId: id } },
    dueMs: now + HOUR,
  });
  return done(null);
}

main(JSON.parse(process.argv.at(-1) ?? '{}') as Given).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
