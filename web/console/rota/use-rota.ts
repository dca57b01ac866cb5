import { computed, ref, shallowRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { RequestFailed } from '../../shared/http';
import * as api from '../api/rota';
import type { DutyView, ToldPreview, ToldVerdict } from '../../shared/api';
import { dayText } from '../dates';
import { unsaved, type Shown } from '../unsaved';
import { slotText, tableOf } from './rota-table';
import { useHistory } from './use-history';

/** Somebody in hand: from the list of people, or from a seat that she would leave. */
export interface Held {
  readonly personId: string;
  readonly name: string;
  readonly from?: { readonly assignmentId: string; readonly shiftId: string };
}

/** Asks for the reason of an override; null: better not. */
export type AskReason = (name: string, why: string) => Promise<string | null>;

const nameOf = (duty: DutyView): string => `${dayText(duty.startCivil.slice(0, 10))} ${slotText(duty)}`;
const seen = (duty: DutyView): string[] => duty.people.map(({ assignmentId }) => assignmentId);

/**
 * A month's rota with everything that is done on its grid; `also`: another month into which the week reaches. Every rule
 * is the server's.
 */
export function useRota(month: Ref<string>, also: Ref<string | null>, askReason: AskReason) {
  const { t } = useI18n();
  const duties = shallowRef<readonly DutyView[]>([]);
  const preview = shallowRef<ToldPreview | null>(null);
  const loading = ref(true);
  const fault = ref('');
  /** What was done last, or why not. */
  const said = ref('');
  const held = shallowRef<Held | null>(null);
  const verdicts = shallowRef<ReadonlyMap<string, ToldVerdict>>(new Map());
  const history = useHistory();
  const table = computed(() => tableOf(duties.value, preview.value, unsaved.value));

  async function load(): Promise<void> {
    try {
      const asked = month.value;
      const [rota, { versions }, next] = await Promise.all([
        api.monthOf(asked),
        api.versionsOf(asked),
        also.value ? api.monthOf(also.value) : null,
      ]);
      const draft = versions[0]?.state === 'draft' ? await api.previewOf(asked) : null;
      if (asked !== month.value) return;
      duties.value = next ? [...rota.duties, ...next.duties] : rota.duties;
      preview.value = draft;
      fault.value = '';
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      fault.value = error.message;
    } finally {
      loading.value = false;
    }
  }

  async function take(one: Held): Promise<void> {
    held.value = one;
    verdicts.value = new Map();
    said.value = t('rota.holding', { name: one.name });
    const found = await api.verdictsOn(month.value, one.personId, one.from?.assignmentId).catch(() => null);
    if (found && held.value === one)
      verdicts.value = new Map(found.verdicts.map((verdict) => [verdict.shiftId, verdict]));
  }

  function letGo(): void {
    held.value = null;
    verdicts.value = new Map();
  }

  /** Whether it worked; a refusal is said. */
  async function tried(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      said.value = error.message;
      return false;
    } finally {
      await load();
    }
  }

  /** Puts whoever is in hand on the shift; a soft rule asks for a reason first. */
  async function put(duty: DutyView, one = held.value): Promise<void> {
    if (!one || one.from?.shiftId === duty.shiftId) return letGo();
    const verdict = verdicts.value.get(duty.shiftId);
    letGo();
    if (verdict?.hard) {
      said.value = `${one.name}：${t('rota.verdictHard', { why: verdict.reasons.join('；') })}`;
      return;
    }
    const soft = verdict?.reasons.join('；') ?? '';
    const reason = soft ? await askReason(one.name, soft) : undefined;
    if (reason === null) return;
    await carryOut(duty, one, reason);
  }

  async function carryOut(duty: DutyView, one: Held, reason?: string): Promise<void> {
    const along = { seen: seen(duty), ...(reason ? { override: { reason } } : {}) };
    const origin = one.from;
    let current = '';
    const what = t(origin ? 'rota.moved' : 'rota.put', { name: one.name, shift: nameOf(duty) });
    const seat = { shiftId: duty.shiftId, name: one.name };
    const shown = { what: t('rota.putting', { name: one.name, shift: nameOf(duty) }), seat };
    const go = async (): Promise<void> => {
      const taken = origin
        ? await api.move(shown, await where(origin.shiftId, one), duty.shiftId, along)
        : await api.assign(shown, duty.shiftId, one.personId, along);
      current = taken.assignmentId;
    };
    const back = (): Promise<unknown> =>
      origin
        ? api.move(undone(what), current, origin.shiftId, undoing())
        : api.drop(undone(what), current, t('rota.undo'));
    if (!(await tried(go))) return;
    said.value = what;
    const again = (): Promise<boolean> =>
      tried(async () => Object.assign(along, { seen: seen(now(duty)) }) && (await go()));
    history.push({ what: said.value, undo: () => tried(back), redo: again });
  }

  const undone = (what: string): Shown => ({ what: t('rota.undone', { what }) });
  const undoing = () => ({ override: { reason: t('rota.undo') } });
  const now = (duty: DutyView): DutyView => duties.value.find(({ shiftId }) => shiftId === duty.shiftId) ?? duty;

  /** Her assignment on a shift as it is called by now. */
  async function where(shiftId: string, one: Held): Promise<string> {
    const duty = duties.value.find((candidate) => candidate.shiftId === shiftId);
    return duty?.people.find(({ personId }) => personId === one.personId)?.assignmentId ?? one.from?.assignmentId ?? '';
  }

  async function remove(duty: DutyView, assignmentId: string): Promise<void> {
    const person = duty.people.find((one) => one.assignmentId === assignmentId);
    if (!person) return;
    let kind: string | undefined;
    const shown = { what: t('rota.removing', { name: person.name, shift: nameOf(duty) }) };
    if (!(await tried(async () => (kind = (await api.drop(shown, assignmentId)).kind)))) return;
    const offered = kind === 'offered-instead';
    const removed = t('rota.removed', { name: person.name, shift: nameOf(duty) });
    said.value = offered ? t('rota.offered', { name: person.name }) : removed;
    if (offered) {
      history.push({
        what: said.value,
        undo: () => tried(() => api.withdrawOffer(assignmentId)),
        redo: () => tried(() => api.drop(shown, assignmentId)),
      });
      return;
    }
    const one = { personId: person.personId, name: person.name };
    history.push({
      what: said.value,
      undo: () => tried(() => api.assign(undone(shown.what), duty.shiftId, one.personId, undoing())),
      redo: () => tried(async () => api.drop(shown, await where(duty.shiftId, one))),
    });
  }

  async function undo(): Promise<void> {
    const what = await history.undo();
    if (what !== null) said.value = t('rota.undone', { what });
    else if (!history.canUndo.value && !said.value) said.value = t('rota.nothingToUndo');
  }

  async function redo(): Promise<void> {
    const what = await history.redo();
    if (what !== null) said.value = t('rota.redone', { what });
  }

  return {
    duties,
    preview,
    loading,
    fault,
    said,
    held,
    verdicts,
    table,
    history,
    load,
    take,
    letGo,
    put,
    remove,
    undo,
    redo,
  };
}
