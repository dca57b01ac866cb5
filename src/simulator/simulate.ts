import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '../../config/configuration';
import { instantOf, isCivilDateTime, type ZoneName } from '../kernel/civil-time';
import { ManualClock, type Instant } from '../kernel/clock';
import { ExportOrganisation } from '../organisations/import/export-organisation.service';
import { ImportOrganisation } from '../organisations/import/import-organisation.service';
import { Fault } from './fault';
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
  const folder = options.database === null ? mkdtempSync(join(tmpdir(), 'xinyue-')) : null;
  try {
    const databaseUrl = options.database ?? `sqlite:${join(folder ?? '', 'simulation.db')}`;
    const configuration = readConfiguration({ DATABASE_URL: databaseUrl, SECRET_KEY: 'simulation-'.repeat(4) });
    const simulation = new Simulation(configuration, new ManualClock(startOf(steps)), print);
    await simulation.boot();
    const play = new Play(options.file, simulation);
    for (const step of steps) await play.step(step);
    if (options.state !== null) await play.writeState(options.state);
    await simulation.close();
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  }
}

/** The zone that times without an offset are in, and the first of them. */
function startOf(steps: readonly Step[]): Instant {
  const first = steps.find((step) => step.kind !== 'load');
  return first ? instantFrom(first.at, zoneOf(steps)) : 0;
}

function zoneOf(steps: readonly Step[]): ZoneName {
  for (const step of steps) {
    if (step.kind !== 'load') continue;
    const organisation = (step.organisation as { organisation?: { timeZone?: unknown } }).organisation;
    if (typeof organisation?.timeZone === 'string') return organisation.timeZone;
  }
  return 'Asia/Shanghai';
}

function instantFrom(at: string, zone: ZoneName): Instant {
  return isCivilDateTime(at) ? instantOf(at, zone) : Date.parse(at);
}

class Play {
  private orgId: string | null = null;

  constructor(
    private readonly file: string,
    private readonly simulation: Simulation,
  ) {}

  async step(step: Step): Promise<void> {
    if (step.kind === 'load') {
      await this.load(step);
      return;
    }
    await this.wind(step);
    if (step.kind === 'crash') await this.simulation.crash();
    if (step.kind === 'say') await this.say(step);
    await this.simulation.windTo(this.simulation.clock.now());
  }

  async writeState(path: string): Promise<void> {
    if (this.orgId === null) throw new Fault(`${this.file}: nothing was loaded, so there is no state to write`);
    const state = await this.simulation.get(ExportOrganisation).export(this.orgId);
    writeFileSync(path, `${JSON.stringify(state, null, 1)}\n`);
  }

  private async load(step: Extract<Step, { kind: 'load' }>): Promise<void> {
    const now = this.simulation.clock.now();
    const result = await this.simulation.get(ImportOrganisation).import(step.organisation, now);
    if (!result.ok) throw new Fault(`${step.source}: ${result.refusal.faults[0] ?? 'not an organisation file'}`);
    this.orgId ??= result.value.orgId;
    this.simulation.zone = result.value.timeZone;
    await this.simulation.meetEverybody();
  }

  private async wind(step: Exclude<Step, { kind: 'load' }>): Promise<void> {
    const at = instantFrom(step.at, this.simulation.zone);
    if (at < this.simulation.clock.now()) {
      throw new Fault(`${this.file}:${String(step.line)}: at: ${step.at} lies before an earlier line`);
    }
    await this.simulation.windTo(at);
  }

  private async say(step: Extract<Step, { kind: 'say' }>): Promise<void> {
    const speakers: { called: string; account: string }[] = [];
    for (const called of step.from) {
      const account = await this.simulation.accountOf(called);
      if (account === null) {
        throw new Fault(`${this.file}:${String(step.line)}: from: two people are called ${called}; use the key`);
      }
      speakers.push({ called, account });
    }
    await Promise.all(
      speakers.map((who) => this.simulation.say(step.line, who.called, who.account, step.text, step.group)),
    );
  }
}
