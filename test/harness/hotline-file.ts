const HOTLINE = {
  key: 'tiantianxun',
  name: '天天询',
  dayParts: [
    { key: 'early', name: '早班', start: '08:00', end: '14:00' },
    { key: 'late', name: '午班', start: '14:00', end: '20:00' },
    { key: 'evening', name: '晚班', start: '20:00', end: '24:00' },
    { key: 'night', name: '夜班', start: '00:00', end: '08:00', night: true },
  ],
  posts: [
    { key: 'answer', name: '接线员', min: 1, max: 1, qualification: 'hotline' },
    { key: 'backup', name: '备班', min: 1, max: 1, qualification: 'hotline' },
  ],
  rules: { dropCutoffHours: 48 },
};

const volunteer = (key: string, name: string, more: object = {}): object => ({
  key,
  name,
  roles: ['volunteer'],
  qualifications: [{ key: 'hotline' }],
  ...more,
});

interface SeatOfFile {
  readonly start: string;
  readonly post: string;
  readonly person: string;
  readonly state?: string;
}

/** A hotline with nine counsellors, a supervisor and a coordinator; only the named sessions, so that nothing else stirs. */
export function hotlineFile(
  sessions: readonly string[],
  seats: readonly SeatOfFile[],
  more: { readonly programme?: object; readonly people?: Readonly<Record<string, object>> } = {},
): object {
  const names = ['陈一', '陈二', '陈三', '陈四', '陈五', '陈六', '陈七', '陈八', '陈九'];
  return {
    schema: 'xinyue/organisation@1',
    organisation: { key: 'line', name: '热线之家', timeZone: 'Asia/Shanghai' },
    qualifications: [
      { key: 'hotline', name: '热线接听' },
      { key: 'supervision', name: '督导' },
    ],
    people: [
      ...names.map((name, i) => volunteer(`v${String(i + 1)}`, name, more.people?.[`v${String(i + 1)}`])),
      volunteer('sup', '何督导', { qualifications: [{ key: 'supervision' }] }),
      { key: 'boss', name: '李统筹', roles: ['coordinator'] },
    ],
    programmes: [{ ...HOTLINE, ...more.programme }],
    sessions: sessions.map((start) => ({ programme: 'tiantianxun', start, end: endOf(start) })),
    assignments: seats.map(({ start, post, person, state = 'held' }) => ({
      programme: 'tiantianxun',
      session: { start },
      post,
      person,
      state,
    })),
  };
}

const ENDS: Readonly<Record<string, string>> = { '08:00': '14:00', '14:00': '20:00', '00:00': '08:00' };

function endOf(start: string): string {
  const [date = '', clock = ''] = start.split('T');
  const end = ENDS[clock];
  if (end !== undefined) return `${date}T${end}`;
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return `${next}T00:00`;
}
