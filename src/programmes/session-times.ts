import { civilOf, instantOf, type ZoneName } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { dayPartBeginning, type ProgrammeSpecification } from './domain/specification';

/** Day part and end of the programme's session that begins at `startMs`; null when no day part begins then. */
export function sessionTimesAt(
  specification: ProgrammeSpecification,
  startMs: Instant,
  zone: ZoneName,
): { dayPart: string; endMs: Instant } | null {
  const found = dayPartBeginning(specification, civilOf(startMs, zone));
  return found && { dayPart: found.dayPart, endMs: instantOf(found.end, zone) };
}
