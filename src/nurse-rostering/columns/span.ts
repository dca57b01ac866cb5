import type { PersonGraph } from './person-graph';
import { isWeekend, OFF, type Roster } from './roster-problem';

/** Whole weeks [from, to) of the calendar; `to` may be its end. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a person's calendar outside a span leaves to the days within. */
export interface Room {
  readonly span: Span;
  /** The node she stands at before the span. */
  readonly source: number;
  /** 1 for each node that the days after the span can follow. */
  readonly accepts: Uint8Array;
  /** Minutes in units; `least` may be below 0. */
  readonly least: number;
  readonly most: number;
  readonly weekends: number;
  /** The most of each shift. */
  readonly shifts: readonly number[];
}

/** What `roster` leaves to a span; without one, the span is the whole calendar. */
export function roomFor(graph: PersonGraph, span: Span, roster: Roster | null): Room {
  const { person, classes } = graph;
  const outside = roster ? used(roster, span, classes.units) : { units: 0, weekends: 0, shifts: null };
  return {
    span,
    source: roster ? graph.follow(graph.rested, roster, 0, span.from) : graph.rested,
    accepts: accepting(graph, span, roster),
    least: Math.ceil(person.minutes.least / classes.unit) - outside.units,
    most: Math.floor(person.minutes.most / classes.unit) - outside.units,
    weekends: person.mostWeekends - outside.weekends,
    shifts: person.most.map((most, shift) => most - (outside.shifts?.[shift] ?? 0)),
  };
}

function accepting(graph: PersonGraph, { to }: Span, roster: Roster | null): Uint8Array {
  const accepts = new Uint8Array(graph.nodes).fill(1);
  if (!roster || to >= roster.length) return accepts;
  // A run is judged on the day after its end: no more than the run that begins at `to` and the day after it can matter.
  let end = to;
  while (end < roster.length && (roster[end] === OFF) === (roster[to] === OFF)) end++;
  const judged = Math.min(roster.length, end + 1);
  for (let node = 0; node < graph.nodes; node++) {
    accepts[node] = graph.follow(node, roster, to, judged) >= 0 ? 1 : 0;
  }
  return accepts;
}

function used(roster: Roster, span: Span, units: Int32Array) {
  const shifts = new Int32Array(units.length);
  let total = 0;
  let weekends = 0;
  let counted = -1;
  for (let day = 0; day < roster.length; day++) {
    const shift = roster[day] as number;
    if (shift === OFF || (day >= span.from && day < span.to)) continue;
    total += units[shift] as number;
    shifts[shift] = (shifts[shift] as number) + 1;
    const week = Math.floor(day / 7);
    if (isWeekend(day) && week !== counted) {
      weekends++;
      counted = week;
    }
  }
  return { units: total, weekends, shifts };
}
