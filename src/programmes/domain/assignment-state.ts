export type AssignmentState = 'held' | 'confirmed' | 'on-duty' | 'done' | 'offered' | 'dropped' | 'no-show';

/** States in which the person is still expected to come. */
export const EXPECTED_STATES: readonly AssignmentState[] = ['held', 'confirmed', 'offered'];

/** The state in which it is still to be said whether she comes. */
export const TO_CONFIRM: AssignmentState = 'held';

export const isExpected = (state: AssignmentState): boolean => EXPECTED_STATES.includes(state);

/** The condition of a query on assignments called `alias`: living, and its holder still expected to come. */
export const expectedSql = (alias: string): string =>
  `${alias}.ended_key = '' AND ${alias}.state IN (${EXPECTED_STATES.map((state) => `'${state}'`).join(', ')})`;

/** States of an assignment that has not ended, served or not. */
export const LIVING_STATES: readonly AssignmentState[] = [...EXPECTED_STATES, 'on-duty', 'done', 'no-show'];

/** The steps that an assignment's life allows: held → confirmed → on duty → done, or dropped, offered, no-show. */
const NEXT: Readonly<Record<AssignmentState, readonly AssignmentState[]>> = {
  held: ['confirmed', 'on-duty', 'offered', 'dropped', 'no-show', 'done'],
  confirmed: ['held', 'on-duty', 'offered', 'dropped', 'no-show', 'done'],
  offered: ['held', 'confirmed', 'on-duty', 'dropped', 'no-show', 'done'],
  'on-duty': ['done', 'dropped'],
  done: ['no-show'],
  'no-show': ['done'],
  dropped: [],
};

export function mayBecome(from: AssignmentState, to: AssignmentState): boolean {
  return NEXT[from].includes(to);
}
