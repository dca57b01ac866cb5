import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A process of its own that tells us lines. */
export interface Child {
  readonly lines: readonly string[];
  /** Waits until the child has said `count` lines; throws what it wrote to stderr when it ends before. */
  said(count: number): Promise<void>;
  /** kill -9, then waits for the end. */
  kill(): Promise<void>;
}

/** Starts a TypeScript file of the tests with these arguments. */
export function startChild(file: string, args: readonly string[]): Child {
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(
    process.execPath,
    [join(__dirname, 'typescript-child.cjs'), file, ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = once(child, 'close');
  const lines: string[] = [];
  let errors = '';
  const reader = createInterface(child.stdout);
  reader.on('line', (line) => lines.push(line));
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  return {
    lines,
    async said(count) {
      while (lines.length < count) {
        if (child.exitCode !== null) throw new Error(`the child ended with ${String(child.exitCode)}: ${errors}`);
        await Promise.race([once(reader, 'line'), ended]);
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
