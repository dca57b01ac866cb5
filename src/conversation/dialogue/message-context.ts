import type { Role } from '../../acts/domain/act-context';
import type { ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { Context, Reading } from '../grammar/reading';
import { hear, type HeardText } from '../grammar/parse';
import type { SaidEntity } from '../grammar/evidence/evidence';
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

/** What was heard while this stands: whoever asks for more about a text does not read it again. */
const heardBefore = new WeakMap<MessageContext, Map<string, HeardText>>();

function heardIn(text: string, standing: MessageContext): HeardText {
  const before = heardBefore.get(standing) ?? new Map<string, HeardText>();
  heardBefore.set(standing, before);
  const heard = before.get(text) ?? hear(text, contextIn(standing));
  before.set(text, heard);
  return heard;
}

/** What `text` asks for. A number alone names what was listed and is no act: what was listed decides what it asks for. */
export function read(text: string, standing: MessageContext): Reading[] {
  const { readings } = heardIn(text, standing);
  return readings.map((reading) => (reading.bare ? { ...reading, act: 'none', ask: null } : { ...reading }));
}

/** What was most likely meant by a text that says nothing to `read`. */
export const supposedOf = (text: string, standing: MessageContext): Reading | null => heardIn(text, standing).suppose();

/** The days, shifts, sessions and people that a text names. */
export const factsOf = (text: string, standing: MessageContext): readonly SaidEntity[] =>
  heardIn(text, standing).facts();

/** What a text is read in while this stands. */
function contextIn(standing: MessageContext): Context {
  const listing = listingFor(standing.here, standing.elsewhere, standing.now);
  const { now, zone, vocabulary, holidays } = standing;
  const numbered = listing.state === 'valid' ? listing.listing.entries.length : undefined;
  const coordinates = standing.roles?.includes('coordinator') ? { coordinates: true as const } : {};
  return { now, zone, numbered, vocabulary, holidays, ...coordinates };
}
