import { dayIn, dayOfMonthIn, listIn, windowsIn, yesNoIn } from '../../src/import/cell-words';

describe('what offices write into cells', () => {
  it.each([
    ['2027-06-30', '2027-06-30'],
    ['2027/6/3', '2027-06-03'],
    ['2027.6.30', '2027-06-30'],
    ['2027年6月30日', '2027-06-30'],
    ['46357', '2026-12-01'],
    ['2027-02-30', null],
    ['下周', null],
    ['123', null],
  ])('the day %s is %s', (text, day) => {
    expect(dayIn(text)).toBe(day);
  });

  it.each([
    ['12月1日', '2026-12-01'],
    ['12月1日(周二)', '2026-12-01'],
    ['12/31', '2026-12-31'],
    ['8', '2026-12-08'],
    ['8日 周二', '2026-12-08'],
    ['2026-12-08', '2026-12-08'],
    ['11月30日', null],
    ['32', null],
    ['2027-01-01', null],
    ['早班', null],
  ])('in a rota of December %s is %s', (text, day) => {
    expect(dayOfMonthIn(text, '2026-12')).toBe(day);
  });

  it.each([
    ['', []],
    ['随时', []],
    ['周一 18:00-24:00', ['1 18:00-24:00']],
    ['周一、周三 18:00-24:00;周末 全天', ['1 18:00-24:00', '3 18:00-24:00', '6 00:00-24:00', '7 00:00-24:00']],
    ['工作日 晚上', [1, 2, 3, 4, 5].map((day) => `${String(day)} 18:00-24:00`)],
    ['周五至周一 9:00-12:00', [1, 5, 6, 7].map((day) => `${String(day)} 09:00-12:00`)],
    ['星期天 20:00-次日08:00', ['7 20:00-08:00']],
    ['每天 夜里', [1, 2, 3, 4, 5, 6, 7].map((day) => `${String(day)} 00:00-08:00`)],
    ['周二', ['2 00:00-24:00']],
  ])('the times %s', (text, windows) => {
    expect(windowsIn(text)?.map(({ weekday, from, to }) => `${String(weekday)} ${from}-${to}`)).toEqual(windows);
  });

  it.each(['看情况', '周八 全天', '周一 18:00-18:00', '周一 25:00-26:00'])('does not guess at %s', (text) => {
    expect(windowsIn(text)).toBeNull();
  });

  it('takes lists apart and yes from no', () => {
    expect(listIn('热线接听、督导;带领 助理')).toEqual(['热线接听', '督导', '带领', '助理']);
    expect(['是', '√', '否', '', '也许'].map(yesNoIn)).toEqual([true, true, false, false, null]);
  });
});
