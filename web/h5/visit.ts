import { ref, type Ref } from 'vue';
import type { DutyCard, paths, Poster, SessionCard, VisitView } from '../shared/api';
import { ask, request, RequestFailed } from '../shared/http';
import type { Answer } from '../shared/operations';

export type { DutyCard, SessionCard, VisitView };
/** A session as anybody may see it. */
export type SessionFace = Omit<Poster, 'organisation'>;

/** The acts that a link may carry, each answered with how things stand then. */
type LinkAct = {
  [P in keyof paths]: P extends `/api/h5/${infer Act}` ? (Answer<P, 'POST'> extends VisitView ? Act : never) : never;
}[keyof paths];

export interface Visit {
  readonly view: Ref<VisitView | null>;
  /** Why the page cannot be shown; `again` when another try may help. */
  readonly trouble: Ref<{ text: string; again: boolean } | null>;
  /** What the last act was refused with. */
  readonly refusal: Ref<string>;
  readonly busy: Ref<boolean>;
  load(): Promise<void>;
  /** Performs an act and shows how things stand then; true when it was done. */
  act(act: LinkAct, body?: object): Promise<boolean>;
  /** Says something that changes nothing of what the page shows; true when it was taken. */
  say(act: 'mail', body: object): Promise<boolean>;
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
      view.value = await ask('/api/h5/visit', { authorization: `Link ${token}` });
    } catch (error) {
      const problem = error instanceof RequestFailed ? error.problem : null;
      trouble.value = { text: (error as Error).message, again: problem?.status !== 404 };
    }
  }

  const act = async (act: LinkAct, body: object = {}): Promise<boolean> => {
    const after = await post<VisitView>(act, body);
    if (after) view.value = after;
    return after !== null;
  };

  const say = async (act: 'mail', body: object): Promise<boolean> => (await post<object>(act, body)) !== null;

  async function post<T>(act: string, body: object): Promise<T | null> {
    busy.value = true;
    refusal.value = '';
    // A press whose answer got lost is sent again with the key of the first time: it counts once.
    const what = `${act} ${JSON.stringify(body)}`;
    if (pending?.what !== what) pending = { what, key: newKey() };
    const options = {
      method: 'POST',
      json: body,
      authorization: `Link ${token}`,
      idempotencyKey: pending.key,
    } as const;
    try {
      const answer = await request<T>(`/api/h5/${act}`, options);
      pending = null;
      return answer;
    } catch (error) {
      if (error instanceof RequestFailed && error.problem) pending = null;
      refusal.value = (error as Error).message;
      return null;
    } finally {
      busy.value = false;
    }
  }

  return { view, trouble, refusal, busy, load, act, say };
}

/** Marks the address that is there to be kept: whoever opens it by a bookmark finds her page again. */
const TO_KEEP = '?keep';

/** The address of one's own page, to be bookmarked or written down. */
export const keptAddress = (page: string): string => page.replace('#', `${TO_KEEP}#`);

/**
 * Out of the address, so that sharing the page shares no link, but for the address that is there to be kept; remembered
 * for a reload of this very page.
 */
function takeToken(): string {
  const place = `link ${location.pathname}`;
  const token = location.hash.slice(1);
  try {
    if (!token) return sessionStorage.getItem(place) ?? '';
    sessionStorage.setItem(place, token);
    if (location.search !== TO_KEEP) history.replaceState(null, '', location.pathname);
  } catch {
    // a browser that keeps nothing leaves the token where it is
  }
  return token;
}

/** A name for one press that nobody guesses. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
