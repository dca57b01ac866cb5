import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readConfiguration } from '../../config/configuration';
import { Conversation } from '../../src/conversation/conversation.service';
import { CoreModule } from '../../src/core.module';
import type { Database } from '../../src/database/database';
import { openDatabase } from '../../src/schema/open-database';
import { instantOf, type CivilDateTime } from '../../src/kernel/civil-time';
import { ManualClock } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import { Acts } from '../../src/acts/acts.service';
import { AppClock } from '../../src/kernel/app-clock';
import type { OrgScope } from '../../src/acts/domain/act-context';
import { ImportOrganisation } from '../../src/import/import-organisation.service';
import { LookAtRota } from '../../src/rota/look-at-rota.service';
import { freshUrl, type EngineUnderTest } from '../harness/databases';
import { organisationOf, volunteerKeys } from './big-organisation';
import { startBuilt } from './built-start';
import { enginesAtHand, inParallel, quantile } from './measure';
import type { Report } from './report';
import { insertInto } from '../harness/insert-into';

const SIZES = [44, 5000] as const;
const A_SECOND = 100;
const OPEN_LOOP_SECONDS = 8;
const CLOSED_LOOP_TURNS = 600;
const WARMING_TURNS = 200;
const AT_ONCE = 16;
const ZONE = 'Asia/Shanghai';
const NOW = instantOf('2026-12-01T09:00', ZONE);
const CHANNEL = 'simulator';

/** Turns of a conversation in a small and in a large organisation, and what a built service costs to run. */
export async function run(report: Report): Promise<void> {
  await builtStart(report);
  for (const engine of enginesAtHand()) {
    let small: Figures | null = null;
    for (const size of SIZES) {
      const figures = await figuresOf(engine, size, report);
      small ??= figures;
      const beside = (figure: keyof Figures) =>
        small === figures ? {} : { reference: `${String(SIZES[0])} volunteers`, referenceValue: small?.[figure] };
      const what = `${engine}: ${String(size)} volunteers`;
      report.measured({ case: `${what}, turns`, value: figures.rate, unit: '/s', ...beside('rate') });
      const loop = `at ${String(A_SECOND)} messages/s`;
      report.measured({ case: `${what}, p50 ${loop}`, value: figures.p50, unit: 'ms', ...beside('p50') });
      report.measured({ case: `${what}, p99 ${loop}`, value: figures.p99, unit: 'ms', ...beside('p99') });
    }
  }
}

interface Figures {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
}

async function figuresOf(engine: EngineUnderTest, size: number, report: Report): Promise<Figures> {
  const { url, drop } = await freshUrl(engine);
  const database = await openDatabase(url, { migrate: false });
  const configuration = readConfiguration({ SECRET_KEY: 'a secret for benches, long enough to be one' });
  const platform = { configuration, database, clock: new AppClock(new ManualClock(NOW)) };
  const app = await NestFactory.createApplicationContext(CoreModule.with(platform, { beating: false }), {
    logger: ['error', 'fatal'],
  });
  try {
    const chat = await Chat.among(size, app, database);
    await chat.closedLoop(WARMING_TURNS);
    const rate = (CLOSED_LOOP_TURNS / (await chat.closedLoop(CLOSED_LOOP_TURNS))) * 1000;
    const waited = await chat.openLoop(A_SECOND * OPEN_LOOP_SECONDS);
    chat.assertActed();
    const slowest = Math.round(Math.max(...waited));
    report.say(`${engine}: ${String(size)} volunteers: the slowest turn took ${String(slowest)} ms`);
    return { rate, p50: quantile(waited, 0.5), p99: quantile(waited, 0.99) };
  } finally {
    await app.close();
    await database.close();
    await drop();
  }
}

interface Speaker {
  readonly personId: string;
  /** What she says, round and round: she ends where she began. */
  readonly lines: readonly string[];
}

/** The sample's 44 volunteers talking, each with a shift of her own to claim, however many other people there are. */
class Chat {
  private said = 0;

  private constructor(
    private readonly speakers: readonly Speaker[],
    private readonly conversation: Conversation,
    private readonly acts: Acts,
  ) {}

  static async among(size: number, app: INestApplicationContext, database: Database): Promise<Chat> {
    const imported = await app.get(ImportOrganisation, { strict: false }).import(organisationOf(size), NOW);
    if (!imported.ok) throw new Error(imported.refusal.faults.join('\n'));
    const people = await database.read((tx) => tx.all<{ id: string; slug: string }>('SELECT id, slug FROM people'));
    await database.write((tx) =>
      insertInto(
        tx,
        'identities',
        people.map(({ id }) => ({
          id: newId(NOW),
          org_id: imported.value.orgId,
          person_id: id,
          channel: CHANNEL,
          external_id: id,
          bound_ms: NOW,
        })),
      ),
    );
    const ids = new Map(people.map((person) => [person.slug, person.id]));
    const scope = { orgId: imported.value.orgId, zone: ZONE };
    const speakers = await speakersOf(
      app.get(LookAtRota, { strict: false }),
      scope,
      volunteerKeys().map((key) => ids.get(key) ?? ''),
    );
    return new Chat(speakers, app.get(Conversation, { strict: false }), app.get(Acts, { strict: false }));
  }

