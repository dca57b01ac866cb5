/** A small instance in the public text format; each part may be replaced. */
export interface InstanceParts {
  readonly days: number;
  readonly shifts: readonly string[];
  readonly staff: readonly string[];
  readonly daysOff?: readonly string[];
  readonly on?: readonly string[];
  readonly off?: readonly string[];
  readonly cover: readonly string[];
}

export function instanceText({ days, shifts, staff, daysOff = [], on = [], off = [], cover }: InstanceParts): string {
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['HORIZON', [String(days)]],
    ['SHIFTS', shifts],
    ['STAFF', staff],
    ['DAYS_OFF', daysOff],
    ['SHIFT_ON_REQUESTS', on],
    ['SHIFT_OFF_REQUESTS', off],
    ['COVER', cover],
  ];
  return sections.map(([name, lines]) => [`SECTION_${name}`, ...lines, ''].join('\n')).join('\n');
}

/** Two people, two shifts, one week. */
export const SMALL: InstanceParts = {
  days: 7,
  shifts: ['E,480,', 'L,480,E'],
  staff: ['A,E=7|L=3,1920,960,3,1,1,1', 'B,E=7|L=7,2400,1440,3,2,2,1'],
  daysOff: ['A,3'],
  on: ['B,1,L,4'],
  off: ['A,0,E,2', 'A,1,E,2'],
  cover: [0, 1, 2, 3, 4, 5, 6].flatMap((day) => [`${day},E,1,10,1`, `${day},L,1,10,1`]),
};
