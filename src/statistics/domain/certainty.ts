/** How sure a figure is: as counted, no less than that, or estimated. */
export const CERTAINTIES = ['exact', 'at-least', 'about'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** How sure a sum of two figures is: no surer than the less sure of them. */
export const lessSure = (a: Certainty, b: Certainty): Certainty =>
  CERTAINTIES[Math.max(CERTAINTIES.indexOf(a), CERTAINTIES.indexOf(b))] ?? 'about';

/** How sure the sum of these is; what says nothing of it is as counted. */
export const certaintyOf = (parts: readonly { readonly certainty?: Certainty }[]): Certainty =>
  parts.map(({ certainty = 'exact' }) => certainty).reduce(lessSure, 'exact');

/** A figure with how sure it is, as lists and chats print it: 313, 至少60500, 约15000. */
export function sureText(value: number, certainty: Certainty): string {
  if (certainty === 'exact') return String(value);
  return `${certainty === 'about' ? '约' : '至少'}${String(value)}`;
}
