import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roster } from '../../src/simulator/roster';
import { checkRoster, type OrganisationFile, type RosterResult } from './check-roster';

const SAMPLE = join(__dirname, '../../src/import/sample/sample-organisation.json');

type Json = Record<string, unknown>;

/** A hotline with a day and a night shift, an answerer and a backup, and whatever else a test wants. */
function aHotline(people: readonly Json[], more: Json = {}, rules: Json = {}): Json {
  return {
    schema: 'xinyue/organisation@1',
    organisation: { key: 'county', name: '县妇联', timeZone: 'Asia/Shanghai' },
    qualifications: [{ key: 'hotline', name: '热线接听' }],
    people,
    programmes: [
      {
        key: 'line',
        name: '热线',
        recurrence: 'FREQ=DAILY',
        dayParts: [
          { key: 'day', name: '白班', start: '08:00', end: '20:00' },
          { key: 'night', name: '夜班', start: '20:00', end: '08:00', night: true },
        ],
        posts: [
          { key: 'answer', name: '接线员', qualification: 'hotline', trainee: 'not-alone' },
          { key: 'backup', name: '备班', qualification: 'hotline' },
        ],
        rules: { minRestHours: 11, restAfterNightHours: 24, maxNightsInRow: 1, ...rules },
      },
    ],
    ...more,
  };
}

const volunteer = (key: string, name: string, more: Json = {}): Json => ({
  key,
  name,
  roles: ['volunteer'],
  qualifications: [{ key: 'hotline' }],
  ...more,
});

const NAMES = ['陈静', '韦兰', '黄丽', '覃芳', '莫明', '罗雪', '蓝佳', '刘思', '梁红', '农玉'];
const ten = (more: (i: number) => Json = () => ({})): Json[] =>
  NAMES.map((name, i) => volunteer(`v${i}`, name, more(i)));

// Each runs the whole command; on a busy machine the search takes all the seconds it is given.
jest.setTimeout(90_000);

