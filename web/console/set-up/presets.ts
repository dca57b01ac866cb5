/** Programmes to begin with; each is data, to be changed like any other later. */
const RULES = {
  minRestHours: 11,
  restAfterNightHours: 24,
  maxNightsInRow: 1,
  claimOpensDays: 35,
  dropCutoffHours: 48,
};

export const PRESETS = {
  tiantianxun: {
    key: 'tiantianxun',
    name: '天天询',
    recurrence: 'FREQ=DAILY',
    dayParts: [
      { key: 'early', name: '早班', start: '08:00', end: '14:00' },
      { key: 'late', name: '午班', start: '14:00', end: '20:00' },
      { key: 'evening', name: '晚班', start: '20:00', end: '24:00' },
      { key: 'night', name: '夜班', start: '00:00', end: '08:00', night: true },
    ],
    posts: [
      { key: 'answer', name: '接线员', min: 1, max: 1, qualification: 'hotline', trainee: 'not-alone' },
      { key: 'backup', name: '备班', min: 1, max: 1, qualification: 'hotline', trainee: 'allowed' },
    ],
    rules: RULES,
    measures: [
      { key: 'calls', name: '来电', unit: '个' },
      { key: 'highRisk', name: '高危来电', unit: '个' },
    ],
  },
  zhouzhouyue: {
    key: 'zhouzhouyue',
    name: '周周约',
    recurrence: 'FREQ=WEEKLY;BYDAY=SA',
    start: '15:00',
    end: '17:00',
    capacity: { households: 12, waitlist: 6 },
    posts: [
      { key: 'lead', name: '带领者', min: 1, max: 1, qualification: 'facilitation' },
      { key: 'assist', name: '助理', min: 1, max: 2 },
    ],
    measures: [
      { key: 'households', name: '家庭', unit: '户' },
      { key: 'people', name: '参与', unit: '人次' },
    ],
  },
  yueyuejiang: {
    key: 'yueyuejiang',
    name: '月月讲',
    recurrence: 'FREQ=MONTHLY;BYDAY=3WE',
    start: '19:00',
    end: '20:00',
    posts: [
      { key: 'guest', name: '嘉宾', min: 1, max: 1, qualification: 'broadcast' },
      { key: 'host', name: '主持', min: 1, max: 1 },
    ],
    measures: [{ key: 'listeners', name: '听众', unit: '人次', estimated: true }],
  },
} as const;

export type Preset = keyof typeof PRESETS;

const QUALIFICATIONS = [
  { key: 'hotline', name: '热线接听' },
  { key: 'supervision', name: '督导' },
  { key: 'facilitation', name: '团体带领' },
  { key: 'broadcast', name: '电台访谈' },
];

/** What is asked at the first set-up. */
interface Wish {
  readonly name: string;
  readonly coordinator: string;
  /** She also coordinates the organisations below, once there are any. */
  readonly reachesDown: boolean;
  readonly programmes: readonly Preset[];
}

/** The file of a new organisation with its first coordinator. */
export function organisationFile(wish: Wish): Record<string, unknown> {
  const key = Array.from(crypto.getRandomValues(new Uint8Array(4)), (b) => b.toString(16).padStart(2, '0')).join('');
  return {
    schema: 'xinyue/organisation@1',
    organisation: { key: `org-${key}`, name: wish.name },
    qualifications: QUALIFICATIONS,
    people: [
      {
        key: 'c01',
        name: wish.coordinator,
        roles: ['coordinator', ...(wish.reachesDown ? ['county-coordinator'] : [])],
      },
    ],
    programmes: wish.programmes.map((one) => PRESETS[one]),
  };
}
