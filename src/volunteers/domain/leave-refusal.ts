/** Why leave was not recorded or not taken back. */
export type LeaveRefusal =
  | { readonly rule: 'not-allowed' }
  | { readonly rule: 'not-found'; readonly what: 'person' | 'leave' }
  | { readonly rule: 'bad-period' }
  | { readonly rule: 'period-over' }
  | { readonly rule: 'period-too-long'; readonly mostDays: number };