describe('the automatic draft of an organisation file', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'xinyue-roster-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const drafted = async (file: unknown, month = '2026-12', seconds = 15): Promise<RosterResult> => {
    const path = join(folder, 'organisation.json');
    writeFileSync(path, JSON.stringify(file));
    const result = (await roster({ organisation: path, month, seconds })) as RosterResult;
    expect(checkRoster(file as OrganisationFile, month, result)).toEqual([]);
    return result;
  };

  it('fills the sample month and proves that no draft is fairer', async () => {
    const result = await drafted(JSON.parse(readFileSync(SAMPLE, 'utf8')), '2026-12', 120);
    expect(result).toMatchObject({ status: 'optimal', unfilled: [] });
    expect(result.assignments).toHaveLength(256);
    const distances = Object.values(result.fairness).map(({ shifts, fairShare }) => Math.abs(shifts - fairShare));
    expect(distances.filter((distance) => distance < 1).length).toBeGreaterThanOrEqual(0.9 * distances.length);
  }, 180_000);

  it('explains a month in which everybody is away at 春节, and what would be enough', async () => {
    const away = { leave: [{ from: '2027-02-05', to: '2027-02-11' }] };
    const file = aHotline(ten((i) => (i === 3 ? { leave: [{ from: '2027-02-05', to: '2027-02-10' }] } : away)));
    const result = await drafted(file, '2027-02');
    const closed = result.unfilled.filter(({ session }) => session.start < '2027-02-11T08:00');
    expect(closed).toHaveLength(26);
    expect(closed[0]?.reasons).toEqual(['陈静、韦兰、黄丽等 10 人在请假。']);
    const eleventh = result.unfilled.find(({ session }) => session.start === '2027-02-11T08:00');
    expect(eleventh).toMatchObject({
      // One is back that day; whichever of its seats she takes, the rest after it keeps her from the others.
      reasons: [expect.stringContaining('等 9 人在请假'), '覃芳和前后的班间隔不够，至少要休息 11 小时。'],
      change: expect.stringMatching(/请假.*早结束 1 天，就能补上/),
    });
    expect(result.assignments.some(({ session }) => session.start.startsWith('2027-02-12'))).toBe(true);
  });

  it('lets nobody serve after the day on which her qualification ends', async () => {
    const file = aHotline(
      ten((i) => (i === 0 ? { qualifications: [{ key: 'hotline', validUntil: '2026-12-15' }] } : {})),
    );
    const result = await drafted(file);
    const hers = result.assignments.filter(({ person }) => person === 'v0').map(({ session }) => session.end);
    expect(hers.length).toBeGreaterThan(0);
    // The night that ends on the morning of the 16th lies beyond it.
    expect(hers.every((end) => end <= '2026-12-16T00:00')).toBe(true);
    expect(result.unfilled).toEqual([]);
  });

  it('gives a trainee her nights beside somebody experienced only', async () => {
    const posts = [
      { key: 'answer', name: '接线员', qualification: 'hotline', trainee: 'not-alone' },
      { key: 'backup', name: '备班', qualification: 'hotline', trainee: 'never' },
    ];
    const { programmes, ...rest } = aHotline(ten((i) => ({ trainee: i >= 5 }))) as { programmes: Json[] };
    const file = { ...rest, programmes: [{ ...programmes[0], posts }] };
    const result = await drafted(file);
    const trainees = new Set(['v5', 'v6', 'v7', 'v8', 'v9']);
    const answering = result.assignments.filter(({ post, person }) => post === 'answer' && trainees.has(person));
    expect(answering.length).toBeGreaterThan(0);
    for (const { session } of answering) {
      const backup = result.assignments.find((one) => one.session.start === session.start && one.post === 'backup');
      expect(trainees.has(backup?.person ?? 'v9')).toBe(false);
    }
  });

  it('leaves three pinned shifts as they are and counts them in the fair shares of the rest', async () => {
    const pinned = ['2026-12-03T08:00', '2026-12-05T08:00', '2026-12-07T08:00'].map((start) => ({
      programme: 'line',
      session: { start, end: `${start.slice(0, 10)}T20:00` },
      post: 'answer',
      person: 'v4',
      state: 'confirmed',
    }));
    const result = await drafted(aHotline(ten(), { assignments: pinned }));
    for (const { session } of pinned) {
      expect(result.assignments).toContainEqual({ programme: 'line', session, post: 'answer', person: 'v4' });
    }
    expect(result.reasons['line 2026-12-03T08:00 answer v4']).toBe('本人已有此班，草稿保留。');
    expect(result.fairness['v4']?.shifts).toBeLessThanOrEqual(13);
  });

  it('gives what is wished for and avoids what is not, as far as it is fair', async () => {
    const wishes = (i: number): Json =>
      i === 0
        ? {
            wishes: [
              { want: 'dislike', weekday: 7 },
              { want: 'like', dayPart: 'day', weekday: 3 },
            ],
          }
        : {};
    const result = await drafted(aHotline(ten(wishes)));
    const hers = result.assignments.filter(({ person }) => person === 'v0').map(({ session }) => session.start);
    expect(
      hers.filter((start) => ['2026-12-06', '2026-12-13', '2026-12-20', '2026-12-27'].includes(start.slice(0, 10))),
    ).toEqual([]);
    const wednesdays = ['02', '09', '16', '23', '30'].map((day) => `2026-12-${day}T08:00`);
    expect(hers.filter((start) => wednesdays.includes(start)).length).toBeGreaterThanOrEqual(3);
  });

  it('keeps the rest between shifts across the night on which the clocks change', async () => {
    const more = { organisation: { key: 'b', name: 'Berlin', timeZone: 'Europe/Berlin' } };
    const file = aHotline(ten(), more, { minRestHours: 12, restAfterNightHours: 12, maxNightsInRow: null });
    const result = await drafted(file, '2027-03');
    expect(result.unfilled).toEqual([]);
    const clash = [...new Set(result.assignments.map(({ person }) => person))].some((person) => {
      const own = result.assignments.filter((one) => one.person === person).map(({ session }) => session.start);
      return own.includes('2027-03-27T20:00') && own.includes('2027-03-28T20:00');
    });
    expect(clash).toBe(false);
  });

  it('shares a month out by what each did in the quarter before it', async () => {
    const before = Array.from({ length: 8 }, (_, i) => {
      const day = `2026-11-${String(2 + 3 * i).padStart(2, '0')}`;
      return {
        programme: 'line',
        session: { start: `${day}T08:00`, end: `${day}T20:00` },
        post: 'answer',
        person: 'v2',
        state: 'done',
      };
    });
    const result = await drafted(aHotline(ten(), { assignments: before }));
    const others = Object.entries(result.fairness)
      .filter(([key]) => key !== 'v2')
      .map(([, { shifts }]) => shifts);
    expect(result.fairness['v2']?.shifts).toBeLessThan(Math.min(...others) - 4);
  });

  it('drafts what two people can do and says of every other place why nobody is on it', async () => {
    const two = [volunteer('a', '陈静', { caps: { perWeek: 2 } }), volunteer('b', '韦兰', { caps: { perMonth: 3 } })];
    const result = await drafted(aHotline(two));
    expect(result.status).toBe('optimal');
    expect(result.fairness['b']?.shifts).toBe(3);
    expect(result.unfilled[0]?.reasons.join('')).toMatch(/上限|休息/);
  });
});
