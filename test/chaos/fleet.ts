import { writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { startChild, type Child } from '../harness/processes';
import type { ClaimLine, Given } from './service-child';

/** How often a life may end before it works, for example because the database is away, until that is a fault. */
const TRIES = 40;

/** A process of the service that is killed and started again for ever; each life has a name of its own. */
export class Berth {
  private child: Child | null = null;
  private ready = false;
  private lives = 0;
  readonly clockFile: string;

  constructor(
    folder: string,
    private readonly index: number,
    private readonly given: Omit<Given, 'name' | 'clockFile'>,
    private readonly hear: (line: string) => void,
  ) {
    this.clockFile = join(folder, `clock-${String(index)}`);
  }

  get name(): string {
    return `${String(this.index)}.${String(this.lives)}`;
  }

  get alive(): boolean {
    return this.ready;
  }

  setClock(wrongBy: number): void {
    writeFileSync(this.clockFile, String(wrongBy));
  }

  /** Resolves once it works, or was killed meanwhile; a life that ends before that by itself is followed by another. */
  async start(): Promise<void> {
    for (let tries = 1; ; tries++) {
      this.lives += 1;
      const given: Given = { ...this.given, name: this.name, clockFile: this.clockFile };
      const child = startChild(join(__dirname, `service-child${extname(__filename)}`), [JSON.stringify(given)]);
      this.child = child;
      child.onLine((line) => {
        if (line !== 'ready') this.hear(line);
      });
      try {
        await child.said(1);
        this.ready = this.child === child;
        return;
      } catch (error) {
        if (this.child !== child) return;
        if (tries >= TRIES) throw error;
      }
    }
  }

  async kill(): Promise<void> {
    const { child } = this;
    this.child = null;
    this.ready = false;
    await child?.kill();
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.signal(signal);
  }

  claim(line: ClaimLine): void {
    this.child?.tell(JSON.stringify(line));
  }
}
