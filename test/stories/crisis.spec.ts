import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type Server } from '../../src/server';
import { readConfiguration } from '../../config/configuration';

/** Nobody else would type exactly this. */
const MARK = '玉树临风七十八号';
const CRIES = [
  `我不想活了，${MARK}`,
  `${MARK}我想自杀`,
  `${MARK} 我老公又打我了`,
  `${'很长的话。'.repeat(120)}我不想活了${MARK}`,
];

/** The whole service as it is started, on a file of its own, with everything it logs kept. */
describe('a cry for help', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xinyue-crisis-'));
  const logged: string[] = [];
  let server: Server;
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= server.stop());

  beforeAll(async () => {
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, 'write').mockImplementation((piece) => {
        logged.push(typeof piece === 'string' ? piece : Buffer.from(piece).toString());
        return true;
      });
    }
    const configuration = readConfiguration({
      PORT: '0',
      DATABASE_URL: `sqlite:${join(folder, 'xinyue.db')}`,
      SECRET_KEY: 'of-the-story-'.repeat(4),
      LOG_LEVEL: 'trace',
    });
    server = await startServer(configuration, { log: (line) => logged.push(line) });
  });
  afterAll(async () => {
    await stop();
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });

  const say = async (text: string): Promise<string> => {
    const response = await fetch(`${server.baseUrl}/api/chat/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ from: 'v01', text }),
    });
    return response.text();
  };

  it('is answered at once with the duty numbers, whatever question stands open', async () => {
    await say('认领 12月24号');
    for (const cry of CRIES) expect(await say(cry)).toMatch(/12356/);
    expect(await say('累死了，笑死我了')).not.toMatch(/12356/);
  });

  it('is found in no file of the service and in no line it logged, though everything is logged', async () => {
    for (const cry of CRIES) await say(cry);
    await stop();
    const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    expect(kept.length).toBeGreaterThan(0);
    const forms = [
      MARK,
      JSON.stringify(MARK).slice(1, -1),
      Buffer.from(MARK).toString('base64'),
      encodeURIComponent(MARK),
    ];
    for (const form of forms) {
      expect(kept.some((bytes) => bytes.includes(form))).toBe(false);
      expect(logged.join('')).not.toContain(form);
    }
    // The search itself would find it.
    writeFileSync(join(folder, 'proof'), MARK);
    expect(readFileSync(join(folder, 'proof')).includes(MARK)).toBe(true);
    // What was sent of it says that it happened and when.
    expect(kept.some((bytes) => bytes.includes('crisis-alert'))).toBe(true);
  });
});
