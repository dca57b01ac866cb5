import type { VisitorAnswer } from '../../shared/api';
import { usePasskey } from '../shell/passkeys';
import { act, get } from './ask';

export const me = () => get('/api/console/me');
export const signIn = (token: string) => act('/api/console/sign-in', { token });
export const askCode = (name: string) => act('/api/console/sign-in/code', { name });
export const giveCode = (code: string) => act('/api/console/sign-in/answer', { code });
export const signOut = () => act('/api/console/sign-out');

/** By a key on this device that says itself whose it is. */
export async function signInByPasskey(): Promise<VisitorAnswer> {
  const response = await usePasskey(await act('/api/console/sign-in/passkey/options'));
  return act('/api/console/sign-in/passkey', { response });
}
