import { act, get } from './ask';

export const lookAtToday = () => get('/api/today');
/** In her place, by a coordinator who has heard it from her. */
export const confirmFor = (assignmentId: string) => act(`/api/assignments/${assignmentId}/confirm`);
export const arriveFor = (assignmentId: string) => act(`/api/assignments/${assignmentId}/arrive`);
