import type { RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from 'nestjs-pino';
import type { Configuration } from '../config/configuration';
import { AppModule } from './app.module';
import type { PuppetFactory } from './channels/wechat/puppet-factory';
import { useBodyLimits } from './console/http/bodies';
import { holdDuringMaintenance, knowWhoUploads, refuseBrokenTexts } from './console/http/request-guards';
import { describeApi } from './console/http/open-api';
import { FeedAnswers } from './console/calendar/feed-answers';
import { securityHeaders } from './console/http/security';
import type { CalendarDoor } from './calendar/calendar-door';
import { webRoot } from './console/http/web-root';
import { ConsoleSessions } from './console/sign-in/console-sessions.service';
import type { Database } from './database/database';
import { timeOf } from './database/database-clock';
import { whatIsThere } from './organisations/organisations.queries';
import { openDatabase } from './schema/open-database';
import { AppClock } from './kernel/app-clock';
import { markInUse, refuseWhenEmptied, refuseWhenGone } from './installation/marker';
import { installationId } from './installation/installation-facts';
import { SampleOrganisation } from './import/sample-organisation.service';

const YEAR = '365d';

/** Nest's own word while it starts is of interest only when something is wrong. */
const NEST_OPTIONS = { bodyParser: false, abortOnError: false, logger: ['error', 'fatal'] as LogLevel[] };

export interface Server {
  readonly app: NestExpressApplication;
  /** Where people reach it, without a slash at the end. */
  readonly baseUrl: string;
  /** A link that signs one browser in to the console, once. */
  signInLink(): Promise<string>;
  /** Finishes what is under way, then gives everything back. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Progress, a line each. */
  readonly log?: (line: string) => void;
  readonly clock?: AppClock;
  /** What carries WeChat instead of the puppet that the settings name. */
  readonly puppets?: PuppetFactory;
  /** How calendars of others are reached instead of over TLS in the public internet alone. */
  readonly calendarDoor?: CalendarDoor;
}

/** Opens the database, brings it up to date and listens. Throws an Error with one clear sentence when it cannot. */
export async function startServer(configuration: Configuration, options: ServerOptions = {}): Promise<Server> {
  refuseWhenGone(configuration);
  const database = await openDatabase(configuration.databaseUrl, { log: options.log });
  try {
    await installationId(database);
    await markOrRefuse(configuration, database, options.log);
    const time = options.clock ? null : await timeOf(database);
    const { calendarDoor, clock = new AppClock(time?.clock) } = options;
    const platform = { configuration, database, clock, calendarDoor };
    const module = AppModule.with(platform, { puppets: options.puppets });
    const app = await NestFactory.create<NestExpressApplication>(module, NEST_OPTIONS);
    prepare(app, configuration);
    if (configuration.loadSample) await loadSample(app, platform.clock, options.log);
    await app.init();
    app.useLogger(app.get(Logger));
    await listen(app, configuration);
    const baseUrl = configuration.publicUrl ?? addressOf(app, configuration.host);
    return {
      app,
      baseUrl,
      signInLink: async () => `${baseUrl}/console/sign-in#${await app.get(ConsoleSessions).oneTimeToken()}`,
      stop: async () => {
        await app.close();
        time?.stop();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A database in use is marked as such, so that it is missed when it is suddenly empty; one to try things out with is not. */
async function markOrRefuse(
  configuration: Configuration,
  database: Database,
  log?: (line: string) => void,
): Promise<void> {
  const inside = await database.read(whatIsThere);
  if (inside === 'nothing') refuseWhenEmptied(configuration);
  if (inside !== 'organisations') return;
  const fault = await markInUse(configuration);
  if (fault !== null) log?.(`不能做标记 that this database is in use could not be noted: ${fault}`);
}

/** An empty database can be tried out at once; before the service begins to work, so that nobody meets it empty. */
async function loadSample(app: NestExpressApplication, clock: AppClock, log?: (line: string) => void): Promise<void> {
  const loaded = await app.get(SampleOrganisation, { strict: false }).loadIfEmpty(clock.now());
  if (loaded) log?.('已载入示例组织 the sample organisation was loaded');
}

function prepare(app: NestExpressApplication, configuration: Configuration): void {
  const tls = configuration.publicUrl?.startsWith('https:') ?? false;
  if (configuration.publicUrl !== null) app.set('trust proxy', 'loopback, linklocal, uniquelocal');
  app.disable('x-powered-by');
  app.use(securityHeaders(tls));
  app.use('/api', keptByNobody);
  holdDuringMaintenance(app);
  knowWhoUploads(app);
  useBodyLimits(app);
  refuseBrokenTexts(app);
  app.useStaticAssets(join(webRoot(), 'assets'), { prefix: '/assets/', immutable: true, maxAge: YEAR, index: false });
  describeApi(app);
  answerFeedsFirst(app);
}

/** What most requests ask for is answered on the bare connection, before everything else. */
function answerFeedsFirst(app: NestExpressApplication): void {
  const server = app.getHttpServer();
  const [rest] = server.listeners('request') as RequestListener[];
  if (!rest) throw new Error('the server has no listener yet');
  server.removeAllListeners('request').on('request', app.get(FeedAnswers, { strict: false }).before(rest));
}

async function listen(app: NestExpressApplication, { host, port }: Configuration): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw new Error(whyNotListening(error, host, port), { cause: error });
  }
}

function whyNotListening(error: unknown, host: string, port: number): string {
  const code = (error as { code?: unknown }).code;
  const place = `${host}:${String(port)}`;
  if (code === 'EADDRINUSE') return `端口已被占用：${place} is in use by another program; set PORT to a free one`;
  if (code === 'EACCES') return `没有权限使用端口：not allowed to listen on ${place}; set PORT to one above 1023`;
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') return `HOST: this machine has no address ${host}`;
  return `cannot listen on ${place}: ${error instanceof Error ? error.message : String(error)}`;
}

function addressOf(app: NestExpressApplication, host: string): string {
  const { port } = app.getHttpServer().address() as AddressInfo;
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${String(port)}`;
}

/** What the API answers is about people: no browser and no proxy keeps it. */
function keptByNobody(_: unknown, response: ServerResponse, next: () => void): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}
