import type { Shown } from '../unsaved';
import { act, edit, get, query, send } from './ask';
import type { Candidate, Duty, Exchanges, OpenedVersion, Preview, RepairProposed, RotaVersion, Verdict } from './types';

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface Taken {
  readonly assignmentId: string;
  readonly person: { readonly personId: string; readonly name: string };
}

/** What a coordinator adds to an act: what she saw on the shift, and why a soft rule is set aside. */
export interface Along {
  readonly seen?: readonly string[];
  readonly override?: { readonly reason: string };
}

export interface Drafted {
  readonly added: number;
  /** Left out where a month was only copied. */
  readonly unfilled?: readonly unknown[];
}

export const monthOf = (month: string): Promise<{ duties: Duty[] }> => get(`/api/rotas/${month}`);
/** The month of each volunteer. Civil times; a leave is half open. */
export interface MonthOfPeople {
  readonly days: readonly { readonly date: string; readonly holiday: string | null; readonly works: boolean | null }[];
  readonly people: readonly {
    readonly personId: string;
    readonly name: string;
    readonly trainee: boolean;
    readonly counts: Readonly<Record<'shifts' | 'nights' | 'weekends' | 'holidays', number>>;
    readonly leaves: readonly { readonly fromCivil: string; readonly toCivil: string }[];
  }[];
}

export const peopleOf = (month: string): Promise<MonthOfPeople> => get(`/api/rotas/${month}/people`);
export const previewOf = (month: string): Promise<Preview> => get(`/api/rotas/${month}/preview`);
export const versionsOf = (month: string): Promise<{ versions: RotaVersion[] }> => get(`/api/rotas/${month}/versions`);
export const verdictsOn = (month: string, personId: string, without?: string): Promise<{ verdicts: Verdict[] }> =>
  get(`/api/rotas/${month}/verdicts${query({ personId, without })}`);
export const draft = (month: string): Promise<Drafted> => act(`/api/rotas/${month}/draft`);
/** How far a draft of the month is, as the server's stream tells about once a second. */
export interface DraftRun {
  readonly state: 'waiting' | 'searching' | 'written' | 'failed';
  readonly incumbent: number | null;
  /** (incumbent − bound) / incumbent. */
  readonly gap: number | null;
  /** Seconds. */
  readonly elapsed: number;
  readonly stopping: boolean;
}

export const draftProgressOf = (month: string): string => `/api/rotas/${month}/draft/progress`;
export const stopDraft = (month: string): Promise<{ month: string }> => act(`/api/rotas/${month}/draft/stop`);
export const copy = (month: string, from: string): Promise<Drafted> => act(`/api/rotas/${month}/copy`, { from });
export const publish = (month: string, version: number): Promise<Preview> =>
  act(`/api/rotas/${month}/publish`, { version });
export const candidatesFor = (shiftId: string): Promise<{ candidates: Candidate[] }> =>
  get(`/api/shifts/${shiftId}/candidates`);
export const assign = (shown: Shown, shiftId: string, personId: string, along: Along = {}): Promise<Taken> =>
  edit(shown, `/api/shifts/${shiftId}/assign`, { personId, ...along });
export const move = (shown: Shown, assignmentId: string, toShiftId: string, along: Along = {}): Promise<Taken> =>
  edit(shown, `/api/assignments/${assignmentId}/move`, { toShiftId, ...along });
export const drop = (
  shown: Shown,
  assignmentId: string,
  reason?: string,
): Promise<{ kind: 'dropped' | 'offered-instead' }> =>
  edit(shown, `/api/assignments/${assignmentId}/drop`, reason ? { override: { reason } } : {});
export const repair = (month: string, shiftId: string): Promise<{ repair: RepairProposed | null }> =>
  act(`/api/rotas/${month}/repair`, { shiftId });
export const openVersion = (month: string, version: number): Promise<OpenedVersion> =>
  get(`/api/rotas/${month}/versions/${version}`);
export const exchanges = (): Promise<Exchanges> => get('/api/requests/exchanges');
export const importRota = (
  file: File,
  month: string,
  dryRun: boolean,
): Promise<{ entries: number; draft: { version: number } | null }> =>
  send(`/api/import/rota${query({ month, dryRun: String(dryRun) })}`, file, SPREADSHEET);
export const importVolunteers = (
  file: File,
  dryRun: boolean,
): Promise<{ counts: Readonly<Record<string, Readonly<Record<string, number>>>> }> =>
  send(`/api/import/volunteers${query({ dryRun: String(dryRun) })}`, file, SPREADSHEET);
