import type { Role } from '../../acts/domain/act-context';
import type { ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { Context, Reading } from '../grammar/reading';
import { suppose, understand } from '../grammar/parse';
import { NOTHING_OPEN, listingFor, type Dialogue } from './dialogue';

/** What a message is read in: what stands open for the person, and the words of her organisation. */
export interface MessageContext {
  readonly here: Dialogue;
  readonly elsewhere: readonly Dialogue[];
  readonly now: Instant;
  readonly zone: ZoneName;
  /** What she is here decides what she is offered when she was not understood. */
  readonly roles?: readonly Role[];
  readonly vocabulary?: Context['vocabulary'];
  readonly holidays?: Context['holidays'];
}

/** For somebody of whom nothing is known, or nothing needs to be. */
export const nothingStanding = (now: Instant, zone: ZoneName): MessageContext => ({
  here: NOTHING_OPEN,
  elsewhere: [],
  now,
  zone,
});

/** What `text` asks for. A number alone names what was listed and is no act: what was listed decides what it asks for. */
export function read(text: string, standing: MessageContext): Reading[] {
  const readings = understand(text, contextIn(standing));
  return readings.map((reading) => (reading.bare ? { ...reading, act: 'none', ask: null } : reading));
}

/** What was most likely meant by a text that says nothing to `read`. */
export const supposedOf = (text: string, standing: MessageContext): Reading | null =>
  suppose(text, contextIn(standing));

/** What a text is read in while this stands. */
export function contextIn(standing: MessageContext): Context {
  const listing = listingFor(standing.here, standing.elsewhere, standing.now);
  const { now, zone, vocabulary, holidays } = standing;
  const numbered = listing.state === 'valid' ? listing.listing.entries.length : undefined;
  const coordinates = standing.roles?.includes('coordinator') ? { coordinates: true as const } : {};
  return { now, zone, numbered, vocabulary, holidays, ...coordinates };
}
