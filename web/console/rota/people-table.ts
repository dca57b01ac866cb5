import type { MonthOfPeople } from '../api/rota';
import type { DutyView } from '../../shared/api';
import { hoursText, weekdayOf } from '../dates';
import { slotText } from './rota-table';

type Family = 'shifts' | 'nights' | 'weekends' | 'holidays';

interface Chip {
  readonly shiftId: string;
  readonly state: string;
  /** One character: the part of the day, or the programme where its day has no parts. */
  readonly mark: string;
  readonly title: string;
}

export interface PersonRow {
  readonly person: MonthOfPeople['people'][number];
  readonly cells: readonly {
    readonly date: string;
    readonly free: boolean;
    /** `away`: on leave for a part of the day or all of it; `clash`: on leave, and yet on a shift. */
    readonly tone: 'away' | 'clash' | undefined;
    readonly duties: readonly Chip[];
  }[];
}

export interface PeopleTable {
  readonly rows: readonly PersonRow[];
  readonly sums: Readonly<Record<Family, number>>;
  /** How many people serve on each day. */
  readonly perDay: readonly { readonly date: string; readonly free: boolean; readonly people: number }[];
}

/** The seats of a month by person and day. */
export function peopleTable({ days, people }: MonthOfPeople, duties: readonly DutyView[]): PeopleTable {
  const chips = new Map<string, Chip[]>();
  for (const duty of duties) {
    if (duty.cancelled) continue;
    const date = duty.startCivil.slice(0, 10);
    const mark = (duty.dayPartName || duty.programmeName).slice(0, 1);
    const title = `${hoursText(duty.startCivil, duty.endCivil)} ${slotText(duty)}`;
    for (const { personId, state } of duty.people) {
      const place = `${personId} ${date}`;
      chips.set(place, [...(chips.get(place) ?? []), { shiftId: duty.shiftId, state, mark, title }]);
    }
  }
  const marked = days.map(({ date, works }) => ({
    date,
    free: works === null ? [0, 6].includes(weekdayOf(date)) : !works,
  }));
  const rows = people.map((person): PersonRow => ({
    person,
    cells: marked.map(({ date, free }) => {
      const own = chips.get(`${person.personId} ${date}`) ?? [];
      const [begins, ends] = [`${date}T00:00`, `${date}T24:00`];
      const isAway = person.leaves.some(({ fromCivil, toCivil }) => fromCivil < ends && toCivil > begins);
      return { date, free, tone: isAway ? (own.length > 0 ? 'clash' : 'away') : undefined, duties: own };
    }),
  }));
  const sum = (family: Family): number => people.reduce((total, { counts }) => total + counts[family], 0);
  return {
    rows,
    sums: { shifts: sum('shifts'), nights: sum('nights'), weekends: sum('weekends'), holidays: sum('holidays') },
    perDay: marked.map((day, i) => ({
      ...day,
      people: rows.reduce((total, { cells }) => total + Math.min(1, cells[i]?.duties.length ?? 0), 0),
    })),
  };
}
