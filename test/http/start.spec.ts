import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHILD = join(__dirname, '../harness/typescript-child.cjs');
const MAIN = join(__dirname, '../../src/main.ts');

/** The service as it really starts, in a process of its own. */
function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [CHILD, MAIN], {
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  const ended = once(child, 'close').then(([status]) => Number(status));
  return {
    ended,
    errors: () => errors.trim(),
    output: () => output,
    signal: (name: NodeJS.Signals) => child.kill(name),
    /** The address after `label` in what it printed. */
    async address(label: string): Promise<string> {
      const pattern = new RegExp(`${label}: (\\S+)\\n`, 'u');
      while (!pattern.test(output)) {
        if (child.exitCode !== null) throw new Error(`it ended with ${String(child.exitCode)}: ${errors}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return pattern.exec(output)?.[1] ?? '';
    },
  };
}

describe('the start', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xinyue-start-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const database = (): Record<string, string> => ({ DATABASE_URL: `sqlite:${join(folder, 'xinyue.db')}` });

  it('prints both addresses, loads the sample, and stops cleanly although a page still listens', async () => {
    const service = start(database());
    const chat = await service.address('Chat');
    const console = await service.address('Console');
    expect(console).toMatch(/\/console\/sign-in#[\w-]{43}$/u);
    const base = chat.replace('/chat', '');
    const people = await (await fetch(`${base}/api/chat/people`)).json();
    expect((people as { people: unknown[] }).people.length).toBeGreaterThan(50);
    const listening = http.get(`${base}/api/chat/events?from=v01`);
    await once(listening, 'response');
    listening.on('error', () => undefined);
    service.signal('SIGTERM');
    expect(await service.ended).toBe(0);
    expect(service.output()).toContain('已停止');
  }, 60_000);

  it.each([
    ['PORT', 'many'],
    ['DATABASE_URL', 'oracle://x'],
    ['SECRET_KEY', 'short'],
    ['WECHATY_PUPPET', 'wechaty-puppet-wechat4u'],
  ])(
    'ends with one line when %s is %j',
    async (name, value) => {
      const service = start({ ...database(), [name]: value });
      expect(await service.ended).toBe(1);
      expect(service.errors().split('\n')).toHaveLength(1);
      expect(service.errors()).toContain(name);
    },
    60_000,
  );
});
