import type { NoticeDto } from '../../shared/api';
import { act, get, remove } from './ask';

export type Audience = Pick<NoticeDto, 'to' | 'id'>;

export const latestNotices = () => get('/api/notices');
export const recipientsOf = ({ to, id }: Audience) => get('/api/notices/recipients', { to, id });
export const sendNotice = (audience: Audience, text: string) => act('/api/notices', { ...audience, text });
export const stopNotice = (id: string) => remove(`/api/notices/${id}`);
/** The stream that tells of a notice as long as something of it waits. */
export const followNotice = (id: string): EventSource => new EventSource(`/api/notices/${id}/events`);
