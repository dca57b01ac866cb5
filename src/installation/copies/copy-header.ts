import { open } from 'node:fs/promises';
import { z } from 'zod';
import { Fault } from '../../kernel/fault';

const count = z.number().int().nonnegative();

const header = z.object({
  format: z.literal('xinyue/copy@1'),
  at: z.iso.datetime(),
  program: z.string(),
  engine: z.enum(['sqlite', 'mysql']),
  /** The migrations that the copied database had had. */
  executed: z.array(z.string()),
  /** The rows of each table. */
  tables: z.record(z.string(), count),
  encryption: z
    .object({
      kdf: z.literal('scrypt'),
      n: z
        .number()
        .int()
        .max(2 ** 20),
      r: z.number().int().max(32),
      p: z.number().int().max(16),
      salt: z.string(),
      nonce: z.string(),
      /** Tells a wrong passphrase from a damaged file. */
      check: z.string(),
    })
    .nullable(),
});

/** The first line of a copy, which anybody may read: what it is a copy of, and of how much. */
export type CopyHeader = z.infer<typeof header>;

export const rowsIn = ({ tables }: CopyHeader): number => Object.values(tables).reduce((sum, rows) => sum + rows, 0);

/** The longest first line there can be. */
const LONGEST = 64 * 1024;

/** Throws Fault when the file is no copy of ours. `bytes`: how long the line is, with its end. */
export async function readHeader(path: string): Promise<{ readonly header: CopyHeader; readonly line: Buffer }> {
  const start = await firstBytes(path);
  const end = start.indexOf('\n');
  if (end > 0) {
    const line = start.subarray(0, end + 1);
    const parsed = header.safeParse(jsonOrNull(line.toString('utf8')));
    if (parsed.success) return { header: parsed.data, line };
  }
  throw new Fault(`${path} 不是备份文件 is no copy made by admin -- backup`);
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new Fault(`读不了 ${path} cannot be read: ${(error as Error).message}`);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST), 0, LONGEST, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw new Fault(`读不了 ${path} cannot be read: ${(error as Error).message}`);
  } finally {
    await file.close();
  }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
