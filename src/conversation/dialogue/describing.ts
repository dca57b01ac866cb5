import { civilDateOf, type ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { Reading, Stretch } from '../grammar/reading';
import { isWholeDays } from './matching';
import { saidMoment, saidStretch } from '../../kernel/said-time';
import * as say from '../wording/acts';

/** A stretch as an option of a question. */
export function optionLabel(stretch: Stretch, at: { now: Instant; zone: ZoneName }): string {
  const today = civilDateOf(at.now, at.zone);
  return stretch.to === null ? saidMoment(stretch.from, today) : saidStretch(stretch.from, stretch.to, today);
}

/** A reading in the bot's own words, so that the person sees what was understood. */
export function described(reading: Reading, at: { now: Instant; zone: ZoneName }): string {
  const { slots } = reading;
  const times = (slots.when ?? []).map((stretch) => optionLabel(stretch, at));
  const others = (slots.other?.when ?? []).map((stretch) => optionLabel(stretch, at));
  return say.understood({
    act: reading.act,
    times: slots.dayPart !== undefined && times.length === 0 ? [slots.dayPart] : times,
    numbers: slots.numbers ?? [],
    person: slots.person ?? null,
    other: [...others, ...(slots.other?.numbers ?? []).map((n) => say.numberWord(n))],
    party: slots.party ?? null,
    note: slots.note ?? null,
    programme: slots.programme ?? null,
    post: slots.post ?? null,
    // The name of a day part says something only beside a whole day; other words for it have become hours.
    dayPart: slots.when?.some(isWholeDays) === true ? (slots.dayPart ?? null) : null,
  });
}
