/** An organisation file as the checker reads it: its own calendar and its own list of sessions, of the file alone. */

export interface Seat {
  readonly programme: string;
  readonly session: { readonly start: string; readonly end: string };
  readonly post: string;
  readonly person: string;
}

/** An organisation file as somebody wrote it, defaults left out. */
export interface OrganisationFile {
  readonly organisation: { readonly timeZone?: string };
  readonly people: readonly Person[];
  readonly programmes: readonly Programme[];
  readonly sessions?: readonly {
    readonly programme: string;
    readonly start: string;
    readonly end?: string;
    readonly cancelled?: boolean;
  }[];
  readonly assignments?: readonly (Seat & { readonly state?: string })[];
}

export interface Person {
  readonly key: string;
  readonly roles?: readonly string[];
  readonly active?: boolean;
  readonly joined?: string | null;
  readonly trainee?: boolean | null;
  readonly qualifications?: readonly { readonly key: string; readonly validUntil?: string | null }[];
  readonly availability?: readonly { readonly weekday: number; readonly from: string; readonly to: string }[];
  readonly leave?: readonly { readonly from: string; readonly to: string }[];
  readonly caps?: Readonly<Record<string, number>> | null;
  readonly wishes?: readonly Readonly<Record<string, unknown>>[];
}

export interface Programme {
  readonly key: string;
  readonly recurrence?: string;
  readonly start?: string;
  readonly end?: string;
  readonly dayParts?: readonly DayPart[];
  readonly posts?: readonly Post[];
  readonly rules?: Readonly<Record<string, number | null>>;
}

export interface DayPart {
  readonly key?: string;
  readonly start: string;
  readonly end: string;
  readonly night?: boolean;
}

export interface Post {
  readonly key: string;
  readonly min?: number;
  readonly max?: number;
  readonly qualification?: string | null;
  readonly trainee?: string;
}

export interface NeededSession {
  readonly programme: Programme;
  readonly start: string;
  readonly end: string;
  readonly night: boolean;
}

export interface Duty extends Seat {
  readonly from: number;
  readonly to: number;
  readonly date: string;
  readonly night: boolean;
  readonly rules: Readonly<Record<string, number | null>>;
  readonly postOf: Post | undefined;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The instant of a wall time: the offset is looked for until it agrees with itself. */
export function instant(civil: string, zone: string): number {
  const wanted = Date.parse(`${civil.slice(0, 16)}:00Z`);
  let found = wanted;
  for (let i = 0; i < 3; i++) found += wanted - Date.parse(`${wall(found, zone)}:00Z`);
  return found;
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function wall(at: number, zone: string): string {
  const known = formats.get(zone);
  const options = { timeZone: zone, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'short' } as const;
  const format = known ?? new Intl.DateTimeFormat('sv-SE', options);
  formats.set(zone, format);
  return format.format(at).replace(' ', 'T');
}

export const plus = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
/** 0 for Monday. */
export const weekday = (date: string): number => (new Date(date).getUTCDay() + 6) % 7;
export const monday = (date: string): string => plus(date, -weekday(date));

export function programmeOf(file: OrganisationFile, key: string): Programme {
  const found = file.programmes.find((one) => one.key === key);
  if (!found) throw new Error(`no programme ${key}`);
  return found;
}

/** Every session of the month that somebody is needed for; recurrences as far as the tests write them. */
export function sessions(file: OrganisationFile, month: string): NeededSession[] {
  const found = new Map<string, NeededSession & { cancelled: boolean }>();
  const days = Array.from({ length: 31 }, (_, i) => plus(`${month}-01`, i)).filter((day) => day.startsWith(month));
  for (const programme of file.programmes) {
    const { start: from = '', end: to = '' } = programme;
    const parts: DayPart[] = [...(programme.dayParts ?? [{ start: from, end: to }])];
    for (const day of days) {
      if (!programme.recurrence || !recurs(programme.recurrence, day)) continue;
      for (const part of parts) {
        const start = `${day}T${part.start}`;
        const over = part.end <= part.start;
        const end = part.end === '24:00' ? `${plus(day, 1)}T00:00` : `${over ? plus(day, 1) : day}T${part.end}`;
        found.set(`${programme.key} ${start}`, { programme, start, end, night: part.night === true, cancelled: false });
      }
    }
  }
  for (const session of file.sessions ?? []) {
    const programme = programmeOf(file, session.programme);
    const start = session.start.slice(0, 16);
    const usual = found.get(`${programme.key} ${start}`);
    const part = (programme.dayParts ?? []).find((one) => one.start === start.slice(11));
    if (!start.startsWith(month)) continue;
    found.set(`${programme.key} ${start}`, {
      programme,
      start,
      end: session.end?.slice(0, 16) ?? usual?.end ?? '',
      night: usual?.night ?? part?.night === true,
      cancelled: session.cancelled === true,
    });
  }
  return [...found.values()].filter(({ cancelled }) => !cancelled);
}

function recurs(rule: string, day: string): boolean {
  const parts = Object.fromEntries(rule.split(';').map((part) => part.split('='))) as Record<string, string>;
  const named = (parts['BYDAY'] ?? '').split(',');
  const own = WEEKDAYS[weekday(day)] ?? '';
  if (parts['FREQ'] === 'DAILY') return true;
  if (parts['FREQ'] === 'WEEKLY') return named.includes(own);
  const nth = Math.ceil(Number(day.slice(8)) / 7);
  return parts['FREQ'] === 'MONTHLY' && named.includes(`${String(nth)}${own}`);
}
