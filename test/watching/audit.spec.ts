import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DAY, HOUR, ManualClock, MINUTE } from '../../src/kernel/clock';
import { DeliveryFigures, type Audit } from '../../src/messaging/delivery-figures.service';
import { Outbox } from '../../src/messaging/outbox.service';
import { AppClock } from '../../src/kernel/app-clock';
import { AuditMessages } from '../../src/watching/audit-messages.service';
import type { DueWork } from '../../src/kernel/due-work';
import { Heartbeat } from '../../src/beat/heartbeat.service';
import { ScheduleSlots } from '../../src/database/schedule-slots.service';
import { aTown, at, type Town } from '../builders/town';
import { freshDatabase, type FreshDatabase } from '../harness/databases';

const EVENING = '2026-12-08T20:00';
const ASKED = at('2026-12-08T09:00');

describe('the auditor', () => {
  let fresh: FreshDatabase;
  let town: Town;
  let watcher: Server;
  let told: number;
  let auditor: AuditMessages;
  let figures: DeliveryFigures;

  beforeEach(async () => {
    fresh = await freshDatabase('sqlite');
    town = await aTown(fresh.database).withVolunteers('陈静').withHotline({ from: '2026-12-08', days: 1 }).open();
    told = 0;
    watcher = createServer((_, response) => response.end(String(++told))).listen(0, '127.0.0.1');
    await once(watcher, 'listening');
    const url = `http://127.0.0.1:${String((watcher.address() as AddressInfo).port)}/`;
    figures = new DeliveryFigures();
    auditor = new AuditMessages(fresh.database, new Outbox(), new ScheduleSlots(fresh.database), figures, url);
    Object.assign(Reflect.get(auditor, 'log') as object, { error: () => undefined });
  });
  afterEach(async () => {
    watcher.closeAllConnections();
    watcher.close();
    await town.close();
    await fresh.close();
  });

  const audited = async (now: number): Promise<Audit | null> => {
    await auditor.run(now);
    return figures.audit;
  };
  const change = (sql: string, ...params: (string | number)[]): Promise<number> =>
    fresh.database.write((tx) => tx.run(sql, params));

  it('reminds of a seat that no reminder was ever planned for, and tells the watcher once all is well', async () => {
    await town.claims('陈静', await town.shift(EVENING));
    await change('DELETE FROM outbox');
    expect(await audited(ASKED)).toMatchObject({ missing: 1, overdue: 0 });
    expect(await town.owed('陈静')).toEqual(['confirm-reminder']);
    expect(told).toBe(0);
    await change("UPDATE outbox SET state = 'sent'");
    expect(await audited(ASKED + MINUTE)).toMatchObject({ missing: 0, overdue: 0 });
    expect(told).toBe(1);
  });

  it('counts what should have left more than a minute ago, and says nothing to the watcher meanwhile', async () => {
    await town.claims('陈静', await town.shift(EVENING));
    const due = at('2026-12-07T20:00');
    expect(await audited(due + MINUTE - 1)).toMatchObject({ overdue: 0 });
    expect(await audited(due + 5 * MINUTE)).toMatchObject({ overdue: 1, oldestMs: 5 * MINUTE });
    expect(told).toBe(1);
  });

  it('brings back a retry that was planned under a clock which was set back since', async () => {
    await town.claims('陈静', await town.shift(EVENING));
    await change("UPDATE outbox SET attempts = 1, reason = 'busy', next_ms = ?", ASKED + DAY);
    await auditor.run(ASKED);
    const next = await fresh.database.read((tx) => tx.one('SELECT MAX(next_ms) AS next FROM outbox'));
    expect(next).toEqual({ next: ASKED });
  });

  it('audits once a minute, and again at once when the clock was set back', async () => {
    await auditor.run(ASKED);
    expect(await auditor.nextDue(ASKED + 1)).toBe(ASKED + MINUTE);
    expect(await auditor.nextDue(ASKED - HOUR)).toBe(ASKED - HOUR);
  });
});

describe('the heartbeat', () => {
  const work = (name: string, run: () => Promise<void>, due: number | null = null): DueWork => ({
    name,
    run,
    nextDue: () => Promise.resolve(due),
  });
  const beating = (...works: DueWork[]): Heartbeat => {
    const heartbeat = new Heartbeat(works, true, new AppClock(new ManualClock(1_000)));
    Object.assign(Reflect.get(heartbeat, 'log') as object, { error: () => undefined });
    return heartbeat;
  };

  it('lets neither slow nor faulty work hold up other work, and runs nothing twice at a time', async () => {
    const ran: string[] = [];
    let finish = (): void => undefined;
    const slow = work('slow', () => {
      ran.push('slow');
      return new Promise((resolve) => (finish = resolve));
    });
    const faulty = work('faulty', () => Promise.reject(new Error(`${String(ran.push('faulty'))}th`)));
    const quick = work('quick', () => Promise.resolve(void ran.push('quick')));
    const heartbeat = beating(slow, faulty, quick);
    const first = heartbeat.tick();
    await nextTurn();
    void heartbeat.tick();
    await nextTurn();
    expect(ran.sort()).toEqual(['faulty', 'faulty', 'quick', 'quick', 'slow']);
    const stopping = heartbeat.beforeApplicationShutdown();
    finish();
    await Promise.all([first, stopping]);
    await heartbeat.tick();
    expect(ran).toHaveLength(5);
  });

  it('knows what falls due next', async () => {
    const idle = (): Promise<void> => Promise.resolve();
    const [late, early, none] = [work('late', idle, 3_000), work('early', idle, 2_000), work('none', idle)];
    expect(await beating(late, early, none).next()).toEqual({ at: 2_000, works: [early] });
    expect(await beating(none).next()).toBeNull();
  });
});
