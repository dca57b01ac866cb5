import { Injectable } from '@nestjs/common';
import { addDays, civilAt, dateOf, instantOf, minutesOfClock, type CivilDateTime } from '../../kernel/civil-time';
import { DAY } from '../../kernel/clock';
import type { PersonSummary } from '../../organisations/people.queries';
import { People } from '../../organisations/people.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import type { DutyView } from '../../rota/domain/shift-view';
import { assignmentEntry, shiftReferent, type ShiftReferent } from '../dialogue/referents';
import type { ListEntry } from '../dialogue/dialogue';
import type { ChainList } from '../grammar/text/chain-list';
import { particularsOf } from '../grammar/parse';
import { nameAt } from '../grammar/entities/people';
import type { Slots, Stretch } from '../grammar/reading';
import { match, windowOf } from '../dialogue/matching';
import { OpenShifts, isFree } from './open-shifts.service';
import { OwnShifts } from './own-shifts.service';
import { personEntry } from './people-by-name.service';
import { ruleText } from '../../rota/domain/rule-words';
import { saidDay, saidShift } from '../../kernel/said-time';
import type { Turn } from '../dialogue/turn';
import { Vocabularies } from '../dialogue/vocabularies.service';
import * as sayClaim from '../wording/claiming';
import * as sayChain from '../wording/chain-list';

const MOST_ENTRIES = 60;

/** One thing that would be changed: a shift for a person, or an assignment to be given up. */
export interface ChainChange {
  readonly line: string;
  readonly entries: readonly ListEntry[];
}

/** What a 接龙 says otherwise than the rota. */
export interface Difference {
  readonly fresh: readonly ChainChange[];
  readonly withdrawn: readonly ChainChange[];
  readonly same: number;
  readonly unknown: readonly string[];
  readonly unclear: readonly string[];
  readonly conflicts: readonly string[];
}

interface Found {
  fresh: ChainChange[];
  same: number;
  unknown: string[];
  unclear: string[];
  conflicts: string[];
  /** `shift.person` of everybody whom the list puts on a shift. */
  listed: Set<string>;
  /** The shifts that the list speaks of, by id. */
  shifts: Map<string, { programmeKey: string; postKey: string; start: number }>;
  used: Map<string, number>;
}

/** What the lines above the entries say for all of them. */
interface Frame {
  readonly when: readonly Stretch[];
  readonly programme: string | undefined;
  readonly post: string | undefined;
}

/** Compares a 接龙 with the rota, line by line; changes nothing. */
@Injectable()
export class ChainDifference {
  constructor(
    private readonly people: People,
    private readonly open: OpenShifts,
    private readonly own: OwnShifts,
    private readonly look: LookAtRota,
    private readonly vocabularies: Vocabularies,
  ) {}

  async of(turn: Turn, list: ChainList): Promise<Difference> {
    const standing = await this.vocabularies.of(turn.scope);
    const read = (text: string): Slots | null => claimOf(text, turn, standing);
    const frame = frameOf(list.title, read);
    const everybody = await this.people.everybody(turn.scope);
    const found: Found = {
      fresh: [],
      same: 0,
      unknown: [],
      unclear: [],
      conflicts: [],
      listed: new Set(),
      shifts: new Map(),
      used: new Map(),
    };
    for (const { text } of list.entries.slice(0, MOST_ENTRIES))
      await this.line(turn, text, frame, everybody, found, read);
    const withdrawn = await this.withdrawn(turn, frame, found);
    return { ...found, withdrawn };
  }

  private async line(
    turn: Turn,
    typed: string,
    frame: Frame,
    everybody: readonly PersonSummary[],
    found: Found,
    read: Read,
  ): Promise<void> {
    const text = cleaned(typed);
    const { named, rest, unknown } = await this.namesIn(turn, text, everybody);
    const words = rest.split(WORDS).filter((word) => word !== '');
    const strangers = named.length === 0 ? [] : words.filter(isName);
    found.unknown.push(...unknown, ...strangers);
    const slots = slotsOf(words.filter((word) => !strangers.includes(word)).join(' '), frame, read);
    for (const person of named) {
      if (slots) await this.compare(turn, person, slots, text, found);
      else found.unclear.push(text);
    }
  }

