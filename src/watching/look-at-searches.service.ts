import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import type { ShiftView } from '../rota/domain/shift-view';
import { RotaFacts } from '../rota/rota-facts.service';
import { asksAbout, callsAbout, holdersOf, searchesToldAt } from './search.queries';
import { VacancyRow } from './vacancy.row';

/** A shift for which somebody is still sought. */
export interface OpenSearch {
  readonly shift: ShiftView;
  /** Whose word is missing, or who asked to be relieved; empty: nobody has the seat. */
  readonly holders: readonly { readonly name: string; readonly confirmed: boolean }[];
  readonly asked: number;
  readonly declined: number;
}

/** One thing that was done about a shift, for whoever has to answer for it. */
export interface SearchStep {
  readonly at: Instant;
  readonly act: 'asked' | 'declined' | 'took' | 'called' | 'acknowledged' | 'coordinators-told' | 'alarmed' | 'ended';
  readonly name: string | null;
  /** The wave of an ask, or the rung of a call. */
  readonly detail: string | null;
}

/** What has been done to have every seat filled: seen by coordinators, told by the service. */
@Injectable()
export class LookAtSearches {
  constructor(
    private readonly database: Database,
    private readonly facts: RotaFacts,
  ) {}

  /** Of the searches that the coordinators were told of at `atMs`, those that are still open; earliest shift first. */
  async stillOpen(tx: Tx, scope: OrgScope, kind: 'still-open' | 'nobody-there', atMs: Instant): Promise<OpenSearch[]> {
    const column = kind === 'still-open' ? 'alarmed_ms' : 'emptied_ms';
    const found = await searchesToldAt(tx, scope.orgId, column, atMs);
    const searches: OpenSearch[] = [];
    for (const { shiftId, asked, declined } of found) {
      const shift = await this.facts.shift(tx, scope, shiftId);
      if (!shift) continue;
      const holders = await holdersOf(tx, shiftId);
      const people = holders.map(({ name, confirmed }) => ({ name, confirmed: confirmed === 1 }));
      searches.push({ shift: shift.view, holders: people, asked, declined });
    }
    return searches;
  }

  /** Everything done about a shift, oldest first; empty for a foreign or unknown id. */
  steps(scope: OrgScope, shiftId: string): Promise<SearchStep[]> {
    return this.database.read(async (tx) => {
      const asks = await asksAbout(tx, scope.orgId, shiftId);
      const calls = await callsAbout(tx, scope.orgId, shiftId);
      const searches = await tx.find(
        VacancyRow,
        { shiftId, orgId: scope.orgId },
        { columns: ['alarmedMs', 'emptiedMs', 'closedMs', 'state'] },
      );
      const step = (
        at: Instant | null,
        act: SearchStep['act'],
        name: string | null,
        detail: string | null,
      ): SearchStep[] => (at === null ? [] : [{ at, act, name, detail }]);
      return [
        ...asks.flatMap((ask) => [
          ...step(ask.askedMs, 'asked', ask.name, String(ask.wave)),
          ...step(ask.answeredMs, ask.answer === 'took' ? 'took' : 'declined', ask.name, null),
        ]),
        ...calls.flatMap((call) => [
          ...step(call.calledMs, 'called', call.name, call.step),
          ...step(call.ackedMs, 'acknowledged', call.name, call.step),
        ]),
        ...searches.flatMap((search) => [
          ...step(search.alarmedMs, 'coordinators-told', null, null),
          ...step(search.emptiedMs, 'alarmed', null, null),
          ...step(search.closedMs, 'ended', null, search.state),
        ]),
      ].sort((a, b) => a.at - b.at);
    });
  }
}
