import type { AddressInfo } from 'node:net';
import express from 'express';
import { CallBackDoor } from '../../src/channels/callback/call-back-door';
import { queryOf } from '../../src/channels/callback/call-back-query';
import { MessageCipher } from '../../src/channels/callback/message-cipher';
import { AppClock } from '../../src/kernel/app-clock';
import { newId } from '../../src/kernel/ids';
import { ImportOrganisation } from '../../src/import/import-organisation.service';
import { freshUrl, type EngineUnderTest } from '../harness/databases';
import { insertInto } from '../harness/insert-into';
import { OfficialAccountPlatform } from '../harness/official-account-platform';
import { aRunningService, type RunningService } from '../http/running-service';
import { organisationOf } from './big-organisation';
import { callAll, type Call } from './call-back-load';
import { enginesAtHand, quantile } from './measure';
import type { Report } from './report';

const ACCOUNT = {
  appId: 'wx2c2769f8efd9abc2',
  secret: 'of no use here',
  token: 'spamtest',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
};
/** Enough people that none of them writes too fast to be read. */
const PEOPLE = 500;
const AT_ONCE = 16;
const CALLS = 1_500;
const WARMING = 300;
const A_SECOND = 100;
const OPEN_LOOP_CALLS = 800;
const LINES = ['我的班', '空班 下周', '帮助'];
const BARE = 'bare Express, verifies and decrypts';

/** Call-backs of an official account in the safe mode, beside a handler that does nothing but verify and decrypt them. */
export async function run(report: Report): Promise<void> {
  const platform = new OfficialAccountPlatform(ACCOUNT);
  const bare = await bareRate(platform);
  const beside = { unit: '/s', reference: BARE, referenceValue: bare };
  for (const engine of enginesAtHand()) {
    const service = await aService(engine);
    try {
      const calls = new Calls(platform, `${service.server.baseUrl}/channels/official-account`);
      await rateOf(calls.said(WARMING));
      const forged = await rateOf(calls.forged(CALLS), 403);
      report.measured({ case: `${engine}: forged, turned away`, value: forged, ...beside });
      report.measured({ case: `${engine}: events, kept`, value: await rateOf(calls.viewed(CALLS)), ...beside });
      report.measured({ case: `${engine}: messages, answered`, value: await rateOf(calls.said(CALLS)), ...beside });
      const pace = { aSecond: A_SECOND };
      const { each } = await callAll({ calls: calls.said(OPEN_LOOP_CALLS), pace, status: 200 });
      for (const [name, part] of [
        ['p50', 0.5],
        ['p99', 0.99],
        ['slowest', 1],
      ] as const)
        report.measured({
          case: `${engine}: ${name} at ${String(A_SECOND)} messages/s`,
          value: quantile(each, part),
          unit: 'ms',
        });
    } finally {
      await service.stop();
    }
  }
}

async function rateOf(calls: readonly Call[], status = 200): Promise<number> {
  const { tookMs } = await callAll({ calls, pace: { atOnce: AT_ONCE }, status });
  return (calls.length / tookMs) * 1000;
}

/** Calls made beforehand, so that their encryption costs nobody anything while it is measured. */
class Calls {
  private made = 0;

  constructor(
    private readonly platform: OfficialAccountPlatform,
    private readonly address: string,
  ) {}

  said(count: number): Call[] {
    return this.of(count, (n) => ({ MsgType: 'text', Content: LINES[n % LINES.length] ?? '', MsgId: String(n) }));
  }

  viewed(count: number): Call[] {
    return this.of(count, (n) => ({ MsgType: 'event', Event: 'VIEW', EventKey: String(n) }));
  }

  forged(count: number): Call[] {
    return this.said(count).map(({ url, body }) => ({
      url: url.replace(/msg_signature=..../u, 'msg_signature=0000'),
      body,
    }));
  }

  private of(count: number, elementsOf: (n: number) => Record<string, string | number>): Call[] {
    return Array.from({ length: count }, () => {
      const n = this.made++;
      const xml = this.platform.xmlOf(openidOf(n % PEOPLE), elementsOf(n));
      const { body, query } = this.platform.sealed(xml, `n${String(n)}`);
      return { url: `${this.address}?${String(new URLSearchParams(query))}`, body };
    });
  }
}

const openidOf = (n: number): string => `oyORnuP8q7ou2gfYjqL-${String(n)}`;

async function aService(engine: EngineUnderTest): Promise<RunningService> {
  const { url, drop } = await freshUrl(engine);
  const service = await aRunningService({
    databaseUrl: url,
    now: Date.now(),
    sample: false,
    env: {
      OFFICIAL_ACCOUNT_KIND: 'service',
      OFFICIAL_ACCOUNT_APP_ID: ACCOUNT.appId,
      OFFICIAL_ACCOUNT_APP_SECRET: ACCOUNT.secret,
      OFFICIAL_ACCOUNT_TOKEN: ACCOUNT.token,
      OFFICIAL_ACCOUNT_AES_KEY: ACCOUNT.aesKey,
    },
  });
  const importing = service.server.app.get(ImportOrganisation, { strict: false });
  const imported = await importing.import(organisationOf(PEOPLE), service.clock.now());
  if (!imported.ok) throw new Error(imported.refusal.faults.join('\n'));
  const { orgId } = imported.value;
  await service.database.write(async (tx) => {
    const people = await tx.all<{ id: string }>('SELECT id FROM people ORDER BY id');
    const rows = people.slice(0, PEOPLE).map(({ id }, n) => {
      const account = { channel: 'official-account', external_id: openidOf(n), bound_ms: 0 };
      return { id: newId(0), org_id: orgId, person_id: id, ...account };
    });
    await insertInto(tx, 'identities', rows);
  });
  return {
    ...service,
    stop: async () => {
      await service.stop();
      await drop();
    },
  };
}

async function bareRate(platform: OfficialAccountPlatform): Promise<number> {
  const door = new CallBackDoor(ACCOUNT.token, new MessageCipher(ACCOUNT.aesKey, ACCOUNT.appId));
  const clock = new AppClock();
  const app = express();
  app.post('/call-back', express.raw({ type: () => true, limit: '64kb' }), (request, response) => {
    door.open(queryOf(request.originalUrl), (request.body as Buffer).toString('utf8'), clock.now());
    response.type('text/plain').send('');
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const calls = new Calls(platform, `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/call-back`);
  await rateOf(calls.said(WARMING));
  const rate = await rateOf(calls.said(CALLS));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return rate;
}
