import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { OrgScope } from '../acts/domain/act-context';
import type { ComparedEntry } from './compare-rota.service';
import { monthInterval } from './month';
import { RotaFacts } from '../rota/rota-facts.service';
import { namedEntries, type NamedEntry } from './draft.queries';
import { RotaRow } from './rota.row';

/** A version as it was drafted or published, beside the rota as it stands now. */
export interface OpenedVersion {
  readonly version: number;
  readonly state: 'draft' | 'published' | 'discarded';
  /** Every seat that it gives, by start. */
  readonly entries: readonly ComparedEntry[];
  /** Those of them that are not so any more. */
  readonly gone: readonly ComparedEntry[];
  /** Seats of the same programmes that it does not know. */
  readonly fresh: readonly ComparedEntry[];
}

/** Opens an old version of a month's rota; it changes nothing. */
@Injectable()
export class OpenVersion {
  constructor(
    private readonly database: Database,
    private readonly facts: RotaFacts,
  ) {}

  /** null: the month has no such version. */
  async open(scope: OrgScope, month: string, version: number): Promise<OpenedVersion | null> {
    const range = monthInterval(month, scope);
    if (!range) return null;
    return this.database.read(async (tx) => {
      const rota = await tx.findOne(RotaRow, { orgId: scope.orgId, month, version }, { columns: ['id', 'state'] });
      if (!rota) return null;
      const rows = await namedEntries(tx, rota.id);
      const shifts = await this.facts.shifts(tx, scope, 's.start_ms >= ? AND s.start_ms < ?', [range.from, range.to]);
      const views = new Map(shifts.map(({ view }) => [view.shiftId, view]));
      const named = new Set(rows.map(({ shiftId }) => views.get(shiftId)?.programmeKey));
      const seats = [...(await this.facts.seats(tx, shifts)).values()].flat();
      const shown = (list: readonly NamedEntry[]): ComparedEntry[] =>
        list
          .flatMap(({ shiftId, personId, name }) => {
            const shift = views.get(shiftId);
            return shift ? [{ shift, person: { personId, name } }] : [];
          })
          .sort((a, b) => a.shift.start - b.shift.start || a.person.name.localeCompare(b.person.name));
      const was = new Set(rows.map(keyOf));
      const is = new Set(seats.map(keyOf));
      return {
        version,
        state: rota.state,
        entries: shown(rows),
        gone: shown(rows.filter((row) => !is.has(keyOf(row)))),
        fresh: shown(seats.filter((seat) => !was.has(keyOf(seat)) && named.has(views.get(seat.shiftId)?.programmeKey))),
      };
    });
  }
}

const keyOf = ({ shiftId, personId }: { shiftId: string; personId: string }): string => `${shiftId} ${personId}`;
