import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { firstOfMonth, isCivilDate, startOfDay } from '../kernel/civil-time';
import { done, refused, type Result } from '../kernel/result';
import { Programmes } from '../programmes/programmes.service';
import { SessionPlanner } from '../sessions/session-planner.service';
import { DraftRota } from '../drafts/draft-rota.service';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { Secrets } from '../organisations/secrets.service';
import type { RotaRefusal } from '../rota/domain/refusal';
import { FileReaders } from './file-readers.service';
import { FaultyPeople, ImportPeople } from './import-people.service';
import { readPeople } from './people.queries';
import { readRota, type SheetEntry } from './rota-sheet';
import { shiftsOfMonth, volunteersByKey, type ShiftOfMonth } from './sheet.queries';
import { qualificationsOf } from '../volunteers/qualifications.queries';
import { faultAt, sheetSays, unreadable } from './sheet-faults';
import type { Sheet } from './spreadsheet';
import { Tally, type ImportCounts } from './tally';
import { readVolunteers } from './volunteers-sheet';

export type SheetRefusal =
  | { readonly rule: 'not-allowed' }
  | { readonly rule: 'bad-month' }
  /** Roles at the console change with a fresh proof alone. */
  | { readonly rule: 'step-up' }
  /** `志愿者!C7: …` in the order of the sheet; nothing of the sheet was kept. */
  | { readonly rule: 'faulty-sheet'; readonly faults: readonly string[] };

export interface VolunteersTaken {
  readonly applied: boolean;
  readonly people: readonly { readonly key: string; readonly name: string }[];
  readonly counts: ImportCounts;
}

export interface RotaTaken {
  readonly applied: boolean;
  readonly month: string;
  /** Names in the sheet. */
  readonly entries: number;
  /** What the draft adds to the seats people have already; null when only looked at. */
  readonly draft: { readonly rotaId: string; readonly version: number; readonly added: number } | null;
}

/** A preview keeps nothing; it is taken back by this. */
class OnlyLooked extends Error {
  constructor(readonly taken: VolunteersTaken) {
    super('only looked');
  }
}

/** Takes in the sheets that an office keeps in Excel or WPS: its volunteers, and a month's rota as a draft. */
@Injectable()
export class ImportSpreadsheet {
  constructor(
    private readonly database: Database,
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly secrets: Secrets,
    private readonly readers: FileReaders,
    private readonly people: ImportPeople,
    private readonly programmes: Programmes,
    private readonly planner: SessionPlanner,
    private readonly rotas: DraftRota,
  ) {}

  /** `apply` false: says what would come of it and keeps nothing. */
  async volunteers(
    context: ActContext,
    bytes: Buffer,
    { apply }: { apply: boolean },
  ): Promise<Result<VolunteersTaken, SheetRefusal>> {
    if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
    const sheets = await this.readers.spreadsheet(bytes);
    if (!sheets.ok) return refused({ rule: 'faulty-sheet', faults: [unreadable[sheets.refusal]] });
    try {
      return await this.acts.perform<VolunteersTaken, SheetRefusal>(context, 'import.volunteers', async (tx) => {
        const result = await this.takeVolunteers(tx, context, sheets.value, apply);
        if (result.ok && !apply) throw new OnlyLooked(result.value);
        return result;
      });
    } catch (error) {
      if (error instanceof OnlyLooked) return done(error.taken);
      throw error;
    }
  }

  /** `month` as `2026-12`; the draft is compared and published like any other. */
  async rota(
    context: ActContext,
    month: string,
    bytes: Buffer,
    { apply }: { apply: boolean },
  ): Promise<Result<RotaTaken, SheetRefusal | RotaRefusal>> {
    if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
    if (!isCivilDate(`${month}-01`)) return refused({ rule: 'bad-month' });
    const sheets = await this.readers.spreadsheet(bytes);
    if (!sheets.ok) return refused({ rule: 'faulty-sheet', faults: [unreadable[sheets.refusal]] });
    await this.planner.planMonth(context.scope, month, context.now);
    const { faults, entries } = await this.database.read((tx) => this.entriesOf(tx, context, month, sheets.value));
    if (faults.length > 0) return refused({ rule: 'faulty-sheet', faults });
    if (!apply) return done({ applied: false, month, entries: entries.length, draft: null });
    const drafted = await this.rotas.importDraft(context, month, entries);
    if (!drafted.ok) return drafted;
    const { rotaId, version, added } = drafted.value;
    return done({ applied: true, month, entries: entries.length, draft: { rotaId, version, added } });
  }

