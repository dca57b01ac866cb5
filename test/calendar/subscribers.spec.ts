import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CalendarFiles } from '../../src/calendar/calendar-files.service';
import { FeedTokens, feedPath } from '../../src/calendar/feed-tokens.service';
import type { ActContext, Role } from '../../src/acts/domain/act-context';
import { MoveSession } from '../../src/sessions/move-session.service';
import { DropShift } from '../../src/rota/drop-shift.service';
import { eventually, freePort, programAt } from '../harness/programs';
import { aRunningService, type RunningService } from '../http/running-service';

jest.setTimeout(120_000);

const present = (...names: string[]): boolean => names.every((name) => programAt(name) !== null);
const withSubscriber = present('vdirsyncer', 'khal') ? describe : describe.skip;
const withServer = present('radicale') ? describe : describe.skip;

let service: RunningService;
let folder: string;
let context: (...roles: Role[]) => ActContext;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xinyue-subscriber-'));
  service = await aRunningService();
  const personId = await service.personId('v01');
  const row = await service.database.read((tx) =>
    tx.one<{ orgId: string }>('SELECT org_id FROM people WHERE id = ?', [personId]),
  );
  await service.database.write((tx) =>
    tx.run("UPDATE assignments SET state = 'dropped', ended_key = id, start_ms = 0 WHERE person_id = ?", [personId]),
  );
  context = (...roles) => ({
    scope: { orgId: row?.orgId ?? '', zone: 'Asia/Shanghai' },
    actorId: personId,
    roles,
    now: service.clock.now(),
    channel: 'test',
  });
});
afterAll(async () => {
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

const get = <T>(type: abstract new (...args: never[]) => T): T => service.server.app.get(type, { strict: false });
const say = (text: string) => service.http.post('/api/chat/messages').send({ from: 'v01', text }).expect(200);

interface Mine {
  readonly id: string;
  readonly sessionId: string;
  readonly startCivil: string;
}

/** Claims a shift as a volunteer does and answers what became hers. */
async function claimed(number: number): Promise<Mine> {
  await say('空班 12月');
  await say(`认领 ${String(number)}`);
  const row = await service.database.read((tx) =>
    tx.one<Mine>(
      `SELECT a.id, h.session_id, s.start_civil FROM assignments a JOIN shifts h ON h.id = a.shift_id
         JOIN sessions s ON s.id = h.session_id WHERE a.person_id = ? AND a.ended_key = '' ORDER BY a.created_ms DESC, a.id DESC LIMIT 1`,
      [context().actorId],
    ),
  );
  if (!row) throw new Error('nothing was claimed');
  return row;
}

async function move({ sessionId, startCivil }: Mine): Promise<string> {
  const start = `${startCivil.slice(0, 14)}30`;
  const moved = await get(MoveSession).move(context('coordinator'), { sessionId, start, releaseBusy: true });
  if (!moved.ok) throw new Error(moved.refusal.rule);
  return start;
}

withSubscriber('a subscriber that follows a feed (vdirsyncer and khal)', () => {
  const run = (program: string, ...args: string[]): Promise<{ failed: boolean; output: string }> =>
    new Promise((resolve) => {
      const env = {
        ...process.env,
        HOME: folder,
        XDG_CONFIG_HOME: folder,
        XDG_DATA_HOME: folder,
        TZ: 'Asia/Shanghai',
        LC_ALL: 'C.UTF-8',
      };
      execFile(programAt(program) ?? program, args, { env }, (error, stdout, stderr) => {
        resolve({ failed: error !== null, output: stdout + stderr });
      });
    });
  const sync = () => run('vdirsyncer', '-c', join(folder, 'vdirsyncer.conf'), 'sync');
  const shown = async (): Promise<string> =>
    (
      await run(
        'khal',
        '-c',
        join(folder, 'khal.conf'),
        'list',
        '--format',
        '{start-date} {start-time} {title}',
        '2026-11-24',
        '40d',
      )
    ).output;

  it('sees a duty come, move, end, and nothing more once the address was revoked', async () => {
    const token = await get(FeedTokens).issue(context());
    mkdirSync(join(folder, 'events'));
    const feed = `${service.server.baseUrl}${feedPath(token)}`;
    writeFileSync(
      join(folder, 'vdirsyncer.conf'),
      `[general]\nstatus_path = "${folder}/status/"\n[pair feed]\na = "theirs"\nb = "mine"\ncollections = null\nconflict_resolution = "a wins"\n` +
        `[storage theirs]\ntype = "http"\nurl = "${feed}"\n[storage mine]\ntype = "filesystem"\npath = "${folder}/events/"\nfileext = ".ics"\n`,
    );
    writeFileSync(
      join(folder, 'khal.conf'),
      `[calendars]\n[[feed]]\npath = ${folder}/events/\n[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n[sqlite]\npath = ${folder}/khal.db\n`,
    );
    await run('vdirsyncer', '-c', join(folder, 'vdirsyncer.conf'), 'discover');
    const mine = await claimed(1);
    expect(await sync()).toMatchObject({ failed: false });
    expect(await shown()).toContain(`${mine.startCivil.replace('T', ' ')} 值班`);
    const start = await move(mine);
    await sync();
    expect(await shown()).toContain(`${start.replace('T', ' ')} 值班`);
    expect(readdirSync(join(folder, 'events'))).toHaveLength(1);
    await get(DropShift).drop(context(), { assignmentId: mine.id });
    await sync();
    expect(await shown()).toContain('【已取消】值班');
    await get(FeedTokens).revokeAll(context());
    expect(await sync()).toMatchObject({ failed: true });
    expect(readFileSync(join(folder, 'events', readdirSync(join(folder, 'events'))[0] ?? ''), 'utf8')).toContain(
      'STATUS:CANCELLED',
    );
  });
});

withServer('a CalDAV server that is given the events (radicale)', () => {
  it('takes each revision in place of the one before', async () => {
    const port = await freePort();
    writeFileSync(
      join(folder, 'radicale.conf'),
      `[server]\nhosts = 127.0.0.1:${String(port)}\n[auth]\ntype = none\n[storage]\nfilesystem_folder = ${folder}/radicale\n`,
    );
    const child = spawn(programAt('radicale') ?? 'radicale', ['-C', join(folder, 'radicale.conf')], {
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const base = `http://127.0.0.1:${String(port)}/jing/rota/`;
    const authorization = `Basic ${Buffer.from('jing:x').toString('base64')}`;
    const ask = (method: string, path: string, body?: string) =>
      fetch(`${base}${path}`, {
        method,
        body,
        headers: { authorization, 'content-type': 'text/calendar; charset=utf-8' },
      });
    try {
      await eventually(() =>
        fetch(`http://127.0.0.1:${String(port)}/`).then(
          () => true,
          () => null,
        ),
      );
      expect((await ask('MKCALENDAR', '')).status).toBe(201);
      const mine = await claimed(2);
      const put = async (): Promise<string> => {
        const file = await get(CalendarFiles).assignment(context().scope, context().actorId, mine.id);
        const text = Buffer.from(file?.base64 ?? '', 'base64').toString('utf8');
        expect([201, 204]).toContain((await ask('PUT', 'duty.ics', text)).status);
        return (await ask('GET', 'duty.ics')).text();
      };
      expect(await put()).toMatch(/^SEQUENCE:0\r?$/m);
      const start = await move(mine);
      expect(await put()).toContain(`DTSTART;TZID=Asia/Shanghai:${start.replaceAll(/[-:]/g, '')}00`);
      await get(DropShift).drop(context(), { assignmentId: mine.id });
      const last = await put();
      expect(last).toMatch(/^STATUS:CANCELLED\r?$/m);
      expect(last).toMatch(/^SEQUENCE:2\r?$/m);
    } finally {
      child.kill('SIGTERM');
      await ended;
    }
  });
});