  /** Milliseconds for so many turns when the next begins as soon as one has ended. */
  closedLoop(turns: number): Promise<number> {
    const numbers = Array.from({ length: turns }, () => this.said++);
    return inParallel(numbers, AT_ONCE, (number) => this.turn(number));
  }

  /** Messages come when they come: how long each waited for its answer, from the instant at which it was due. */
  async openLoop(turns: number): Promise<number[]> {
    const begun = performance.now();
    const answers = Array.from({ length: turns }, (_, i) => {
      const number = this.said++;
      const due = begun + (i * 1000) / A_SECOND;
      return new Promise<number>((resolve, reject) => {
        setTimeout(() => {
          this.turn(number).then(() => {
            resolve(performance.now() - due);
          }, reject);
        }, due - performance.now());
      });
    });
    return Promise.all(answers);
  }

  /** Throws unless the claims and what takes them back were done. */
  assertActed(): void {
    const doneOf = (act: string): number =>
      this.acts.performed().find((one) => one.act === act && one.outcome === 'done')?.count ?? 0;
    const claims = this.said / (this.speakers[0]?.lines.length ?? 1);
    if (doneOf('rota.claim') < claims * 0.9) {
      throw new Error(`of ${String(claims)} claims ${JSON.stringify(this.acts.performed())} were done`);
    }
  }

  private async turn(number: number): Promise<void> {
    const speaker = this.speakers[number % this.speakers.length];
    const text = speaker?.lines[Math.floor(number / this.speakers.length) % speaker.lines.length];
    if (!speaker || text === undefined) throw new Error('nobody speaks');
    const replies = await this.conversation.receive({
      channel: CHANNEL,
      externalId: speaker.personId,
      conversation: { kind: 'private', id: speaker.personId },
      text,
      mentioned: false,
      messageId: `bench-${String(number)}`,
      at: NOW,
    });
    if (replies.length === 0) throw new Error(`no answer to ${text}`);
  }
}

/** Those who may claim something, each with a shift that nobody else wants. */
async function speakersOf(rota: LookAtRota, scope: OrgScope, personIds: readonly string[]): Promise<Speaker[]> {
  const range = { from: instantOf('2026-12-04T00:00', ZONE), to: instantOf('2026-12-25T00:00', ZONE) };
  const wanted = new Set<string>();
  const speakers: Speaker[] = [];
  for (const personId of personIds) {
    const open = await rota.openShifts(scope, range, NOW, personId);
    const shift = open.find(({ shiftId, verdict, night }) => !night && verdict.length === 0 && !wanted.has(shiftId));
    if (!shift) continue;
    wanted.add(shift.shiftId);
    speakers.push({
      personId,
      lines: [`认领${said(shift.startCivil)}${shift.postName}`, '我的班', '撤销', '空班 下周'],
    });
  }
  return speakers;
}

const said = (start: CivilDateTime): string =>
  `${String(Number(start.slice(5, 7)))}月${String(Number(start.slice(8, 10)))}日 ${start.slice(11)} `;

/** A built start on a database that is ready, and its memory after a few hundred messages over HTTP. */
async function builtStart(report: Report): Promise<void> {
  const { url, drop } = await freshUrl('sqlite');
  try {
    await (await startBuilt(url)).stop();
    const service = await startBuilt(url);
    report.measured({ case: 'built start until ready', value: service.readyAfterMs, unit: 'ms' });
    report.measured({ case: 'resident memory when ready', value: service.memory(), unit: 'MB' });
    const lines = volunteerKeys().flatMap((from) => ['我的班', '空班', '帮助'].map((text) => ({ from, text })));
    await inParallel(lines, AT_ONCE, (line) => say(service.baseUrl, line));
    const what = `resident memory after ${String(lines.length)} messages over HTTP`;
    report.measured({ case: what, value: service.memory(), unit: 'MB' });
    await service.stop();
  } finally {
    await drop();
  }
}

async function say(baseUrl: string, line: { from: string; text: string }): Promise<void> {
  const response = await fetch(`${baseUrl}/api/chat/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(line),
  });
  if (response.status !== 200) throw new Error(`${String(response.status)} ${await response.text()}`);
  await response.json();
}
