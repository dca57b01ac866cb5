import type { Preset } from './presets';

/** How far the first set-up has come and what was typed in it. */
export interface Begun {
  readonly step: number;
  readonly name: string;
  readonly coordinator: string;
  readonly reachesDown: boolean;
  readonly programmes: readonly Preset[];
  /** Of the month that was drafted. */
  readonly drafted: number | null;
  /** The code by which the first coordinator binds her own account; it is told once. */
  readonly code: string | null;
}

const KEPT = 'xinyue-set-up';
/** From this step on the organisation is there. */
export const ORGANISATION_MADE = 2;

export function readBegun(): Begun | null {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Begun | null;
  } catch {
    return null;
  }
}

/** null: the set-up is over. */
export function keepBegun(begun: Begun | null): void {
  try {
    if (begun) localStorage.setItem(KEPT, JSON.stringify(begun));
    else localStorage.removeItem(KEPT);
  } catch {
    // a browser that keeps nothing begins anew
  }
}

/** The organisation was made here, and what follows was not finished. */
export const isSetUpBegun = (): boolean => (readBegun()?.step ?? 0) >= ORGANISATION_MADE;
