import type { Volunteer } from '../../../src/volunteers/domain/volunteer';
import type { DraftFacts, DraftShift } from './draft-facts';
import { judge } from '../../../src/rota/domain/judge';
import { localDayOf } from '../../../src/rota/domain/local-day';
import type { Companion, Duty } from '../../../src/rota/domain/seat';
import type { Violation } from '../../../src/rota/domain/violation';

/** One place to fill: a shift that wants two people has two. */
export interface Place {
  readonly index: number;
  readonly shift: DraftShift;
  readonly sessionId: string;
  readonly rank: number;
  readonly month: string;
  readonly weekend: boolean;
}

/** A draft under way: who is on which place, and what the rules say about a further one. */
export class DraftBoard {
  readonly places: readonly Place[];
  /** How often the rules were asked. */
  questions = 0;
  private readonly people: ReadonlyMap<string, Volunteer>;
  private readonly holders: (string | null)[];
  private readonly duties = new Map<string, Duty[]>();
  private readonly companions = new Map<string, Companion[]>();
  private readonly taken = new Map<string, number>();
  private readonly ableOn = new Map<string, string[]>();

  constructor(private readonly facts: DraftFacts) {
    this.people = new Map(facts.volunteers.map((volunteer) => [volunteer.id, volunteer]));
    for (const { id } of facts.volunteers) this.duties.set(id, [...(facts.duties.get(id) ?? [])]);
    const places: Place[] = [];
    for (const shift of facts.shifts) {
      const { sessionId, shiftId, start } = shift.seat;
      this.companions.set(sessionId, [...(facts.companions.get(sessionId) ?? [])]);
      this.taken.set(shiftId, shift.seat.taken);
      this.ableOn.set(shiftId, this.everAble(shift));
      const { month, weekend } = localDayOf(start, facts.zone);
      for (let i = 0; i < shift.places; i++) {
        places.push({ index: places.length, shift, sessionId, rank: shift.rank, month, weekend });
      }
    }
    this.places = places;
    this.holders = places.map(() => null);
  }

  volunteer(personId: string): Volunteer {
    const volunteer = this.people.get(personId);
    if (!volunteer) throw new Error('nobody of that id takes part in the draft');
    return volunteer;
  }

  /** Those who could serve on the place if nothing else were drafted. */
  able(place: Place): readonly string[] {
    return this.ableOn.get(place.shift.seat.shiftId) ?? [];
  }

  personOn(place: Place): string | null {
    return this.holders[place.index] ?? null;
  }

  /** Her shifts in a month, standing and drafted. */
  countOf(personId: string, month: string): { shifts: number; nights: number; weekends: number } {
    const count = { shifts: 0, nights: 0, weekends: 0 };
    for (const duty of this.duties.get(personId) ?? []) {
      const day = localDayOf(duty.start, this.facts.zone);
      if (day.month !== month) continue;
      count.shifts++;
      if (duty.night) count.nights++;
      if (day.weekend) count.weekends++;
    }
    return count;
  }

  /** The places that this draft gave her. */
  placesOf(personId: string): Place[] {
    return this.places.filter((place) => this.holders[place.index] === personId);
  }

  /** True when one of those `able` may serve with everything drafted so far. */
  fits(personId: string, place: Place): boolean {
    const volunteer = this.volunteer(personId);
    // Leave and availability do not change while drafting; `able` has looked at them.
    return this.judged({ ...volunteer, availability: [], leave: [] }, place).length === 0;
  }

  verdict(personId: string, place: Place): Violation[] {
    return this.judged(this.volunteer(personId), place);
  }

  private judged(volunteer: Volunteer, place: Place): Violation[] {
    this.questions++;
    const { seat } = place.shift;
    return judge({
      volunteer,
      duties: this.duties.get(volunteer.id) ?? [],
      seat: {
        ...seat,
        taken: this.taken.get(seat.shiftId) ?? 0,
        companions: this.companions.get(place.sessionId) ?? [],
      },
      now: this.facts.now,
      zone: this.facts.zone,
    });
  }

  put(personId: string, place: Place): void {
    const { seat } = place.shift;
    const { shiftId, start, end, night, rules } = seat;
    const assignmentId = nameOf(place);
    this.holders[place.index] = personId;
    this.duties.get(personId)?.push({ assignmentId, shiftId, start, end, night, highRisk: false, rules });
    const { trainee } = this.volunteer(personId);
    this.companions.get(place.sessionId)?.push({ assignmentId, shiftId, personId, trainee, policy: seat.trainee });
    this.taken.set(shiftId, (this.taken.get(shiftId) ?? 0) + 1);
  }

  clear(place: Place): void {
    const personId = this.holders[place.index];
    if (!personId) return;
    const name = nameOf(place);
    const { shiftId } = place.shift.seat;
    this.holders[place.index] = null;
    removeNamed(this.duties.get(personId), name);
    removeNamed(this.companions.get(place.sessionId), name);
    this.taken.set(shiftId, (this.taken.get(shiftId) ?? 1) - 1);
  }

  /** True when a trainee who must not be alone has nobody experienced beside her. */
  traineeAloneIn(sessionId: string): boolean {
    const together = this.companions.get(sessionId) ?? [];
    return together.some((c) => c.trainee && c.policy === 'not-alone') && !together.some((c) => !c.trainee);
  }

  private everAble(shift: DraftShift): string[] {
    const { facts } = this;
    const alone: readonly Violation['rule'][] = ['trainee-alone', 'full'];
    return facts.volunteers
      .filter((volunteer) => {
        const duties = facts.duties.get(volunteer.id) ?? [];
        const seat = { ...shift.seat, companions: facts.companions.get(shift.seat.sessionId) ?? [] };
        const found = judge({ volunteer, duties, seat, now: facts.now, zone: facts.zone });
        return found.every((violation) => alone.includes(violation.rule));
      })
      .map((volunteer) => volunteer.id);
  }
}

const nameOf = (place: Place): string => `draft-${String(place.index)}`;

function removeNamed(list: { assignmentId: string }[] | undefined, name: string): void {
  const at = list?.findIndex((one) => one.assignmentId === name) ?? -1;
  if (at >= 0) list?.splice(at, 1);
}
