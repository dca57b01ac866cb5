import {
  startAuthentication,
  startRegistration,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/browser';
import { RequestFailed } from '../../shared/http';
import { i18n } from '../words/i18n';

/** Passkeys belong to names: a page that is opened by an address in numbers, or without TLS, has none. */
export const canUsePasskeys =
  window.isSecureContext && 'PublicKeyCredential' in window && !/^[\d.]+$|:/u.test(location.hostname);

/** Lets the device answer with one of its keys; throws RequestFailed with a sentence when it gives none. */
export const usePasskey = (optionsJSON: PublicKeyCredentialRequestOptionsJSON): Promise<AuthenticationResponseJSON> =>
  startAuthentication({ optionsJSON }).catch(tell('notUsed'));

/** Lets the device make a key; throws RequestFailed with a sentence when it makes none. */
export const makePasskey = (optionsJSON: PublicKeyCredentialCreationOptionsJSON): Promise<RegistrationResponseJSON> =>
  startRegistration({ optionsJSON }).catch(tell('notMade'));

const tell =
  (otherwise: 'notUsed' | 'notMade') =>
  (error: unknown): never => {
    const why = error instanceof Error && error.name === 'InvalidStateError' ? 'alreadyHere' : otherwise;
    throw new RequestFailed({ status: 0, title: i18n.global.t(`passkeys.${why}`) });
  };
