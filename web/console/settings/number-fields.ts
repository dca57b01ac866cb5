/** A number that is set: its name, its unit, and what the server takes. */
export interface NumberSetting {
  readonly name: string;
  readonly unit: 'hours' | 'minutes' | 'days' | 'times' | 'people' | 'shifts' | 'nights' | 'points';
  readonly least: number;
  readonly most: number;
  /** Empty means no limit. */
  readonly optional?: true;
}

const WEEKS = 24 * 60;

export const RULES: readonly NumberSetting[] = [
  { name: 'minRestHours', unit: 'hours', least: 0, most: WEEKS },
  { name: 'restAfterNightHours', unit: 'hours', least: 0, most: WEEKS },
  { name: 'restAfterHighRiskHours', unit: 'hours', least: 0, most: WEEKS },
  { name: 'maxNightsInRow', unit: 'nights', least: 0, most: 31, optional: true },
  { name: 'maxPerDay', unit: 'shifts', least: 0, most: 10, optional: true },
  { name: 'claimOpensDays', unit: 'days', least: 0, most: 366, optional: true },
  { name: 'dropCutoffHours', unit: 'hours', least: 0, most: WEEKS },
];

/** Each of them comes later, so fewer hours before the start. */
export const STEPS: readonly NumberSetting[] = [
  { name: 'confirmHours', unit: 'hours', least: 0, most: WEEKS },
  { name: 'askAgainHours', unit: 'hours', least: 0, most: WEEKS },
  { name: 'offerHours', unit: 'hours', least: 0, most: WEEKS },
  { name: 'alarmHours', unit: 'hours', least: 0, most: WEEKS },
];

export const WAVES: readonly NumberSetting[] = [
  { name: 'waveSize', unit: 'people', least: 1, most: 50 },
  { name: 'waveMinutes', unit: 'minutes', least: 1, most: 1440 },
  { name: 'mostWaves', unit: 'times', least: 0, most: 100 },
  { name: 'asksPerDay', unit: 'times', least: 1, most: 50 },
];

export const HANDOVER: readonly NumberSetting[] = [
  { name: 'lateMinutes', unit: 'minutes', least: 0, most: 1440 },
  { name: 'backupMinutes', unit: 'minutes', least: 0, most: 1440 },
  { name: 'supervisorMinutes', unit: 'minutes', least: 0, most: 1440 },
  { name: 'coordinatorMinutes', unit: 'minutes', least: 0, most: 1440 },
  { name: 'emptyMinutes', unit: 'minutes', least: 0, most: 1440 },
];

/** What the automatic draft shares out fairly, each with its weight; 0 leaves it out. */
export const FAIRNESS: readonly NumberSetting[] = ['shifts', 'nights', 'weekends', 'holidays'].map((name) => ({
  name,
  unit: 'points',
  least: 0,
  most: 1000,
}));

/** Its other goals. */
export const GOALS: readonly NumberSetting[] = [
  { name: 'like', unit: 'points', least: 0, most: 1000 },
  { name: 'dislike', unit: 'points', least: 0, most: 1000 },
  { name: 'continuity', unit: 'points', least: 0, most: 1000 },
  { name: 'covering', unit: 'shifts', least: 0, most: 10 },
];
