export interface Visitor {
  readonly setUp: boolean;
  readonly person: { readonly id: string; readonly name: string; readonly roles: readonly string[] } | null;
  readonly organisation: string | null;
  readonly fresh: boolean;
}

interface Person {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

export interface SeatHolder {
  readonly personId: string;
  readonly name: string;
  readonly assignmentId: string;
  readonly state: string;
}

export interface Shift {
  readonly shiftId: string;
  readonly sessionId: string;
  readonly programmeKey: string;
  readonly programmeName: string;
  readonly postKey: string;
  readonly postName: string;
  readonly dayPart: string;
  readonly dayPartName: string;
  readonly startCivil: string;
  readonly endCivil: string;
  readonly topic: string | null;
  readonly seatsMin: number;
  readonly seatsMax: number;
  readonly taken: number;
  readonly cancelled: boolean;
}

export interface Duty extends Shift {
  readonly people: readonly SeatHolder[];
  readonly empty: number;
}

export interface Compared {
  readonly shift: Shift;
  readonly person: { readonly personId: string; readonly name: string };
}

export interface Preview {
  readonly month: string;
  readonly version: number;
  readonly additions: readonly Compared[];
  readonly kept: number;
  readonly removals: readonly Compared[];
  readonly conflicts: readonly (Compared & { readonly violations: readonly { readonly rule: string }[] })[];
  /** Who is told. */
  readonly people: readonly {
    readonly personId: string;
    readonly name: string;
    readonly gains: number;
    readonly loses: number;
  }[];
  readonly accounts: readonly Account[];
}

type Counts = Readonly<Record<'shifts' | 'nights' | 'weekends' | 'holidays', number>>;

/** What somebody would have beside her fair share. */
export interface Account {
  readonly personId: string;
  readonly name: string;
  readonly counts: Counts;
  readonly fair: Counts;
  readonly why: string;
}

export interface RepairProposed {
  readonly month: string;
  readonly version: number;
  readonly affected: readonly {
    readonly personId: string;
    readonly name: string;
    readonly gains: Shift;
    readonly loses: Shift | null;
  }[];
}

export interface OpenedVersion {
  readonly version: number;
  readonly entries: readonly Compared[];
  readonly gone: readonly Compared[];
  readonly fresh: readonly Compared[];
}

export interface WantedTime {
  readonly from: number;
  readonly to: number;
  readonly dayPart?: string;
}

export interface Exchanges {
  readonly wishes: readonly {
    readonly wishId: string;
    readonly shift: Serving;
    readonly wanted: readonly WantedTime[];
  }[];
  readonly rings: readonly {
    readonly ringId: string;
    readonly expires: number;
    readonly legs: readonly {
      readonly person: { readonly personId: string; readonly name: string };
      readonly gives: Serving;
      readonly to: { readonly name: string };
      readonly answer: 'waiting' | 'agreed' | 'refused' | 'expired';
    }[];
  }[];
}

export interface Candidate {
  readonly personId: string;
  readonly name: string;
  readonly load: number;
  readonly violations: readonly { readonly rule: string }[];
}

export interface Verdict {
  readonly shiftId: string;
  readonly reasons: readonly string[];
  readonly hard: boolean;
}

export interface RotaVersion {
  readonly id: string;
  readonly version: number;
  readonly state: 'draft' | 'published' | 'discarded';
  readonly source: string;
  readonly by: string | null;
  readonly createdMs: number;
  readonly publishedMs: number | null;
}

export interface Activity {
  readonly sessionId: string;
  readonly programmeName: string;
  readonly startCivil: string;
  readonly endCivil: string;
  readonly topic: string | null;
  readonly place: string | null;
  readonly state: 'planned' | 'cancelled';
  readonly reason: string | null;
  readonly householdsMax: number | null;
  readonly householdsTaken: number;
  readonly waiting: number;
}

export interface Registration {
  readonly registrationId: string;
  /** Of whoever came by a poster and is reached by no channel. */
  readonly phone: string | null;
  readonly personName: string;
  readonly party: number;
  readonly state: 'registered' | 'waiting' | 'cancelled' | 'attended';
  readonly position: number | null;
}

export interface MessageRecord {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly person: string | null;
  readonly channel: string | null;
  readonly dueMs: number;
  readonly reason: string | null;
}

export interface Serving extends Shift {
  readonly assignmentId: string;
  readonly personName: string;
  readonly state: string;
}

export interface Today {
  readonly now: number;
  readonly onDuty: readonly Duty[];
  readonly next: readonly Duty[];
  readonly gaps: readonly (Duty & { readonly missing: number })[];
  readonly unconfirmed: readonly Serving[];
  readonly failed: readonly MessageRecord[];
  readonly sessions: readonly Activity[];
}

export interface Volunteer {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly trainee: boolean;
  readonly joined: string | null;
  readonly qualifications: readonly {
    readonly key: string;
    readonly name: string;
    readonly validUntil: string | null;
    readonly runsOut: boolean;
  }[];
  readonly shifts: number;
  readonly minutes: number;
  readonly channels: readonly string[];
  readonly onLeave: boolean;
}

/** What somebody would like to be drafted for, or would rather not; what is left out does not matter. */
export interface Wish {
  readonly want: 'like' | 'dislike';
  readonly programme?: string;
  readonly post?: string;
  readonly dayPart?: string;
  /** 1 Monday … 7 Sunday. */
  readonly weekday?: number;
  readonly date?: string;
}

export interface Profile extends Volunteer {
  readonly caps: Readonly<Record<string, number>>;
  readonly availability: readonly {
    readonly weekday: number;
    readonly fromMinute: number;
    readonly toMinute: number;
  }[];
  readonly wishes: readonly Wish[];
  readonly leaves: readonly { readonly id: string; readonly fromCivil: string; readonly toCivil: string }[];
  readonly averageShifts: number;
}

export interface AuditEntry {
  readonly id: string;
  readonly atMs: number;
  readonly act: string;
  readonly by: string | null;
  readonly onBehalfOf: string | null;
  readonly channel: string;
  readonly detail: { readonly override?: { readonly reason?: string } };
  readonly undoneMs: number | null;
}
