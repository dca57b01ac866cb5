export interface OrganisationSettings {
  readonly name: string;
  readonly timeZone: string;
  readonly sample: boolean;
  readonly tree: readonly { readonly id: string; readonly name: string; readonly depth: number }[];
  readonly channels: readonly string[];
}

export interface ProgrammeSettings {
  readonly key: string;
  readonly name: string;
  readonly specification: {
    readonly recurrence: string | null;
    readonly place: string | null;
    readonly dayParts: readonly { readonly name: string; readonly start: string; readonly end: string }[];
    readonly capacity: { readonly households: number | null; readonly waitlist: number } | null;
    readonly posts: readonly {
      readonly key: string;
      readonly name: string;
      readonly min: number;
      readonly max: number;
    }[];
    readonly rules: Readonly<Record<string, number | null>>;
    readonly reminders: Readonly<Record<'confirmHours' | 'askAgainHours' | 'offerHours' | 'alarmHours', number>>;
    readonly measures: readonly { readonly key: string; readonly name: string; readonly unit: string }[];
  };
}

export interface Holidays {
  readonly year: number;
  readonly daysOff: readonly { readonly name: string; readonly from: string; readonly to: string }[] | null;
}
