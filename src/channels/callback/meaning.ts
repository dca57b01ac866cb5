import type { SendResult } from '../../messaging/channel';

/** What a platform's answer means: what becomes of the message, and what somebody has to mend. */
export interface Meaning {
  readonly outcome: SendResult;
  /** A sentence for the operator; null: it is no matter of hers. */
  readonly trouble: string | null;
  /** For so long it is of no use to ask again. */
  readonly restMs: number;
  /** The access token was not taken; another one may be. */
  readonly token: boolean;
}

export const simply = (outcome: SendResult): Meaning => ({ outcome, trouble: null, restMs: 0, token: false });

/** What no message can do anything about: this way is closed until somebody mends it. */
export const troubled = (reason: string, trouble: string, restMs: number): Meaning => ({
  outcome: { state: 'barred', reason },
  trouble,
  restMs,
  token: false,
});

/** The address that a platform says it saw. */
export const ipIn = (errmsg: string): string => /\b\d{1,3}(?:\.\d{1,3}){3}\b/u.exec(errmsg)?.[0] ?? '本机的公网 IP';
