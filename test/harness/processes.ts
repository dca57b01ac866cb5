import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A process of its own that tells us lines. */
export interface Child {
  readonly lines: readonly string[];
  /** Waits until the child has said `count` lines; throws what it wrote to stderr when it ends before. */
  said(count: number): Promise<void>;
  /** Hands the child a line on its standard input. */
  tell(line: string): void;
  /** Calls `hear` with each line that the child says from now on. */
  onLine(hear: (line: string) => void): void;
  signal(signal: NodeJS.Signals): void;
  /** kill -9, then waits for the end. */
  kill(): Promise<void>;
  /** Fulfilled when it has ended, by whatever. */
  readonly ended: Promise<unknown>;
}

/** Starts a file of the tests, TypeScript or what was built of it, with these arguments. */
export function startChild(file: string, args: readonly string[]): Child {
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(
    process.execPath,
    // what was built needs no translation
    [...(file.endsWith('.ts') ? [join(__dirname, 'typescript-child.cjs')] : []), file, ...args],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const ended = once(child, 'close');
  const lines: string[] = [];
  let errors = '';
  const reader = createInterface(child.stdout);
  reader.on('line', (line) => lines.push(line));
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  child.stdin.on('error', () => undefined);
  return {
    lines,
    ended,
    tell(line) {
      child.stdin.write(`${line}\n`);
    },
    onLine(hear) {
      reader.on('line', hear);
    },
    signal(signal) {
      child.kill(signal);
    },
    async said(count) {
      while (lines.length < count) {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`the child ended with ${String(child.exitCode ?? child.signalCode)}: ${errors}`);
        await Promise.race([once(reader, 'line'), ended]);
      }
    },
    async kill() {
      // a stopped one dies of it as well
      child.kill('SIGKILL');
      await ended;
    },
  };
}
