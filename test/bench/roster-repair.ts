import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '../../config/configuration';
import { Database } from '../../src/database/database';
import { startOfDay } from '../../src/kernel/civil-time';
import { DAY, ManualClock } from '../../src/kernel/clock';
import type { Result } from '../../src/kernel/result';
import type { ActContext } from '../../src/acts/domain/act-context';
import { ImportOrganisation } from '../../src/import/import-organisation.service';
import { SessionPlanner } from '../../src/sessions/session-planner.service';
import { DraftRota } from '../../src/drafts/draft-rota.service';
import { DropShift } from '../../src/rota/drop-shift.service';
import { PublishRota } from '../../src/drafts/publish-rota.service';
import { RepairRota } from '../../src/drafts/repair-rota.service';
import { randomNumbers } from '../../src/rostering/random';
import { Simulation } from '../../src/simulator/simulation';
import { brokenSeats, type OrganisationFile, type Seat } from '../rostering/check-roster';
import { organisationOf } from './big-organisation';
import type { Report } from './report';

const DROPS = 50;
const DRAFT_SECONDS = 30;
/** What a repair may take, and how many besides whoever let go may be concerned by it on average. */
const LIMITS = { seconds: 3, others: 1.5 };

interface Held extends Seat {
  readonly assignmentId: string;
  readonly shiftId: string;
  readonly personId: string;
}

/**
 * A published month of the sample organisation in which one person after the other lets a seat go, each hole repaired and
 * published before the next, through the whole service; every month on the way is judged by the checker.
 */
export async function repairs(report: Report, month: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'xinyue-bench-repair-'));
  const clock = new ManualClock(startOfDay(`${month}-01`, 'Asia/Shanghai') - DAY);
  const configuration = readConfiguration({
    DATABASE_URL: `sqlite:${join(folder, 'repair.db')}`,
    SECRET_KEY: 'repair-'.repeat(6),
  });
  const service = new Simulation(configuration, clock, () => undefined);
  await service.boot();
  try {
    await measure(report, service, clock, month);
  } finally {
    await service.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(report: Report, service: Simulation, clock: ManualClock, month: string): Promise<void> {
  const file = organisationOf(0) as unknown as OrganisationFile;
  const { orgId, timeZone } = valueOf(await service.get(ImportOrganisation).import(file, clock.now()));
  const scope = { orgId, zone: timeZone };
  await service.get(SessionPlanner).planMonth(scope, month, clock.now());
  const boss: ActContext = { scope, actorId: 'bench', roles: ['coordinator'], now: clock.now(), channel: 'service' };
  const { version } = valueOf(await service.get(DraftRota).draft(boss, month, DRAFT_SECONDS));
  valueOf(await service.get(PublishRota).publish(boss, { month, version }));
  const random = randomNumbers(1);
  const seconds: number[] = [];
  let others = 0;
  let restored = 0;
  const full = (await heldIn(service, month)).length;
  for (let i = 0; i < DROPS; i++) {
    const held = await heldIn(service, month);
    const seat = held[Math.floor(random() * held.length)];
    if (!seat) throw new Error('the month is empty');
    valueOf(await service.get(DropShift).drop(boss, { assignmentId: seat.assignmentId, override: { reason: '病假' } }));
    const begun = performance.now();
    const plan = valueOf(await service.get(RepairRota).propose(boss, seat.shiftId));
    seconds.push((performance.now() - begun) / 1000);
    if (!plan) continue;
    others += new Set(plan.affected.map(({ personId }) => personId)).size;
    valueOf(await service.get(PublishRota).publish(boss, { month, version: plan.version }));
    const after = await heldIn(service, month);
    if (after.length === held.length) restored++;
    if (after.some((one) => one.shiftId === seat.shiftId && one.personId === seat.personId))
      throw new Error('whoever let the seat go has it again');
    const faults = brokenSeats(file, month, after);
    if (faults.length > 0) throw new Error(`after drop ${String(i + 1)}: ${faults.slice(0, 5).join('; ')}`);
  }
  report.measured({
    case: `repair: cover restored of ${String(DROPS)} drop-outs, ${String(full)} seats, checked`,
    value: restored,
    unit: '',
    reference: 'all',
    referenceValue: DROPS,
  });
  report.measured({
    case: 'repair: other people concerned, mean',
    value: others / Math.max(1, restored),
    unit: 'people',
    reference: 'allowed',
    referenceValue: LIMITS.others,
  });
  report.measured({
    case: 'repair: longest',
    value: Math.max(...seconds),
    unit: 's',
    reference: 'allowed',
    referenceValue: LIMITS.seconds,
  });
}

const heldIn = (service: Simulation, month: string): Promise<Held[]> =>
  service.get(Database).read(async (tx) => {
    const rows = await tx.all<Omit<Held, 'session'> & { start: string; end: string }>(
      `SELECT a.id AS assignment_id, a.shift_id, a.person_id, p.slug AS programme, e.start_civil AS start,
              e.end_civil AS end, s.post_key AS post, w.slug AS person
         FROM assignments a JOIN shifts s ON s.id = a.shift_id JOIN sessions e ON e.id = s.session_id
         JOIN programmes p ON p.id = s.programme_id JOIN people w ON w.id = a.person_id
        WHERE a.ended_key = '' AND e.start_civil LIKE ? ORDER BY s.start_ms, s.id, w.slug`,
      [`${month}%`],
    );
    return rows.map(({ start, end, ...seat }) => ({ ...seat, session: { start, end } }));
  });

function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}
