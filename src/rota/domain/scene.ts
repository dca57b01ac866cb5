import type { ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { Volunteer } from '../../volunteers/domain/volunteer';
import { judge } from './judge';
import type { Companion, Duty, Seat } from './seat';
import type { Violation } from './violation';

export type BareSeat = Omit<Seat, 'companions'>;

/** Who is judged, what they have around it, and who serves in the sessions that it is about. */
export interface SceneFacts {
  readonly people: ReadonlyMap<string, Volunteer>;
  /** By person. */
  readonly duties: ReadonlyMap<string, readonly Duty[]>;
  /** By session. */
  readonly companions: ReadonlyMap<string, readonly Companion[]>;
}

export interface SceneTime {
  readonly now: Instant;
  readonly zone: ZoneName;
}

/** What the act that is judged brings with it. */
export interface Around {
  /** Assignments that it ends. */
  readonly without?: readonly string[];
  /** Others whom it brings to the same session. */
  readonly beside?: readonly Companion[];
  /** She claims for herself. */
  readonly claiming?: boolean;
}

/** Everything that the rules look at, gathered once: any person of it may be judged for any seat. The only caller of `judge`. */
export class Scene {
  readonly people: ReadonlyMap<string, Volunteer>;
  private readonly duties: Map<string, readonly Duty[]>;
  private readonly companions: Map<string, readonly Companion[]>;
  /** By shift: how many more have it than its seat was told. */
  private readonly more = new Map<string, number>();

  constructor(
    { people, duties, companions }: SceneFacts,
    private readonly time: SceneTime,
  ) {
    this.people = people;
    this.duties = new Map(duties);
    this.companions = new Map(companions);
  }

  /** Every rule that she and the seat would break together; null for somebody who is not of the scene. */
  verdict(personId: string, seat: BareSeat, { beside = [], ...more }: Around = {}): Violation[] | null {
    const volunteer = this.people.get(personId);
    if (!volunteer) return null;
    const companions = [...this.companionsOf(seat.sessionId), ...beside];
    const taken = seat.taken + (this.more.get(seat.shiftId) ?? 0);
    const duties = this.dutiesOf(personId);
    return judge({ volunteer, duties, seat: { ...seat, companions, taken }, ...this.time, ...more });
  }

  dutiesOf(personId: string): readonly Duty[] {
    return this.duties.get(personId) ?? [];
  }

  companionsOf(sessionId: string): readonly Companion[] {
    return this.companions.get(sessionId) ?? [];
  }

  /** The scene with the people of more sessions in it. */
  with(companions: ReadonlyMap<string, readonly Companion[]>): Scene {
    const { people, duties } = this;
    return new Scene({ people, duties, companions: new Map([...this.companions, ...companions]) }, this.time);
  }

  /** From here on she no longer has this seat. */
  leaves({ assignmentId, personId, shiftId }: Companion, sessionId: string): void {
    const stays = (one: { readonly assignmentId: string }): boolean => one.assignmentId !== assignmentId;
    this.companions.set(sessionId, this.companionsOf(sessionId).filter(stays));
    this.duties.set(personId, this.dutiesOf(personId).filter(stays));
    this.more.set(shiftId, (this.more.get(shiftId) ?? 0) - 1);
  }

  /** From here on she has this seat. */
  arrives(volunteer: Volunteer, seat: BareSeat): void {
    const { shiftId, sessionId, start, end, night, rules } = seat;
    const comer = arrivalOf(seat, volunteer);
    this.companions.set(sessionId, [...this.companionsOf(sessionId), comer]);
    const duty = { assignmentId: comer.assignmentId, shiftId, start, end, night, highRisk: false, rules };
    this.duties.set(volunteer.id, [...this.dutiesOf(volunteer.id), duty]);
    this.more.set(shiftId, (this.more.get(shiftId) ?? 0) + 1);
  }
}

/** The companion that `volunteer` is about to become on a shift. */
export function arrivalOf(seat: BareSeat, { id: personId, trainee }: Volunteer): Companion {
  return { assignmentId: `coming-${seat.shiftId}`, shiftId: seat.shiftId, personId, trainee, policy: seat.trainee };
}
