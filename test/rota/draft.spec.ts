import { civilDateOf } from '../../src/kernel/civil-time';
import { HOUR } from '../../src/kernel/clock';
import { draftMonth } from '../../src/rota/domain/draft';
import type { Draft, DraftFacts } from '../../src/rota/domain/draft-facts';
import type { Caps } from '../../src/volunteers/domain/volunteer';
import { sampleMonth } from '../builders/sample-month';

/** What is wrong with a draft, found without the rules of the service. */
function faults(facts: DraftFacts, draft: Draft): string[] {
  const found: string[] = [];
  const shifts = new Map(facts.shifts.map((shift) => [shift.seat.shiftId, shift]));
  const people = new Map(facts.volunteers.map((volunteer) => [volunteer.id, volunteer]));
  const byPerson = new Map<string, DraftFacts['shifts'][number]['seat'][]>();
  const bySession = new Map<string, { trainee: boolean; alone: boolean }[]>();
  for (const { shiftId, personId } of draft.entries) {
    const shift = shifts.get(shiftId);
    const person = people.get(personId);
    if (!shift || !person) throw new Error('unknown entry');
    const { seat } = shift;
    const day = civilDateOf(seat.end - 1, facts.zone);
    const held = person.qualifications.find((q) => q.key === seat.qualification);
    if (seat.qualification && !(held && (held.validUntil ?? '9999') >= day)) found.push(`unqualified ${personId}`);
    if (person.leave.some((l) => l.from < seat.end && seat.start < l.to)) found.push(`on leave ${personId}`);
    byPerson.set(personId, [...(byPerson.get(personId) ?? []), seat]);
    const together = bySession.get(seat.sessionId) ?? [];
    bySession.set(seat.sessionId, [
      ...together,
      { trainee: person.trainee, alone: person.trainee && seat.trainee === 'not-alone' },
    ]);
  }
  for (const [id, seats] of byPerson) {
    seats.sort((a, b) => a.start - b.start);
    const caps: Caps = people.get(id)?.caps ?? {};
    if (seats.length > (caps.perMonth ?? 99)) found.push(`month cap ${id}`);
    if (seats.filter((seat) => seat.night).length > (caps.nightsPerMonth ?? 99)) found.push(`nights cap ${id}`);
    for (const [i, seat] of seats.entries()) {
      const next = seats[i + 1];
      const rest = Math.max(seat.rules.minRestHours, seat.night ? seat.rules.restAfterNightHours : 0);
      if (next && next.start - seat.end < rest * HOUR) found.push(`rest ${id}`);
    }
  }
  for (const [id, together] of bySession) {
    if (together.some((one) => one.alone) && together.every((one) => one.trainee)) found.push(`trainee alone ${id}`);
  }
  return found;
}

describe('drafting the month of the sample organisation', () => {
  const facts = sampleMonth();
  const began = process.cpuUsage();
  const draft = draftMonth(facts);
  const used = process.cpuUsage(began);
  const seconds = (used.user + used.system) / 1e6;

  it('fills every seat of the hotline, the salon and the talk within three seconds of computing', () => {
    const wanted = facts.shifts.reduce((sum, shift) => sum + shift.places, 0);
    expect(facts.shifts.filter((shift) => shift.seat.sessionId.startsWith('tiantianxun'))).toHaveLength(248);
    expect(draft.entries).toHaveLength(wanted);
    expect(draft.unfilled).toEqual([]);
    expect(seconds).toBeLessThan(3);
  });

  it('breaks no rule', () => {
    expect(faults(facts, draft)).toEqual([]);
  });

  it('spreads the shifts in proportion to what each person offers', () => {
    const loads = facts.volunteers.map((volunteer) => {
      const own = draft.entries.filter((entry) => entry.personId === volunteer.id).length;
      return own / (volunteer.caps.perMonth ?? 8);
    });
    const sorted = [...loads].sort((a, b) => a - b);
    // Nine of ten people serve between half and all of what they offered.
    expect(sorted[Math.floor(sorted.length / 10)]).toBeGreaterThanOrEqual(0.45);
  });

  it('answers the same facts with the same draft', () => {
    expect(draftMonth(sampleMonth()).entries).toEqual(draft.entries);
  });
});

describe('a month that cannot be filled', () => {
  it('leaves the hole and counts which rules keep people away', () => {
    const facts = sampleMonth();
    const shift = facts.shifts.find(({ seat }) => seat.shiftId === 'tiantianxun 2026-12-08T08:00 answer');
    const [free, away] = facts.volunteers.filter(
      (one) => !one.trainee && one.availability.length === 0 && one.leave.length === 0,
    );
    if (!shift || !free || !away) throw new Error('the sample has changed');
    const volunteers = [
      { ...free, qualifications: [] },
      { ...away, leave: [{ from: shift.seat.start, to: shift.seat.end }] },
    ];
    const draft = draftMonth({ ...facts, shifts: [shift], volunteers });
    expect(draft.entries).toEqual([]);
    expect(draft.unfilled).toEqual([
      { shiftId: shift.seat.shiftId, missing: 1, blocked: { 'qualification-missing': 1, 'on-leave': 1 } },
    ]);
  });
});
