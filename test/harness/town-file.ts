/** A small town as an organisation file: enough people for every rule, few enough to know by name. */

interface PersonOptions {
  readonly roles?: readonly string[];
  readonly trainee?: boolean;
  readonly qualifications?: readonly string[];
  readonly caps?: Readonly<Record<string, number>>;
}

function person(key: string, name: string, options: PersonOptions = {}): object {
  const { roles = ['volunteer'], qualifications = ['hotline'], trainee = false, caps } = options;
  return {
    key,
    name,
    roles,
    trainee,
    qualifications: qualifications.map((one) => ({ key: one, validUntil: '2030-12-31' })),
    ...(caps ? { caps } : {}),
  };
}

const HOTLINE = {
  key: 'tiantianxun',
  name: '天天询',
  recurrence: 'FREQ=DAILY',
  dayParts: [
    { key: 'early', name: '早班', start: '08:00', end: '14:00' },
    { key: 'late', name: '午班', start: '14:00', end: '20:00' },
    { key: 'evening', name: '晚班', start: '20:00', end: '24:00' },
    { key: 'night', name: '夜班', start: '00:00', end: '08:00', night: true },
  ],
  posts: [{ key: 'answer', name: '接线员', min: 1, max: 1, qualification: 'hotline', trainee: 'not-alone' }],
  rules: { minRestHours: 11, restAfterNightHours: 24, maxNightsInRow: 1, claimOpensDays: 35, dropCutoffHours: 48 },
  reminders: { confirmHours: 24, askAgainHours: 12, offerHours: 6, alarmHours: 3 },
  measures: [
    { key: 'calls', name: '来电', unit: '个' },
    { key: 'highRisk', name: '高危来电', unit: '个' },
  ],
};

const SALON = {
  key: 'zhouzhouyue',
  name: '周周约',
  recurrence: 'FREQ=WEEKLY;BYDAY=SA',
  start: '15:00',
  end: '17:00',
  place: '三楼沙龙室',
  capacity: { households: 1, waitlist: 1 },
  posts: [
    { key: 'lead', name: '带领者', min: 1, max: 1, qualification: 'facilitation' },
    { key: 'assist', name: '助理', min: 1, max: 2 },
  ],
  measures: [
    { key: 'households', name: '家庭', unit: '户' },
    { key: 'people', name: '参与', unit: '人次' },
  ],
};

export const TOWN_FILE = {
  schema: 'xinyue/organisation@1',
  organisation: { key: 'town', name: '小城妇联', timeZone: 'Asia/Shanghai' },
  qualifications: [
    { key: 'hotline', name: '热线接听' },
    { key: 'facilitation', name: '团体带领' },
  ],
  people: [
    person('mei', '陈静'),
    person('lan', '韦兰', { qualifications: ['hotline', 'facilitation'] }),
    person('fang', '王芳'),
    person('min', '王敏'),
    person('new', '刘思琪', { trainee: true }),
    person('hui', '何慧', { qualifications: [] }),
    person('boss', '李统筹', { roles: ['coordinator'], qualifications: [] }),
    person('wei', '韦家', { roles: ['participant'], qualifications: [] }),
    person('qin', '覃家', { roles: ['participant'], qualifications: [] }),
    person('lu', '陆家', { roles: ['participant'], qualifications: [] }),
  ],
  programmes: [HOTLINE, SALON],
};

export type Key = 'mei' | 'lan' | 'fang' | 'min' | 'new' | 'hui' | 'boss' | 'wei' | 'qin' | 'lu';