  /** Full names anywhere in the line; where there is none, its first word as somebody may be called. */
  private async namesIn(turn: Turn, text: string, everybody: readonly PersonSummary[]) {
    const named: PersonSummary[] = [];
    const unknown: string[] = [];
    let rest = text;
    for (const person of everybody) {
      if (!rest.includes(person.name)) continue;
      const twins = everybody.filter((other) => other.name === person.name);
      if (twins.length > 1) unknown.push(sayChain.twoOfThem(person.name, twins.length));
      else named.push(person);
      rest = rest.replaceAll(person.name, ' ');
    }
    if (named.length > 0 || unknown.length > 0) return { named, rest, unknown };
    const [first = '', ...others] = text.split(WORDS).filter((word) => word !== '');
    const called = await this.people.find(turn.scope, first);
    const [only] = called;
    if (only && called.length === 1) return { named: [only], rest: others.join(' '), unknown };
    return { named, rest, unknown: [called.length > 1 ? sayChain.twoOfThem(first, called.length) : first || text] };
  }

  private async compare(turn: Turn, person: PersonSummary, slots: Slots, text: string, found: Found): Promise<void> {
    const { zone } = turn.scope;
    const theirs: Turn = { ...turn, about: { personId: person.id, name: person.name } };
    const held = match(await this.own.referents(theirs), slots, zone).exact;
    for (const { mine } of held) list(found, mine, person.id);
    if (held.length > 0) {
      found.same++;
      return;
    }
    const fitting = match(await this.open.referents(theirs, slots), slots, zone).exact;
    const free = fitting.filter(({ shift }) => isFree(shift));
    const [only] = free;
    if (only && free.length === 1) {
      this.take(only, person, found);
      return;
    }
    const barred = fitting[0]?.shift.verdict[0];
    if (free.length > 1) found.unclear.push(sayChain.severalFit(text, free.length));
    else if (barred) found.conflicts.push(sayChain.conflict(person.name, ruleText(barred, zone)));
    else if (await this.isTaken(turn, slots))
      found.conflicts.push(sayChain.conflict(person.name, sayClaim.takenAlready()));
    else found.unclear.push(text);
  }

  private take({ shift, line, entry }: ShiftReferent, person: PersonSummary, found: Found): void {
    list(found, shift, person.id);
    const before = found.used.get(shift.shiftId) ?? 0;
    if (before >= Math.max(1, shift.seatsMax - shift.taken)) {
      found.conflicts.push(sayChain.conflict(person.name, sayChain.seatsGone(line)));
      return;
    }
    found.used.set(shift.shiftId, before + 1);
    found.fresh.push({ line: `${person.name} ${line}`, entries: [entry, personEntry(person.id)] });
  }

  private async isTaken(turn: Turn, slots: Slots): Promise<boolean> {
    const duties = await this.look.duties(turn.scope, windowOf(slots, turn.now, turn.scope.zone, 1));
    const seats = duties.map((duty) => shiftReferent({ ...duty, offeredBy: null, verdict: [] }, turn.today));
    return match(seats, slots, turn.scope.zone).exact.some(({ shift }) => shift.end > turn.now);
  }

  /** Who is on the shifts that the list speaks of, or on those that its title promises to be whole about, and not in it. */
  private async withdrawn(turn: Turn, frame: Frame, found: Found): Promise<ChainChange[]> {
    const spoken = [...found.shifts.values()];
    if (spoken.length === 0) return [];
    const { zone } = turn.scope;
    const whole = frame.when.length > 0 ? { from: startOf(frame.when), to: endOf(frame.when) } : null;
    const starts = spoken.map(({ start }) => start);
    const range = whole
      ? { from: Math.max(turn.now, instantOf(whole.from, zone)), to: instantOf(whole.to, zone) }
      : { from: Math.max(turn.now, Math.min(...starts)), to: Math.max(...starts) + 1 };
    if (range.to <= range.from || range.to - range.from > 62 * DAY) return [];
    const duties = await this.look.duties(turn.scope, range);
    const meant = duties.filter(
      (duty) =>
        duty.start >= range.from &&
        duty.start > turn.now &&
        (found.shifts.has(duty.shiftId) || (whole !== null && speaksOf(spoken, duty))),
    );
    return meant.flatMap((duty) =>
      duty.people
        .filter(({ personId }) => !found.listed.has(`${duty.shiftId}.${personId}`))
        .map((holder): ChainChange => {
          const { start, end } = duty;
          const entry = assignmentEntry({ start, end, assignmentId: holder.assignmentId });
          return { line: `${holder.name} ${saidShift(duty, turn.today)}`, entries: [entry] };
        }),
    );
  }
}

