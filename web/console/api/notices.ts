import { act, get, query } from './ask';

/** How far a notice has got. */
export interface NoticeProgress {
  readonly noticeId: string;
  readonly people: number;
  readonly sent: number;
  readonly answered: number;
  readonly waiting: number;
  readonly failed: number;
  readonly expired: number;
  readonly suppressed: number;
  readonly createdMs: number;
  readonly cancelledMs: number | null;
}

export interface Notice extends NoticeProgress {
  readonly text: string;
  readonly by: string | null;
  readonly to: {
    readonly kind: 'volunteers' | 'programme' | 'families' | 'person';
    readonly name: string | null;
    readonly startCivil: string | null;
  };
}

export interface Audience {
  readonly to: 'volunteers' | 'programme';
  readonly id?: string;
}

export const latestNotices = (): Promise<{ notices: Notice[] }> => get('/api/notices');
export const recipientsOf = ({ to, id }: Audience): Promise<{ people: number }> =>
  get(`/api/notices/recipients${query({ to, id })}`);
export const sendNotice = (audience: Audience, text: string): Promise<{ noticeId: string; people: number }> =>
  act('/api/notices', { ...audience, text });
export const stopNotice = (id: string): Promise<NoticeProgress> => act(`/api/notices/${id}`, undefined, 'DELETE');
/** The stream that tells of a notice as long as something of it waits. */
export const followNotice = (id: string): EventSource => new EventSource(`/api/notices/${id}/events`);
