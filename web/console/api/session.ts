import { usePasskey } from '../shell/passkeys';
import { act, get } from './ask';
import type { Visitor } from './types';

export const me = (): Promise<Visitor> => get('/api/console/me');
export const signIn = (token: string): Promise<Visitor> => act('/api/console/sign-in', { token });
export const askCode = (name: string): Promise<{ validSeconds: number }> => act('/api/console/sign-in/code', { name });
export const giveCode = (code: string): Promise<Visitor> => act('/api/console/sign-in/answer', { code });
export const signOut = (): Promise<void> => act('/api/console/sign-out');

/** By a key on this device that says itself whose it is. */
export async function signInByPasskey(): Promise<Visitor> {
  const response = await usePasskey(await act('/api/console/sign-in/passkey/options'));
  return act('/api/console/sign-in/passkey', { response });
}
