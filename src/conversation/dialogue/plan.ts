import { PREVIEWED, WRITES } from '../grammar/guards/guard';
import type { Act, Reading } from '../grammar/reading';
import type { Step } from './dialogue';
import type { CommandAnswer } from './turn';

/** What a message comes to: acts to carry out, or something to say at once. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly outcome: CommandAnswer | null;
  /** The open question stays open. */
  readonly keepsQuestion: boolean;
  /** Answered and forgotten: the same message again is looked at anew. */
  readonly fleeting?: boolean;
}

/** Carries out the steps; a new request leaves the open question. */
export const carryingOut = (steps: readonly Step[], keepsQuestion = false): Plan => ({
  steps,
  outcome: null,
  keepsQuestion,
});

export const saying = (outcome: CommandAnswer, keepsQuestion = false): Plan => ({ steps: [], outcome, keepsQuestion });

/** Says it and keeps nothing of it. */
export const inPassing = (outcome: CommandAnswer): Plan => ({ ...saying(outcome, true), fleeting: true });

/** Changes nothing: it is answered in full beside whatever else is done, and a question waits behind it. */
export const isLook = (act: Act): boolean => !WRITES.has(act) && !PREVIEWED.includes(act);

/** What was read, as the act to be carried out. */
export function stepOf(reading: Reading): Step {
  const { act, slots, doing, minutes, mild, asks } = reading;
  return {
    act,
    slots,
    ...(mild ? { tentative: true } : {}),
    ...(doing ? { doing } : {}),
    ...(asks ? { asks } : {}),
    ...(minutes === undefined ? {} : { minutes }),
  };
}
