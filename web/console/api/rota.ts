import type { AssignDto } from '../../shared/api';
import type { Answer } from '../../shared/operations';
import type { Shown } from '../unsaved';
import { act, edit, get, send } from './ask';

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What a coordinator adds to an act: what she saw on the shift, and why a soft rule is set aside. */
export type Along = Pick<AssignDto, 'seen' | 'override'>;

export const monthOf = (month: string) => get(`/api/rotas/${month}`);
/** The month of each volunteer. Civil times; a leave is half open. */
export type MonthOfPeople = Answer<`/api/rotas/${string}/people`>;
export const peopleOf = (month: string) => get(`/api/rotas/${month}/people`);
export const previewOf = (month: string) => get(`/api/rotas/${month}/preview`);
export const versionsOf = (month: string) => get(`/api/rotas/${month}/versions`);
export const verdictsOn = (month: string, personId: string, without?: string) =>
  get(`/api/rotas/${month}/verdicts`, { personId, without });
export const draft = (month: string) => act(`/api/rotas/${month}/draft`);
/** The stream that tells about once a second how far a draft of the month is. */
export const followDraft = (month: string): EventSource => new EventSource(`/api/rotas/${month}/draft/progress`);
export const stopDraft = (month: string) => act(`/api/rotas/${month}/draft/stop`);
export const copy = (month: string, from: string) => act(`/api/rotas/${month}/copy`, { from });
export const publish = (month: string, version: number) => act(`/api/rotas/${month}/publish`, { version });
export const candidatesFor = (shiftId: string) => get(`/api/shifts/${shiftId}/candidates`);
export const assign = (shown: Shown, shiftId: string, personId: string, along: Along = {}) =>
  edit(shown, `/api/shifts/${shiftId}/assign`, { personId, ...along });
export const move = (shown: Shown, assignmentId: string, toShiftId: string, along: Along = {}) =>
  edit(shown, `/api/assignments/${assignmentId}/move`, { toShiftId, ...along });
export const drop = (shown: Shown, assignmentId: string, reason?: string) =>
  edit(shown, `/api/assignments/${assignmentId}/drop`, reason ? { override: { reason } } : {});
export const withdrawOffer = (assignmentId: string) => act(`/api/assignments/${assignmentId}/withdraw-offer`);
export const repair = (month: string, shiftId: string) => act(`/api/rotas/${month}/repair`, { shiftId });
export const openVersion = (month: string, version: number) => get(`/api/rotas/${month}/versions/${String(version)}`);
export const exchanges = () => get('/api/requests/exchanges');
export const importRota = (file: File, month: string, dryRun: boolean) =>
  send('/api/import/rota', file, SPREADSHEET, { month, dryRun: dryRun ? 'true' : 'false' });
export const importVolunteers = (file: File, dryRun: boolean) =>
  send('/api/import/volunteers', file, SPREADSHEET, { dryRun: dryRun ? 'true' : 'false' });
