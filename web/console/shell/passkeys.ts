import {
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { RequestFailed } from '../../shared/http';
import { i18n } from '../words/i18n';

/** Passkeys belong to names: a page that is opened by an address in numbers, or without TLS, has none. */
export const canUsePasskeys =
  window.isSecureContext && 'PublicKeyCredential' in window && !/^[\d.]+$|:/u.test(location.hostname);

/** As WebAuthn Level 3 has it (section 5); the server and the library agree on it, pages only carry it between them. */
type Json = Readonly<Record<string, unknown>>;

/** Lets the device answer with one of its keys; throws RequestFailed with a sentence when it gives none. */
export const usePasskey = async (options: Json): Promise<Json> => {
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  return { ...(await startAuthentication({ optionsJSON }).catch(tell('notUsed'))) };
};

/** Lets the device make a key; throws RequestFailed with a sentence when it makes none. */
export const makePasskey = async (options: Json): Promise<Json> => {
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  return { ...(await startRegistration({ optionsJSON }).catch(tell('notMade'))) };
};

const tell =
  (otherwise: 'notUsed' | 'notMade') =>
  (error: unknown): never => {
    const why = error instanceof Error && error.name === 'InvalidStateError' ? 'alreadyHere' : otherwise;
    throw new RequestFailed({ status: 0, title: i18n.global.t(`passkeys.${why}`) });
  };
