import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import { readConfiguration } from '../../config/configuration';
import type { CalendarDoor } from '../../src/calendar/calendar-door';
import type { PuppetFactory } from '../../src/channels/wechat/puppet-factory';
import { ManualClock, type Instant } from '../../src/kernel/clock';
import { AppClock } from '../../src/kernel/app-clock';
import { ImportOrganisation } from '../../src/import/import-organisation.service';
import { WebSessions } from '../../src/accounts/web-sessions.service';
import { Database } from '../../src/database/database';
import { Heartbeat } from '../../src/beat/heartbeat.service';
import { startServer, type Server } from '../../src/server';

/** Tuesday 2026-11-24, ten o'clock in Shanghai. */
export const TUESDAY_TEN = Date.UTC(2026, 10, 24, 2);

const SAMPLE = join(__dirname, '../../src/import/sample/sample-organisation.json');

export const sampleFile = (): Record<string, unknown> =>
  JSON.parse(readFileSync(SAMPLE, 'utf8')) as Record<string, unknown>;

export type Agent = ReturnType<typeof supertest.agent>;

/** The whole service on a free port, with the sample organisation, under a clock that the test moves. */
export interface RunningService {
  readonly server: Server;
  readonly clock: ManualClock;
  readonly http: Agent;
  /** A browser that is signed in to the console as the person with this key. */
  signedInAs(key: string): Promise<Agent>;
  personId(key: string): Promise<string>;
  /** Everything that is due now happens. */
  beat(): Promise<void>;
  database: Database;
  stop(): Promise<void>;
}

export interface ServiceOptions {
  readonly databaseUrl?: string;
  readonly now?: Instant;
  /** false: an empty database. */
  readonly sample?: boolean;
  readonly env?: Record<string, string>;
  readonly puppets?: PuppetFactory;
  readonly calendarDoor?: CalendarDoor;
}

export async function aRunningService(options: ServiceOptions = {}): Promise<RunningService> {
  const folder = mkdtempSync(join(tmpdir(), 'xinyue-http-'));
  const configuration = readConfiguration({
    PORT: '0',
    DATABASE_URL: options.databaseUrl ?? `sqlite:${join(folder, 'xinyue.db')}`,
    XINYUE_SAMPLE: 'none',
    SECRET_KEY: 'a secret for tests, long enough to be one',
    LOG_LEVEL: 'silent',
    // copies are the matter of test/admin
    BACKUP_KEEP: '0',
    BACKUP_DIR: join(folder, 'backups'),
    ...options.env,
  });
  const clock = new ManualClock(options.now ?? TUESDAY_TEN);
  const server = await startServer(configuration, {
    clock: new AppClock(clock),
    puppets: options.puppets,
    calendarDoor: options.calendarDoor,
  });
  const database = server.app.get(Database);
  if (options.sample !== false) await loadSample(server, clock.now());
  const personId = async (key: string): Promise<string> => {
    const person = await database.read((tx) =>
      tx.one<{ id: string }>('SELECT id FROM people WHERE slug = ? ORDER BY created_ms', [key]),
    );
    if (!person) throw new Error(`nobody has the key ${key}`);
    return person.id;
  };
  return {
    server,
    clock,
    database,
    personId,
    http: supertest.agent(server.app.getHttpServer()),
    signedInAs: async (key) => signIn(server, await personId(key), clock.now()),
    beat: () => server.app.get(Heartbeat, { strict: false }).beat(),
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function loadSample(server: Server, now: Instant): Promise<void> {
  const importing = server.app.get(ImportOrganisation, { strict: false });
  const loaded = await importing.import(sampleFile(), now, { sample: true });
  if (!loaded.ok) throw new Error(loaded.refusal.faults.join('\n'));
}

async function signIn(server: Server, personId: string, now: Instant): Promise<Agent> {
  const person = await server.app
    .get(Database)
    .read((tx) => tx.one<{ orgId: string }>('SELECT org_id FROM people WHERE id = ?', [personId]));
  const sessions = server.app.get(WebSessions, { strict: false });
  const token = await sessions.open('console', { orgId: person?.orgId ?? '', personId }, now);
  const agent = supertest.agent(server.app.getHttpServer());
  agent.set('Cookie', `xinyue-console=${token}`);
  return agent;
}

/** A download as it came. */
export function asBuffer(response: supertest.Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => {
    done(null, Buffer.concat(chunks));
  });
}