  private async takeVolunteers(
    tx: Tx,
    context: ActContext,
    sheets: readonly Sheet[],
    apply: boolean,
  ): Promise<Result<VolunteersTaken, SheetRefusal>> {
    const { scope, now } = context;
    const qualifications = await qualificationsOf(tx, scope.orgId);
    const known = (await readPeople(tx, scope, this.secrets)).map(({ file }) => file);
    const read = readVolunteers(sheets, { qualifications, people: known });
    if (read.faults.length > 0) return refused({ rule: 'faulty-sheet', faults: read.faults });
    const tally = new Tally();
    try {
      await this.people.take(tx, scope, read.people, { now, tally, by: context });
    } catch (error) {
      if (!(error instanceof FaultyPeople)) throw error;
      if (error.faults.every(({ rule }) => rule === 'step-up')) return refused({ rule: 'step-up' });
      const faults = error.faults.map(({ index, rule }) => read.at(index, sheetSays.roles[rule]));
      return refused({ rule: 'faulty-sheet', faults });
    }
    const counts = tally.counts();
    await this.audit.write(tx, context, {
      act: 'import.volunteers',
      subjectType: 'organisation',
      subjectId: scope.orgId,
      detail: counts,
    });
    return done({ applied: apply, people: read.people.map(({ key, name }) => ({ key, name })), counts });
  }

  private async entriesOf(
    tx: Tx,
    { scope }: ActContext,
    month: string,
    sheets: readonly Sheet[],
  ): Promise<{ faults: readonly string[]; entries: { shiftId: string; personId: string }[] }> {
    const people = await volunteersByKey(tx, scope.orgId);
    const programmes = await this.programmes.list(tx, scope);
    const read = readRota(sheets, { month, programmes, people });
    const first = `${month}-01`;
    const range = { from: startOfDay(first, scope.zone), to: startOfDay(firstOfMonth(first, 1), scope.zone) };
    const shifts = await shiftsOfMonth(tx, scope.orgId, range);
    const seated = seat(read.entries, new Map(shifts.map((shift) => [keyOf(shift), shift])));
    return { faults: [...read.faults, ...seated.faults], entries: seated.entries };
  }
}

const keyOf = (of: { programmeId: string; startCivil: string; postKey: string }): string =>
  `${of.programmeId} ${of.startCivil} ${of.postKey}`;

/** Finds the shift of every name; says where there is none, and where more people stand than it has seats. */
function seat(
  entries: readonly SheetEntry[],
  shifts: ReadonlyMap<string, ShiftOfMonth>,
): { faults: string[]; entries: { shiftId: string; personId: string }[] } {
  const faults: string[] = [];
  const seated: { shiftId: string; personId: string }[] = [];
  const taken = new Map<string, Set<string>>();
  for (const entry of entries) {
    const shift = shifts.get(keyOf(entry));
    const say = (reason: string): number => faults.push(faultAt(entry.sheet, entry.cell, reason));
    if (!shift) {
      say(sheetSays.noSession(entry.label));
      continue;
    }
    if (shift.state === 'cancelled') say(sheetSays.cancelled(entry.label));
    const people = taken.get(shift.id) ?? new Set<string>();
    taken.set(shift.id, people);
    if (people.has(entry.personId)) say(sheetSays.personTwice(entry.personName));
    people.add(entry.personId);
    if (people.size > shift.seatsMax) say(sheetSays.full(entry.label, shift.seatsMax));
    seated.push({ shiftId: shift.id, personId: entry.personId });
  }
  return { faults, entries: seated };
}
