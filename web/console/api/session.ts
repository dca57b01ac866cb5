import { act, get } from './ask';
import type { Visitor } from './types';

export const me = (): Promise<Visitor> => get('/api/console/me');
export const signIn = (token: string): Promise<Visitor> => act('/api/console/sign-in', { token });
export const askCode = (name: string): Promise<{ validSeconds: number }> => act('/api/console/sign-in/code', { name });
export const giveCode = (code: string): Promise<Visitor> => act('/api/console/sign-in/answer', { code });
export const signOut = (): Promise<void> => act('/api/console/sign-out');
