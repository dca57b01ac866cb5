import { Injectable } from '@nestjs/common';
import { AssignShift } from '../../rota/assign-shift.service';
import type { Entry } from '../dialogue';
import { parseChainList } from '../grammar/chain-list';
import { understand } from '../grammar/parse';
import type { Slots } from '../grammar/reading';
import { match } from '../matching';
import { OpenShifts } from '../open-shifts.service';
import { OwnShifts } from '../own-shifts.service';
import { People, type PersonSummary } from '../../organisations/people.service';
import { personEntry } from '../people-by-name.service';
import { told, type Command, type Outcome, type Turn } from '../turn';
import * as say from '../wording';

const MOST_ENTRIES = 60;

/** What one line of a list comes to. */
type Reading =
  | { readonly kind: 'fresh'; readonly line: string; readonly entries: readonly [Entry, Entry] }
  | { readonly kind: 'same' }
  | { readonly kind: 'unknown' | 'unclear' | 'conflict'; readonly line: string };

/** A pasted 接龙: compared with the rota, and what is new in it assigned after the coordinator's yes. */
@Injectable()
export class ChainListCommand implements Command {
  readonly act = 'chain-list';
  readonly audience = 'coordinators';

  constructor(
    private readonly people: People,
    private readonly open: OpenShifts,
    private readonly own: OwnShifts,
    private readonly assigning: AssignShift,
  ) {}

  async run(turn: Turn): Promise<Outcome> {
    if (turn.step.sure === true && turn.step.chosen) return this.apply(turn, turn.step.chosen);
    const list = parseChainList(turn.step.slots.note ?? '');
    if (!list || list.entries.length === 0) return told(say.chainUnread());
    const title = list.title.join(' ');
    const readings: Reading[] = [];
    for (const entry of list.entries.slice(0, MOST_ENTRIES)) readings.push(await this.read(turn, entry.text, title));
    const fresh = readings.flatMap((reading) => (reading.kind === 'fresh' ? [reading] : []));
    const lines = (kind: 'unknown' | 'unclear' | 'conflict'): string[] =>
      readings.flatMap((reading) => (reading.kind === kind ? [reading.line] : []));
    const text = say.chainDifference({
      fresh: fresh.map(({ line }) => line),
      same: readings.filter((reading) => reading.kind === 'same').length,
      unknown: lines('unknown'),
      unclear: lines('unclear'),
      conflicts: lines('conflict'),
      withdrawn: [],
    });
    if (fresh.length === 0) return told(text);
    const chosen = fresh.flatMap(({ entries }) => entries);
    const yes = [{ act: this.act, slots: {}, chosen, sure: true } as const];
    return told(text, { question: { options: [], yes } });
  }

  private async read(turn: Turn, text: string, title: string): Promise<Reading> {
    const [name = '', ...rest] = text.split(/[\s,，、:：]+/u).filter((part) => part !== '');
    const found = await this.people.find(turn.scope, name);
    const [person] = found;
    if (!person || found.length > 1 || person.name !== name) return { kind: 'unknown', line: name };
    const slots = this.slotsOf(turn, rest.join(' ')) ?? this.slotsOf(turn, `${title} ${rest.join(' ')}`);
    if (!slots) return { kind: 'unclear', line: text };
    return this.compare(turn, person, slots, text);
  }

  private slotsOf(turn: Turn, what: string): Slots | null {
    const [reading] = understand(`${say.verb('claim')} ${what}`, { now: turn.now, zone: turn.scope.zone });
    return reading && !reading.ask && reading.slots.when ? reading.slots : null;
  }

  private async compare(turn: Turn, person: PersonSummary, slots: Slots, text: string): Promise<Reading> {
    const theirs: Turn = { ...turn, about: { personId: person.id, name: person.name } };
    const held = match(await this.own.candidates(theirs), slots, turn.scope.zone).exact;
    if (held.length > 0) return { kind: 'same' };
    const fitting = match(await this.open.candidates(theirs, slots), slots, turn.scope.zone).exact;
    const free = fitting.filter(({ shift }) => shift.verdict.length === 0);
    const [only] = free;
    if (only && free.length === 1) {
      return { kind: 'fresh', line: `${person.name} ${only.line}`, entries: [only.entry, personEntry(person.id)] };
    }
    const barred = fitting[0]?.shift.verdict[0];
    if (free.length === 0 && barred) {
      return { kind: 'conflict', line: `${person.name}：${say.violationText(barred, turn.scope.zone)}` };
    }
    return { kind: 'unclear', line: text };
  }

  private async apply(turn: Turn, chosen: readonly Entry[]): Promise<Outcome> {
    const failed: string[] = [];
    let count = 0;
    for (let i = 0; i + 1 < chosen.length; i += 2) {
      const [shift, person] = [chosen[i], chosen[i + 1]];
      if (!shift || !person) continue;
      const result = await this.assigning.assign(turn.act(), { shiftId: shift.id, personId: person.id });
      if (result.ok) count++;
      else failed.push(say.rotaRefusal(result.refusal, turn));
    }
    return told(say.chainApplied(count, failed));
  }
}
