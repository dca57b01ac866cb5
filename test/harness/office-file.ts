const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];
/** One looks like a formula, one is written with characters that few fonts have. */
const VOLUNTEERS = ['=1+1', '陈静', '吴㛃𠮷'];
const ORIGINS = ['signed', 'door', 'clock'];

const line = (month: string, day: number): string => `2026-${month}-0${String(day)}T08:00`;
const salon = (month: string): string => `2026-${month}-10T15:00`;

/**
 * A year of an office: a line with hours of three origins and calls of which some are missing, a salon that is counted at the door,
 * and talks of which the radio gives a figure for half a year.
 */
export function officeFile(): object {
  const served = MONTHS.flatMap((month, m) =>
    VOLUNTEERS.map((_, v) => ({ start: line(month, v + 3), person: `v${String(v)}`, minutes: 100 * m + v, m, v })),
  );
  const came = MONTHS.flatMap((month, m) =>
    Array.from({ length: 1 + (m % 4) }, (_, f) => ({ start: salon(month), person: `f${String(f)}`, party: f + 1 })),
  );
  const told = served.filter(({ m, v }) => v < 2 || m % 2 === 0);
  return {
    schema: 'xinyue/organisation@1',
    organisation: { key: 'office', name: '某市妇联', timeZone: 'Asia/Shanghai' },
    people: [
      ...VOLUNTEERS.map((name, v) => ({ key: `v${String(v)}`, name, roles: ['volunteer'] })),
      // Two of them left one telephone.
      ...[0, 1, 2, 3].map((f) => ({
        ...{ key: `f${String(f)}`, name: `家庭${String(f)}`, roles: ['participant'] },
        phone: `1380000000${String(Math.floor(f / 2))}`,
      })),
    ],
    programmes: [
      {
        ...{ key: 'line', name: '天天询', posts: [{ key: 'answer', name: '接线员', max: 3 }] },
        dayParts: [{ key: 'day', name: '白班', start: '08:00', end: '20:00' }],
        measures: [
          { key: 'calls', name: '来电', unit: '个' },
          { key: 'highRisk', name: '高危来电', unit: '个' },
        ],
      },
      {
        ...{ key: 'salon', name: '周周约', start: '15:00', end: '17:00', posts: [], capacity: { households: 9 } },
        measures: [
          { key: 'households', name: '家庭', unit: '户' },
          { key: 'people', name: '参与', unit: '人次' },
        ],
      },
      {
        ...{ key: 'talk', name: '月月讲𠮷', start: '19:00', end: '20:00', posts: [] },
        measures: [{ key: 'listeners', name: '听众', unit: '人次', estimated: true }],
      },
    ],
    sessions: [
      ...served.map(({ start }) => ({ programme: 'line', start })),
      ...MONTHS.map((month) => ({ programme: 'salon', start: salon(month) })),
      { programme: 'talk', start: '2026-05-18T19:00' },
    ],
    assignments: served.map(({ start, person, minutes, v }) => ({
      ...{ programme: 'line', session: { start }, post: 'answer', person, state: 'done', minutes, origin: ORIGINS[v] },
    })),
    registrations: came.map(({ start, ...one }) => ({
      ...{ programme: 'salon', session: { start }, state: 'attended', ...one },
    })),
    tallies: [
      ...told.map(({ start, m, v }) => ({ programme: 'line', session: { start }, measure: 'calls', value: m + v })),
      {
        ...{ programme: 'salon', session: { start: salon('12') }, measure: 'people', value: 40 },
        ...{ kind: 'about', source: '现场照片' },
      },
      { programme: 'talk', session: { start: '2026-05-18T19:00' }, measure: 'listeners', value: 900 },
    ],
    totals: [
      {
        ...{ programme: 'talk', from: '2026-01-01', to: '2026-06-30', measure: 'listeners', value: 30_000 },
        ...{ kind: 'at-least', source: '市广播电台' },
      },
    ],
  };
}
