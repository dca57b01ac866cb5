import { openDatabase } from '../../src/schema/open-database';
import { insertInto } from '../harness/insert-into';

/** Writes rows one unit each, and says each one's number after it was acknowledged; ends only by being killed. */
async function main(): Promise<void> {
  const database = await openDatabase(process.argv[3] ?? '', { migrate: false });
  const say = (line: string): Promise<void> =>
    new Promise((resolve) => {
      process.stdout.write(`${line}\n`, () => {
        resolve();
      });
    });
  await say('open');
  for (let n = 0; ; n++) {
    await database.write(async (tx) => {
      await insertInto(tx, 'pairs', { id: n, half: 'a' });
      await tx.nested((inner) => insertInto(inner, 'pairs', { id: n, half: 'b' }));
    });
    await say(String(n));
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
