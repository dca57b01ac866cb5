/**
 * What a rota must do, said once more as simply as possible: hours as plain numbers, one seat a shift, no database. The
 * service is compared with this after every step. Shares no code with it.
 */
export interface RefShift {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  cancelled: boolean;
}

export interface RefRules {
  readonly restHours: number;
  readonly perWeek: number;
  readonly cutoffHours: number;
}

type Holding = { person: string; state: 'held' | 'offered' };

interface Request {
  readonly id: string;
  readonly kind: 'give' | 'swap';
  readonly shift: string;
  readonly from: string;
  readonly to: string;
  readonly other: string | null;
}

export class ReferenceRota {
  readonly holders = new Map<string, Holding>();
  readonly requests = new Map<string, Request>();
  now = 0;

  constructor(
    readonly shifts: readonly RefShift[],
    private readonly rules: RefRules,
  ) {}

  /** Whether `person` may have `shift` once the shifts in `without` are no longer hers. */
  allowed(person: string, shift: RefShift, without: readonly string[] = []): boolean {
    if (shift.cancelled || shift.to <= this.now) return false;
    const own = this.of(person).filter((other) => !without.includes(other.id) && other.id !== shift.id);
    const clear = own.every((other) => {
      const gap = other.from < shift.from ? shift.from - other.to : other.from - shift.to;
      return gap >= this.rules.restHours;
    });
    return clear && own.length + 1 <= this.rules.perWeek;
  }

  mayClaim(person: string, shift: RefShift): boolean {
    const holder = this.holders.get(shift.id);
    if (holder?.person === person) return false;
    if (holder && holder.state !== 'offered') return false;
    return this.allowed(person, shift);
  }

  claim(person: string, shift: RefShift): void {
    this.put(shift.id, person);
  }

  mayDrop(person: string, shift: RefShift): boolean {
    return this.holders.get(shift.id)?.person === person && !shift.cancelled && shift.to > this.now;
  }

  drop(shift: RefShift): 'dropped' | 'offered' {
    if (shift.from - this.now < this.rules.cutoffHours) {
      const holder = this.holders.get(shift.id);
      if (holder) holder.state = 'offered';
      return 'offered';
    }
    this.holders.delete(shift.id);
    this.forget(shift.id);
    return 'dropped';
  }

  mayAgree(request: Request): boolean {
    const shift = this.shift(request.shift);
    if (this.holders.get(shift.id)?.person !== request.from || shift.from <= this.now) return false;
    if (request.other === null) return this.allowed(request.to, shift);
    const other = this.shift(request.other);
    if (this.holders.get(other.id)?.person !== request.to || other.from <= this.now) return false;
    return this.allowed(request.to, shift, [other.id]) && this.allowed(request.from, other, [shift.id]);
  }

  agree(request: Request): void {
    this.requests.delete(request.id);
    this.put(request.shift, request.to);
    if (request.other !== null) this.put(request.other, request.from);
  }

  cancel(shift: RefShift): void {
    shift.cancelled = true;
    this.holders.delete(shift.id);
    this.forget(shift.id);
  }

  /** Takes over what a publication did, after checking that nobody lost a seat and every new one is allowed. */
  published(after: ReadonlyMap<string, string>): string[] {
    const faults: string[] = [];
    for (const [id, holder] of this.holders) {
      if (after.get(id) !== holder.person && this.shift(id).from > this.now)
        faults.push(`${id} was taken from ${holder.person}`);
    }
    for (const [id, person] of after) {
      if (this.holders.has(id)) continue;
      if (!this.allowed(person, this.shift(id))) faults.push(`${id} was given to ${person} against the rules`);
      this.put(id, person);
    }
    return faults;
  }

  shift(id: string): RefShift {
    const found = this.shifts.find((shift) => shift.id === id);
    if (!found) throw new Error(`no shift ${id}`);
    return found;
  }

  private put(shiftId: string, person: string): void {
    this.holders.set(shiftId, { person, state: 'held' });
    this.forget(shiftId);
  }

  /** Requests about a shift that changed hands have lost their object. */
  private forget(shiftId: string): void {
    for (const request of [...this.requests.values()]) {
      if (request.shift === shiftId || request.other === shiftId) this.requests.delete(request.id);
    }
  }

  private of(person: string): RefShift[] {
    return this.shifts.filter((shift) => this.holders.get(shift.id)?.person === person);
  }
}
