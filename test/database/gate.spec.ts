import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { Database, Tx } from '../../src/database/database';
import { ScheduleSlotRow } from '../../src/database/schedule-slot.row';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';
import { insertInto } from '../harness/insert-into';

class Failure extends Error {}

/** The same choices in every run. */
function choices(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

describe.each(databasesUnderTest())('the gate on %s', (engine) => {
  let fresh: FreshDatabase;
  let database: Database;

  beforeAll(async () => {
    fresh = await freshDatabase(engine);
    database = fresh.database;
    await database.write((tx) => tx.run('CREATE TABLE marks (id varchar(40) PRIMARY KEY, amount int NOT NULL)'));
  });
  beforeEach(() => database.write((tx) => tx.run('DELETE FROM marks')));
  afterAll(() => fresh.close());

  const mark = (tx: Tx, id: string): Promise<void> => insertInto(tx, 'marks', { id, amount: 0 });
  const marks = async (): Promise<string[]> =>
    (await database.read((tx) => tx.all<{ id: string }>('SELECT id FROM marks ORDER BY id'))).map((row) => row.id);

  it('keeps everything that was acknowledged and nothing that failed, with hundreds of units at once', async () => {
    const chance = choices(7);
    const plans = Array.from({ length: 400 }, (_, i) => ({
      id: `u${String(i).padStart(3, '0')}`,
      fails: chance() < 0.3,
    }));
    const outcomes = await Promise.all(
      plans.map(async ({ id, fails }) => {
        try {
          await database.write(async (tx) => {
            await mark(tx, id);
            await turn();
            if (fails) throw new Failure();
            await mark(tx, `${id}b`);
          });
          return [id, `${id}b`];
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          return [];
        }
      }),
    );
    expect(await marks()).toEqual(outcomes.flat().sort());
    expect(outcomes.filter((kept) => kept.length > 0)).toHaveLength(plans.filter((plan) => !plan.fails).length);
  });

  it('keeps random trees of parallel nested units exactly', async () => {
    const chance = choices(11);
    let serial = 0;
    const grow = async (tx: Tx, depth: number): Promise<string[]> => {
      const own = `n${String(serial++).padStart(5, '0')}`;
      await mark(tx, own);
      const shapes = Array.from({ length: depth > 2 ? 0 : Math.floor(chance() * 4) }, () => chance() < 0.4);
      const kept = await Promise.all([
        ...shapes.map(async (fails) => {
          try {
            return await tx.nested(async (inner) => {
              const below = await grow(inner, depth + 1);
              if (fails) throw new Failure();
              return below;
            });
          } catch (error) {
            if (!(error instanceof Failure)) throw error;
            return [];
          }
        }),
        (async () => {
          const beside = `${own}x`;
          await mark(tx, beside);
          return [beside];
        })(),
      ]);
      return [own, ...kept.flat()];
    };
    const rounds = await Promise.all(
      Array.from({ length: 60 }, async (_, round) => {
        try {
          return await database.write(async (tx) => {
            const kept = await grow(tx, 0);
            if (round % 5 === 4) throw new Failure();
            return kept;
          });
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          return [];
        }
      }),
    );
    expect(await marks()).toEqual(rounds.flat().sort());
    expect(serial).toBeGreaterThan(200);
  });

  it('does not let a failing nested unit take a statement of the unit around it along', async () => {
    await database.write(async (tx) => {
      const failing = tx.nested(async (inner) => {
        await mark(inner, 'inner');
        await sleep(20);
        throw new Failure();
      });
      const beside = sleep(10).then(() => mark(tx, 'beside'));
      await Promise.all([expect(failing).rejects.toThrow(Failure), mark(tx, 'before'), beside]);
    });
    expect(await marks()).toEqual(['before', 'beside']);
  });

  it('makes a write inside a unit a part of that unit', async () => {
    const outer = database.write(async (tx) => {
      await mark(tx, 'outer');
      await database.write((inner) => mark(inner, 'inner'));
      throw new Failure();
    });
    await expect(outer).rejects.toThrow(Failure);
    expect(await marks()).toEqual([]);
  });

  it('refuses work through a tx that was kept, and lets everybody else go on', async () => {
    let kept: Tx | null = null;
    await database.write((tx) => {
      kept = tx;
      return mark(tx, 'in time');
    });
    const late = kept as unknown as Tx;
    await expect(mark(late, 'late')).rejects.toThrow(/has ended/);
    await expect(late.find(ScheduleSlotRow, {})).rejects.toThrow(/has ended/);
    await expect(late.nested((tx) => mark(tx, 'late'))).rejects.toThrow(/has ended/);
    expect(() => {
      late.afterCommit(() => undefined);
    }).toThrow(/has ended/);
    expect(await marks()).toEqual(['in time']);
  });

  it('refuses what a forgotten await leaves behind, also inside a nested unit', async () => {
    const left: Promise<unknown>[] = [];
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const straggle = async (tx: Tx, id: string): Promise<void> => {
      await ended;
      await mark(tx, id);
    };
    await database.write(async (tx) => {
      await tx.nested(async (inner) => {
        left.push(straggle(inner, 'late inside'));
        await mark(inner, 'inside');
      });
      left.push(straggle(tx, 'late outside'));
      left.push(ended.then(() => database.write((again) => mark(again, 'late unit'))));
    });
    end();
    const outcomes = await Promise.allSettled(left);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await marks()).toEqual(['inside']);
  });

  it('waits for a nested unit that nobody awaited before it commits', async () => {
    let forgotten: Promise<void> = Promise.resolve();
    await database.write(async (tx) => {
      forgotten = tx.nested(async (inner) => {
        await mark(inner, 'first');
        await sleep(20);
        await mark(inner, 'second');
      });
      await turn();
    });
    expect(await marks()).toEqual(['first', 'second']);
    await forgotten;
  });

  it('says so when the tx around a nested unit is used inside it', async () => {
    const wrong = database.write((tx) => tx.nested(() => mark(tx, 'wrong tx')));
    await expect(wrong).rejects.toThrow(/use the tx that it was given/);
    expect(await marks()).toEqual([]);
  });

  it('announces after the commit of the whole unit only, and never what was taken back', async () => {
    const heard: string[] = [];
    await database.write(async (tx) => {
      await tx.nested(async (inner) => {
        await mark(inner, 'kept');
        inner.afterCommit(() => heard.push('kept'));
      });
      const dropped = tx.nested((inner) => {
        inner.afterCommit(() => heard.push('dropped'));
        return Promise.reject(new Failure());
      });
      await expect(dropped).rejects.toThrow(Failure);
      tx.afterCommit(() => {
        throw new Failure('in a callback');
      });
      tx.afterCommit(() => heard.push('last'));
      expect(heard).toEqual([]);
    });
    expect(heard).toEqual(['kept', 'last']);
    const failed = database.write((tx) => {
      tx.afterCommit(() => heard.push('never'));
      return Promise.reject(new Failure());
    });
    await expect(failed).rejects.toThrow(Failure);
    expect(heard).toEqual(['kept', 'last']);
  });

  it('lets a callback after a commit write again', async () => {
    let again: Promise<void> = Promise.resolve();
    await database.write((tx) => {
      tx.afterCommit(() => {
        again = database.write((next) => mark(next, 'after'));
      });
      return mark(tx, 'before');
    });
    await again;
    expect(await marks()).toEqual(['after', 'before']);
  });

  it('reads without waiting for a writer and sees only what is committed', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const writer = database.write(async (tx) => {
      await mark(tx, 'uncommitted');
      await held;
    });
    await sleep(20);
    expect(await marks()).toEqual([]);
    release();
    await writer;
    expect(await marks()).toEqual(['uncommitted']);
  });

  it('lets a read inside a unit see what the unit wrote', async () => {
    await database.write(async (tx) => {
      await mark(tx, 'own');
      expect(await marks()).toEqual(['own']);
    });
  });

  it('refuses writes in a reading unit, through every way in', async () => {
    const refusals = [
      database.read((tx) => mark(tx, 'x')),
      database.read((tx) => tx.run('DELETE FROM marks')),
      database.read((tx) => tx.lockRows('marks', ['x'])),
      database.read((tx) => tx.delete(ScheduleSlotRow, { id: 'x' })),
      database.read((tx) => tx.update(ScheduleSlotRow, { id: 'x' }, { doneMs: 1 })),
      database.read((tx) => tx.insert(ScheduleSlotRow, { id: 'x', job: 'x', slotMs: 1, takenMs: 1 })),
    ];
    for (const refusal of refusals) await expect(refusal).rejects.toThrow(/only reads/);
    expect(await marks()).toEqual([]);
  });

  it('answers how many rows a statement matched, 0 or 1 alike on both engines', async () => {
    await database.write(async (tx) => {
      await mark(tx, 'one');
      const claim = "UPDATE marks SET amount = amount + 1 WHERE id = 'one' AND amount < 1";
      expect(await tx.run(claim)).toBe(1);
      expect(await tx.run(claim)).toBe(0);
      expect(await tx.run("UPDATE marks SET amount = 1 WHERE id = 'one'")).toBe(1);
      expect(await tx.run("DELETE FROM marks WHERE id = 'nobody'")).toBe(0);
    });
  });

  it('knows a doubled key, also when only a nested unit is taken back for it', async () => {
    await database.write(async (tx) => {
      await mark(tx, 'same');
      const doubled = tx.nested((inner) => mark(inner, 'same'));
      const error = await doubled.then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(database.isUnique(error)).toBe(true);
      await mark(tx, 'other');
    });
    expect(database.isUnique(new Error('something else'))).toBe(false);
    expect(await marks()).toEqual(['other', 'same']);
  });

  it('inserts thousands of rows in few statements, and all or none of them', async () => {
    const rows = Array.from({ length: 7001 }, (_, i) => ({ id: `r${String(i)}`, amount: i }));
    await database.write((tx) => insertInto(tx, 'marks', rows));
    const total = await database.read((tx) =>
      tx.one<{ n: number; s: number; a: number }>(
        'SELECT count(*) AS n, sum(amount) AS s, avg(amount) AS a FROM marks',
      ),
    );
    expect(total).toEqual({ n: 7001, s: 24503500, a: 3500 });
    const doubled = [...rows.slice(0, 1).map((row) => ({ ...row, id: 'new' })), ...rows.slice(0, 1)];
    await expect(database.write((tx) => insertInto(tx, 'marks', doubled))).rejects.toThrow();
    expect((await marks()).includes('new')).toBe(false);
    await expect(
      database.write((tx) => insertInto(tx, 'marks', [{ id: 'p', amount: 1 }, { id: 'q' }])),
    ).rejects.toThrow(/columns/);
  });
});
