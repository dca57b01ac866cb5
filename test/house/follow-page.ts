import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..');
const PARTS = ['src', 'config', 'migrations', 'test', 'web/console/words', 'tsconfig.json', 'jest.config.cjs', 'tools'];

/** One step of a page: a new file, or a change of one that is there. */
export interface Step {
  readonly page: string;
  readonly path: string;
  readonly kind: 'file' | 'change';
  readonly text: string;
}

/** The blocks of a page whose first line names a file (```ts src/…, ```diff src/…), in their order. */
export function stepsOf(page: string): Step[] {
  const text = readFileSync(join(ROOT, 'docs', 'how-to', page), 'utf8');
  return [...text.matchAll(/^```(\w+) (\S+)\n(.*?)^```$/gmsu)].map(([, language, path = '', block = '']) => ({
    page,
    path,
    kind: language === 'diff' ? 'change' : 'file',
    text: block,
  }));
}

/** A copy of the sources in which pages are followed. */
export class ScratchTree {
  readonly folder = mkdtempSync(join(tmpdir(), 'xinyue-how-to-'));

  constructor() {
    for (const part of PARTS) cpSync(join(ROOT, part), join(this.folder, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** Throws when a line that a change stands beside is not there, or more than once. */
  follow(steps: readonly Step[]): void {
    for (const { page, path, kind, text } of steps) {
      const file = join(this.folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, kind === 'file' ? text : changed(readFileSync(file, 'utf8'), text, `${page}: ${path}`));
    }
  }

  /** The first fault of types in each of the files, as `path: message`. */
  faultsIn(paths: readonly string[]): string[] {
    const { config } = ts.readConfigFile(join(this.folder, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
      config: object;
    };
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, this.folder);
    const files = paths.map((path) => join(this.folder, path));
    const program = ts.createProgram(files, { ...options, noEmit: true });
    return paths.flatMap((path, i) => {
      const [fault] = program.getSemanticDiagnostics(program.getSourceFile(files[i] ?? ''));
      return fault ? [`${path}: ${ts.flattenDiagnosticMessageText(fault.messageText, ' ')}`] : [];
    });
  }

  /** Runs specs of the copy; null when all of them pass, else what jest says. */
  failures(specs: readonly string[]): string | null {
    const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
    const env = { ...process.env, XINYUE_ENGINES: 'sqlite', NODE_OPTIONS: '' };
    const run = spawnSync(process.execPath, [jest, '-i', '--silent', ...specs], {
      cwd: this.folder,
      env,
      encoding: 'utf8',
    });
    return run.status === 0 ? null : run.stderr;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** A text with a change in it: lines that begin with a blank or a minus are found, once; the minus goes, the plus comes. */
function changed(text: string, change: string, place: string): string {
  const lines = change.split('\n').slice(0, -1);
  const taken = (signs: string): string[] =>
    lines.filter((line) => signs.includes(line[0] ?? ' ')).map((line) => line.slice(1));
  const found = `\n${taken(' -').join('\n')}\n`;
  const [before = '', after, ...more] = `\n${text}`.split(found);
  if (after === undefined || more.length > 0) {
    throw new Error(`${place}: ${after === undefined ? 'nowhere' : 'more than once'}:${found}`);
  }
  return `${before}\n${taken(' +').join('\n')}\n${after}`.slice(1);
}
