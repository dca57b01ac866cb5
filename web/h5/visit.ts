import { ref, type Ref } from 'vue';
import { request, RequestFailed } from '../shared/http';

export type RegistrationState = 'registered' | 'waiting' | 'cancelled' | 'attended';
export type DutyState = 'held' | 'confirmed' | 'on-duty' | 'done' | 'dropped' | 'offered' | 'no-show';

export interface SessionFace {
  readonly programmeName: string;
  readonly topic: string | null;
  readonly place: string | null;
  readonly startCivil: string;
  readonly endCivil: string;
  readonly state: 'planned' | 'cancelled' | 'over';
  readonly reason: string | null;
  readonly placesLeft: number | null;
  readonly waiting: number;
}

export interface SessionCard extends SessionFace {
  readonly registration: {
    readonly state: RegistrationState;
    readonly party: number;
    readonly position: number | null;
    readonly score: number | null;
  } | null;
  readonly may: { readonly register: boolean; readonly checkIn: boolean; readonly rate: boolean };
  readonly page: string;
  readonly file: string | null;
}

export interface DutyCard {
  readonly programmeName: string;
  readonly postName: string;
  readonly dayPartName: string;
  readonly place: string | null;
  readonly topic: string | null;
  readonly startCivil: string;
  readonly endCivil: string;
  readonly state: DutyState;
  readonly serviceMinutes: number | null;
  readonly may: {
    readonly confirm: boolean;
    readonly letGo: boolean;
    readonly arrive: boolean;
    readonly leave: boolean;
  };
  readonly page: string;
  readonly file: string | null;
}

export interface VisitView {
  readonly kind: 'session' | 'duty' | 'confirm' | 'let-go' | 'unregister' | 'own';
  readonly name: string;
  readonly organisation: string;
  readonly used: boolean;
  readonly session: SessionCard | null;
  readonly duty: DutyCard | null;
  readonly own: { readonly sessions: readonly SessionCard[]; readonly duties: readonly DutyCard[] } | null;
}

export interface Visit {
  readonly view: Ref<VisitView | null>;
  /** Why the page cannot be shown; `again` when another try may help. */
  readonly trouble: Ref<{ text: string; again: boolean } | null>;
  /** What the last act was refused with. */
  readonly refusal: Ref<string>;
  readonly busy: Ref<boolean>;
  load(): Promise<void>;
  /** Performs an act and shows how things stand then; true when it was done. */
  act(path: string, body?: object): Promise<boolean>;
}

/** The page behind this address' link, and the acts that the link carries. */
export function useVisit(): Visit {
  const token = takeToken();
  const view = ref<VisitView | null>(null);
  const trouble = ref<{ text: string; again: boolean } | null>(null);
  const refusal = ref('');
  const busy = ref(false);
  let pending: { what: string; key: string } | null = null;

  async function load(): Promise<void> {
    trouble.value = null;
    try {
      view.value = await request<VisitView>('/api/h5/visit', { authorization: `Link ${token}` });
    } catch (error) {
      const problem = error instanceof RequestFailed ? error.problem : null;
      trouble.value = { text: (error as Error).message, again: problem?.status !== 404 };
    }
  }

  async function act(path: string, body: object = {}): Promise<boolean> {
    busy.value = true;
    refusal.value = '';
    // A press whose answer got lost is sent again with the key of the first time: it counts once.
    const what = `${path} ${JSON.stringify(body)}`;
    if (pending?.what !== what) pending = { what, key: newKey() };
    const options = {
      method: 'POST',
      json: body,
      authorization: `Link ${token}`,
      idempotencyKey: pending.key,
    } as const;
    try {
      view.value = await request<VisitView>(`/api/h5/${path}`, options);
      pending = null;
      return true;
    } catch (error) {
      if (error instanceof RequestFailed && error.problem) pending = null;
      refusal.value = (error as Error).message;
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { view, trouble, refusal, busy, load, act };
}

/** Out of the address, so that sharing the page shares no link; kept for a reload of this very page. */
function takeToken(): string {
  const place = `link ${location.pathname}`;
  const token = location.hash.slice(1);
  try {
    if (!token) return sessionStorage.getItem(place) ?? '';
    sessionStorage.setItem(place, token);
    history.replaceState(null, '', location.pathname);
  } catch {
    // a browser that keeps nothing leaves the token where it is
  }
  return token;
}

/** A name for one press that nobody guesses. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