/** A colon between digits belongs to an hour. */
const WORDS = /(?:[\s,，、;；&+]|(?<!\d)[:：]|[:：](?!\d))+/u;

const isName = (word: string): boolean =>
  !/\d|^周[一二三四五六日天末]/u.test(word) && nameAt(word, 0, () => false)?.length === word.length;

/** Without what decorates a line: emoji, zero-width characters, brackets, an @ before a name. */
function cleaned(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Cf}|\ufe0f|\u20e3/gu, ' ')
    .replace(/[()[\]【】@]/gu, ' ')
    .trim();
}

function list(
  found: Found,
  shift: { shiftId: string; programmeKey: string; postKey: string; start: number },
  personId: string,
): void {
  found.listed.add(`${shift.shiftId}.${personId}`);
  found.shifts.set(shift.shiftId, shift);
}

const speaksOf = (spoken: readonly { programmeKey: string; postKey: string }[], duty: DutyView): boolean =>
  spoken.some(({ programmeKey, postKey }) => programmeKey === duty.programmeKey && postKey === duty.postKey);

const startOf = (when: readonly Stretch[]): CivilDateTime => when.map(({ from }) => from).sort()[0] ?? '';
const endOf = (when: readonly Stretch[]): CivilDateTime =>
  when
    .map(({ from, to }) => to ?? civilAt(dateOf(from), minutesOfClock(from.slice(11)) + 1))
    .sort()
    .pop() ?? '';

type Read = (text: string) => Slots | null;

/** What a text says about a shift, as if somebody claimed it; null when that is not certain. */
function claimOf(text: string, { now, scope }: Turn, standing: Awaited<ReturnType<Vocabularies['of']>>): Slots | null {
  const { slots, certain } = particularsOf('claim', text, { now, zone: scope.zone, ...standing });
  return certain ? slots : null;
}

function frameOf(title: readonly string[], read: Read): Frame {
  const lines = title.map((line) => read(cleaned(line))).filter((slots) => slots !== null);
  const posts = new Set(lines.map(({ post }) => post).filter((post) => post !== undefined));
  return {
    when: lines.flatMap(({ when }) => when ?? []),
    programme: lines.find(({ programme }) => programme !== undefined)?.programme,
    post: posts.size === 1 ? [...posts][0] : undefined,
  };
}

/** What one line says, completed by what stands above the list; null when no time can be made out. */
function slotsOf(rest: string, frame: Frame, read: Read): Slots | null {
  const own = read(rest);
  const day = frame.when.length === 1 ? dateOf(startOf(frame.when)) : null;
  const said = own?.when ? own : day === null ? null : read(`${saidDay(day)} ${rest}`);
  if (!said?.when) return null;
  return {
    ...said,
    when: frame.when.length === 0 ? said.when : said.when.map((stretch) => within(stretch, frame.when)),
    programme: said.programme ?? frame.programme,
    post: said.post ?? frame.post,
  };
}

/** 周四 under a title of next week is next week's. */
function within(stretch: Stretch, frame: readonly Stretch[]): Stretch {
  const [from, to] = [startOf(frame), endOf(frame)];
  if (stretch.from >= from && stretch.from < to) return stretch;
  const later = { from: aWeekOn(stretch.from), to: stretch.to === null ? null : aWeekOn(stretch.to) };
  return later.from >= from && later.from < to ? later : stretch;
}

const aWeekOn = (at: CivilDateTime): CivilDateTime => `${addDays(dateOf(at), 7)}${at.slice(10)}`;
