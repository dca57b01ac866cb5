import { AppClock } from '../kernel/app-clock';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '../../config/configuration';
import { ManualClock } from '../kernel/clock';
import { ExportOrganisation } from '../import/export-organisation.service';
import { ImportOrganisation } from '../import/import-organisation.service';
import { Fault } from '../kernel/fault';
import { readScenario, type Step } from './scenario';
import { Simulation, type Heard } from './simulation';

export interface SimulateOptions {
  readonly file: string;
  /** null: a private database that is gone afterwards. */
  readonly database: string | null;
  /** Where the organisation file is written as it stands at the end. */
  readonly state: string | null;
}

/** Replays a scenario; each message that the service says is given to `print` in order of delivery. */
export async function simulate(options: SimulateOptions, print: (line: Heard) => void): Promise<void> {
  const steps = readScenario(options.file);
  if (options.state !== null) mustBeWritable(options.file, steps, options.state);
  const folder = options.database === null ? mkdtempSync(join(tmpdir(), 'xinyue-')) : null;
  try {
    const databaseUrl = options.database ?? `sqlite:${join(folder ?? '', 'simulation.db')}`;
    const configuration = readConfiguration({ DATABASE_URL: databaseUrl, SECRET_KEY: 'simulation-'.repeat(4) });
    const clock = new ManualClock(steps.find((step) => step.at !== null)?.at ?? 0);
    const simulation = new Simulation(configuration, clock, print);
    await simulation.boot();
    try {
      await new Play(options, simulation).all(steps);
    } finally {
      await simulation.close();
    }
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  }
}

/** Says so before a month is played, not after it. */
function mustBeWritable(file: string, steps: readonly Step[], path: string): void {
  if (!steps.some((step) => step.kind === 'load')) {
    throw new Fault(`${file}: nothing is loaded, so --state has nothing to write`);
  }
  try {
    closeSync(openSync(path, 'a'));
  } catch {
    throw new Fault(`--state: ${path}: cannot be written`);
  }
}

class Play {
  private orgId: string | null = null;

  constructor(
    private readonly options: SimulateOptions,
    private readonly simulation: Simulation,
  ) {}

  async all(steps: readonly Step[]): Promise<void> {
    await this.simulation.meetEverybody();
    for (const step of steps) await this.step(step);
    const { state } = this.options;
    if (state === null || this.orgId === null) return;
    const file = await this.simulation.get(ExportOrganisation).export(this.orgId, this.simulation.get(AppClock).now());
    writeFileSync(state, `${JSON.stringify(file, null, 1)}\n`);
  }

  private async step(step: Step): Promise<void> {
    if (step.at !== null) await this.simulation.windTo(step.at);
    switch (step.kind) {
      case 'load':
        await this.load(step);
        return;
      case 'crash':
        await this.simulation.crash();
        break;
      case 'say':
        await this.say(step);
        break;
      case 'wind':
        break;
    }
    await this.simulation.windTo(this.simulation.clock.now());
  }

  private async load(step: Extract<Step, { kind: 'load' }>): Promise<void> {
    const now = this.simulation.clock.now();
    const result = await this.simulation.get(ImportOrganisation).import(step.organisation, now);
    if (!result.ok) throw new Fault(`${step.source}: ${result.refusal.faults[0] ?? 'not an organisation file'}`);
    this.orgId ??= result.value.orgId;
    this.simulation.zone = result.value.timeZone;
    await this.simulation.meetEverybody();
  }

  private async say(step: Extract<Step, { kind: 'say' }>): Promise<void> {
    const speakers: { called: string; account: string }[] = [];
    for (const called of step.from) {
      const account = await this.simulation.accountOf(called);
      if (account === null) {
        throw new Fault(
          `${this.options.file}:${String(step.line)}: from: two people are called ${called}; use the key`,
        );
      }
      speakers.push({ called, account });
    }
    await Promise.all(
      speakers.map((who) => this.simulation.say(step.line, who.called, who.account, step.text, step.group)),
    );
  }
}
