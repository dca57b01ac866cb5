import type { Evidence } from '../evidence/evidence';
import type { Act, Reading } from '../reading';
import { GUARDS } from './all-guards';
import { WRITES, plainly, type Guard } from './guard';

const STOPPING = new Map<Act, readonly Guard[]>();

/** The guards that may stop an act. */
function guardsOf(act: Act): readonly Guard[] {
  let known = STOPPING.get(act);
  if (!known) {
    known = GUARDS.filter(({ stops }) => stops.has(act));
    STOPPING.set(act, known);
  }
  return known;
}

/** The readings past the guards: what one of them objects to is asked, or is no request at all. `evidence` is made when it is needed. */
export function guarded(readings: Reading[], evidence: () => Evidence): Reading[] {
  if (!readings.some(({ act, ask }) => ask === null && guardsOf(act).length > 0)) return readings;
  const seen = evidence();
  if (isTakenBack(readings)) return readings.slice(0, -1).map((reading) => takenBack(reading, seen));
  return readings.map((reading) => (reading.ask === null ? past(reading, seen, readings.length > 1) : reading));
}

/** 提醒提前2小时,还是先不动吧: a bare refusal behind an act answers nobody else; it takes the act back. */
function isTakenBack(readings: readonly Reading[]): boolean {
  const last = readings.at(-1);
  return last?.act === 'refuse' && last.ask === null && Object.keys(last.slots).length === 0 && readings.length > 1;
}

function takenBack(reading: Reading, evidence: Evidence): Reading {
  const { act, ask } = reading;
  if (ask !== null || !WRITES.has(act) || act === 'refuse' || act === 'agree') return reading;
  const options = [plainly(act, evidence)];
  return { ...reading, ask: { about: 'act', options }, held: { by: 'hedged', said: evidence.text, act } };
}

function past(reading: Reading, evidence: Evidence, beside: boolean): Reading {
  for (const guard of guardsOf(reading.act)) {
    const said = guard.when(reading, evidence);
    if (said !== null) return held(guard, said, reading, evidence, beside);
  }
  return reading;
}

function held(guard: Guard, said: string, reading: Reading, evidence: Evidence, beside: boolean): Reading {
  const { act } = reading;
  const held = { by: guard.name, said, act };
  if (guard.nothing && !beside) return { act: 'none', slots: {}, ask: null, held };
  const { bare: _, ...kept } = guard.instead?.(reading, said) ?? reading;
  if (guard.about === 'when') return { ...kept, ask: { about: 'when', options: [] }, held };
  const options = guard.options?.(reading, evidence, said) ?? [plainly(act, evidence)];
  return { ...kept, ask: { about: guard.about, options }, held };
}
