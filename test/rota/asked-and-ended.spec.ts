import type { Database } from '../../src/database/database';
import { DropShift } from '../../src/rota/drop-shift.service';
import { GiveShift } from '../../src/rota/give-shift.service';
import { SwapShifts } from '../../src/rota/swap-shifts.service';
import { MoveSession } from '../../src/sessions/move-session.service';
import { aTown, valueOf, type Town } from '../builders/town';
import { databasesUnderTest, freshDatabase } from '../harness/databases';

const EVENING = '2026-12-08T20:00';
const THURSDAY = '2026-12-10T20:00';

/** Whoever waits for somebody's word about a seat hears of it when the seat goes, by whatever door. */
describe.each(databasesUnderTest())('a seat that somebody waits for an answer about, on %s', (engine) => {
  let database: Database;
  let close: () => Promise<void>;
  let town: Town;

  beforeAll(async () => {
    ({ database, close } = await freshDatabase(engine));
  });
  afterAll(() => close());

  beforeEach(async () => {
    town = await aTown(database)
      .withVolunteers('陈静', '韦兰', '王芳')
      .withCoordinator('李统筹')
      .withHotline({ from: '2026-12-07', days: 5 })
      .open();
  });
  afterEach(async () => {
    expect(await town.miscounted()).toEqual([]);
    await town.close();
  });

  /** 陈静 asks 韦兰 to swap her evening for Thursday, and 王芳 to take it; answers 陈静's seat. */
  const asking = async (): Promise<string> => {
    const assignmentId = await town.has('陈静', EVENING);
    const otherAssignmentId = await town.has('韦兰', THURSDAY);
    valueOf(await town.get(SwapShifts).ask(town.as('陈静'), { assignmentId, otherAssignmentId }));
    valueOf(await town.get(GiveShift).ask(town.as('陈静'), { assignmentId, toPersonId: town.id('王芳') }));
    return assignmentId;
  };
  const stillAsked = () =>
    town.database.read((tx) =>
      tx.all("SELECT id FROM swap_requests WHERE org_id = ? AND state = 'open'", [town.scope.orgId]),
    );
  const heard = async (name: string): Promise<number> =>
    (await town.owed(name)).filter((kind) => kind === 'request-answered').length;

  it('is dropped by a coordinator', async () => {
    const assignmentId = await asking();
    valueOf(await town.get(DropShift).drop(town.as('李统筹'), { assignmentId }));
    expect(await stillAsked()).toEqual([]);
    expect([await heard('陈静'), await heard('韦兰'), await heard('王芳')]).toEqual([2, 1, 1]);
  });

  it('is cancelled with its session', async () => {
    await asking();
    await town.cancelSessionOf(await town.shift(EVENING), town.as('李统筹'));
    expect(await stillAsked()).toEqual([]);
    expect([await heard('陈静'), await heard('韦兰'), await heard('王芳')]).toEqual([2, 1, 1]);
    expect(await town.owed('王芳')).not.toContain('give-asked');
    expect(await town.owed('陈静')).not.toContain('unassigned');
  });

  it('is cancelled on the other side of the swap', async () => {
    await asking();
    await town.cancelSessionOf(await town.shift(THURSDAY), town.as('李统筹'));
    expect([await heard('陈静'), await heard('韦兰'), await heard('王芳')]).toEqual([1, 1, 0]);
    expect(await stillAsked()).toHaveLength(1);
  });

  it('is lost because its session moves to a time at which its holder serves elsewhere', async () => {
    await asking();
    const busy = '2026-12-09T20:00';
    await town.has('陈静', busy, 'backup');
    const sessionId = await sessionOf(town, EVENING);
    const wish = { sessionId, start: '2026-12-09T21:00', releaseBusy: true };
    const moved = valueOf(await town.get(MoveSession).move(town.as('李统筹'), wish));
    expect(moved.released.map(({ name }) => name)).toEqual(['陈静']);
    expect(await stillAsked()).toEqual([]);
    expect([await heard('陈静'), await heard('韦兰'), await heard('王芳')]).toEqual([2, 1, 1]);
    expect(await town.owed('陈静')).toContain('unassigned');
  });
});

async function sessionOf(town: Town, start: string): Promise<string> {
  const shiftId = await town.shift(start);
  const row = await town.database.read((tx) =>
    tx.one<{ sessionId: string }>('SELECT session_id FROM shifts WHERE id = ?', [shiftId]),
  );
  return row?.sessionId ?? '';
}
