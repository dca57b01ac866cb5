import { request } from '../shared/http';

export interface Visitor {
  readonly setUp: boolean;
  readonly person: { readonly id: string; readonly name: string; readonly roles: readonly string[] } | null;
  readonly organisation: string | null;
}

export interface Person {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

export interface SeatHolder {
  readonly personId: string;
  readonly name: string;
  readonly assignmentId: string;
  readonly state: string;
}

export interface Shift {
  readonly shiftId: string;
  readonly sessionId: string;
  readonly programmeKey: string;
  readonly programmeName: string;
  readonly postKey: string;
  readonly postName: string;
  readonly dayPart: string;
  readonly dayPartName: string;
  readonly startCivil: string;
  readonly endCivil: string;
  readonly topic: string | null;
  readonly seatsMin: number;
  readonly seatsMax: number;
  readonly taken: number;
  readonly cancelled: boolean;
}

export interface Duty extends Shift {
  readonly people: readonly SeatHolder[];
  readonly empty: number;
}

export interface Compared {
  readonly shift: Shift;
  readonly person: { readonly personId: string; readonly name: string };
}

export interface Preview {
  readonly month: string;
  readonly version: number;
  readonly additions: readonly Compared[];
  readonly kept: number;
  readonly removals: readonly Compared[];
  readonly conflicts: readonly (Compared & { readonly violations: readonly { readonly rule: string }[] })[];
}

export interface Candidate {
  readonly personId: string;
  readonly name: string;
  readonly load: number;
  readonly violations: readonly { readonly rule: string }[];
}

export interface MeasureCount {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly value: number;
}

export interface ProgrammeCounts {
  readonly programmeKey: string;
  readonly programmeName: string;
  readonly sessions: number;
  readonly measures: readonly MeasureCount[];
  readonly attended: { readonly households: number; readonly people: number };
  readonly volunteers: number;
  readonly serviceMinutes: number;
}

export interface Counts {
  readonly programmes: readonly ProgrammeCounts[];
  readonly open: {
    readonly uncheckedDuties: { readonly total: number };
    readonly sessionsWithoutTally: { readonly total: number };
  };
}

const key = (): string => Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16)).join('');

const act = <T>(path: string, json: unknown = {}): Promise<T> =>
  request<T>(path, { method: 'POST', json, idempotencyKey: key(), timeoutMs: 60_000 });

export const me = (): Promise<Visitor> => request('/api/console/me');
export const signIn = (token: string): Promise<Visitor> =>
  request('/api/console/sign-in', { method: 'POST', json: { token } });
export const signOut = (): Promise<void> => request('/api/console/sign-out', { method: 'POST' });

export const onDuty = (): Promise<{ duties: Duty[] }> => request('/api/on-duty');
export const monthOf = (month: string): Promise<{ duties: Duty[] }> => request(`/api/rotas/${month}`);
export const draft = (month: string): Promise<{ added: number; kept: number; unfilled: readonly unknown[] }> =>
  act(`/api/rotas/${month}/draft`);
export const preview = (month: string): Promise<Preview> => request(`/api/rotas/${month}/preview`);
export const publish = (month: string, version: number): Promise<Preview> =>
  act(`/api/rotas/${month}/publish`, { version });
export const candidates = (shiftId: string): Promise<{ candidates: Candidate[] }> =>
  request(`/api/shifts/${shiftId}/candidates`);
export const assign = (shiftId: string, personId: string, reason: string | null): Promise<unknown> =>
  act(`/api/shifts/${shiftId}/assign`, reason ? { personId, override: { reason } } : { personId });

export const people = (called: string, role: string): Promise<{ people: Person[] }> =>
  request(`/api/people?${new URLSearchParams(called ? { called } : { role }).toString()}`);
export const bindingCode = (personId: string): Promise<{ code: string; expiresMs: number }> =>
  act(`/api/people/${personId}/binding-code`);

export const statistics = (from: string, to: string): Promise<{ counts: Counts; paragraph: string }> =>
  request(`/api/statistics?${new URLSearchParams({ from, to }).toString()}`);

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const importOrganisation = (file: File): Promise<unknown> =>
  request('/api/import/organisation', { method: 'POST', body: file, type: 'application/json', timeoutMs: 120_000 });
export const importVolunteers = (file: File, dryRun: boolean): Promise<unknown> =>
  request(`/api/import/volunteers?dryRun=${String(dryRun)}`, {
    method: 'POST',
    body: file,
    type: SPREADSHEET,
    timeoutMs: 120_000,
  });
export const importRota = (file: File, month: string, dryRun: boolean): Promise<unknown> =>
  request(`/api/import/rota?month=${month}&dryRun=${String(dryRun)}`, {
    method: 'POST',
    body: file,
    type: SPREADSHEET,
    timeoutMs: 120_000,
  });
