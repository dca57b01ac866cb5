/** The rules of recurrence (RFC 5545, section 3.3.10) that the settings can offer; any other is shown and kept. */
export type Recurrence =
  | { readonly kind: 'none' | 'daily' | 'other' }
  /** `days`: 1 Monday … 7 Sunday. */
  | { readonly kind: 'weekly'; readonly days: readonly number[] }
  /** `nth`: 1 to 4, or -1 for the last of the month. */
  | { readonly kind: 'monthly'; readonly nth: number; readonly day: number };

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
export const NTHS = [1, 2, 3, 4, -1] as const;

export function readRecurrence(rule: string | null): Recurrence {
  if (rule === null) return { kind: 'none' };
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]));
  const by = parts.get('BYDAY')?.split(',') ?? [];
  const known = [...parts.keys()].every((key) => key === 'FREQ' || key === 'BYDAY');
  if (!known) return { kind: 'other' };
  if (parts.get('FREQ') === 'DAILY' && by.length === 0) return { kind: 'daily' };
  const days = by.map((day) => DAYS.indexOf(day) + 1);
  if (parts.get('FREQ') === 'WEEKLY' && days.length > 0 && !days.includes(0)) return { kind: 'weekly', days };
  const [, nth = '', name = ''] = /^(-?\d)([A-Z]{2})$/u.exec(by.length === 1 ? (by[0] ?? '') : '') ?? [];
  const monthly = { kind: 'monthly', nth: Number(nth), day: DAYS.indexOf(name) + 1 } as const;
  const isOffered = monthly.day > 0 && (NTHS as readonly number[]).includes(monthly.nth);
  return parts.get('FREQ') === 'MONTHLY' && isOffered ? monthly : { kind: 'other' };
}

/** null for what is no rule of its own. */
export function writeRecurrence(recurrence: Recurrence): string | null {
  switch (recurrence.kind) {
    case 'daily':
      return 'FREQ=DAILY';
    case 'weekly':
      return `FREQ=WEEKLY;BYDAY=${[...recurrence.days]
        .sort()
        .map((day) => DAYS[day - 1])
        .join(',')}`;
    case 'monthly':
      return `FREQ=MONTHLY;BYDAY=${recurrence.nth}${DAYS[recurrence.day - 1]}`;
    case 'none':
    case 'other':
      return null;
  }
}
