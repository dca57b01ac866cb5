import { readInstance } from '../../src/nurse-rostering/instance/read-instance';
import { SMALL, instanceText } from './instances';

const TEXT = instanceText(SMALL);

function faultOf(text: string): string {
  const read = readInstance(text);
  if (read.ok) return 'no fault';
  const { line, field, problem } = read.refusal;
  return `${line}: ${field} ${problem}`;
}

const replaced = (from: string, to: string): string => {
  expect(TEXT).toContain(from);
  return TEXT.replace(from, to);
};

describe('an instance in the public text format', () => {
  it('is read into rules, wishes and demand', () => {
    const read = readInstance(TEXT);
    expect(read).toMatchObject({
      ok: true,
      value: {
        people: ['A', 'B'],
        shifts: ['E', 'L'],
        problem: {
          days: 7,
          shifts: [
            { minutes: 480, blocksNextDay: [] },
            { minutes: 480, blocksNextDay: [0] },
          ],
          people: [
            { most: [7, 3], minutes: { least: 960, most: 1920 }, run: { least: 1, most: 3 }, daysOff: [3], base: 0 },
            { leastDaysOff: 2, mostWeekends: 1, base: 4 },
          ],
        },
      },
    });
    if (!read.ok) return;
    const { people, need, under, over } = read.value.problem;
    expect([...people[0]!.wishes]).toEqual([2, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(people[1]!.wishes[3]).toBe(-4);
    expect([need[0], under[0], over[0]]).toEqual([1, 10, 1]);
  });

  it.each([
    ['with a byte-order mark', `\uFEFF${TEXT}`],
    ['with lines that end in CR LF', TEXT.replace(/\n/g, '\r\n')],
    ['with comments of its own and behind data', `# one\n${TEXT.replace('A,3', 'A,3 # two')}`],
    ['with spaces around fields', TEXT.replace('A,0,E,2', ' A , 0 ,E, 2 ')],
    ['without an end of its last line', TEXT.trimEnd()],
  ])('is the same %s', (_, text) => {
    expect(readInstance(text)).toEqual(readInstance(TEXT));
  });

  it.each([
    ['nothing', '', '1: SECTION_HORIZON is missing'],
    ['data before the first section', `7\n${TEXT}`, '1: SECTION_HORIZON is expected before the first line of data'],
    ['an end in the middle', TEXT.slice(0, TEXT.indexOf('SECTION_COVER')), '22: SECTION_COVER is missing'],
    ['an empty section', TEXT.slice(0, TEXT.indexOf('0,E,1,10,1')), '22: SECTION_COVER has no line'],
    ['a line cut short', TEXT.replace('6,L,1,10,1', '6,L,1,10'), '36: SECTION_COVER WeightForOver is missing'],
    ['a field too many', replaced('B,1,L,4', 'B,1,L,4,5'), '16: SECTION_SHIFT_ON_REQUESTS line has more fields than'],
    ['an unknown section', replaced('SECTION_COVER', 'SECTION_COVERS'), '22: SECTION_COVERS is not a section'],
    ['a section twice', `${TEXT}\nSECTION_STAFF\n`, '38: SECTION_STAFF is there a second time'],
    ['no horizon', replaced('\n7\n', '\n0\n'), '2: SECTION_HORIZON Days "0" is not a whole number from 1'],
    ['two horizons', replaced('\n7\n', '\n7\n8\n'), '3: SECTION_HORIZON Days is there a second time'],
    ['a shift twice', replaced('L,480,E', 'E,480,E'), '6: SECTION_SHIFTS ShiftID "E" is there a second time'],
    [
      'an unknown follower',
      replaced('L,480,E', 'L,480,N'),
      '6: SECTION_SHIFTS ShiftsWhichCannotFollow "N" is not known',
    ],
    [
      'a negative number',
      replaced('2400,1440,3,2,2,1', '2400,-1440,3,2,2,1'),
      '10: SECTION_STAFF MinTotalMinutes "-1440"',
    ],
    ['a broken number', replaced('2400,1440,3,2,2,1', '24e2,1440,3,2,2,1'), '10: SECTION_STAFF MaxTotalMinutes "24e2"'],
    ['a number beyond reason', replaced('E,480,', 'E,9999999999,'), '5: SECTION_SHIFTS Length "9999999999"'],
    ['a person twice', replaced('B,E=7', 'A,E=7'), '10: SECTION_STAFF ID "A" is there a second time'],
    ['an unknown shift', replaced('A,E=7|L=3', 'A,E=7|N=3'), '9: SECTION_STAFF MaxShifts "N" is not known'],
    ['a shift without its maximum', replaced('A,E=7|L=3', 'A,E=7'), '9: SECTION_STAFF MaxShifts does not name shift L'],
    [
      'a maximum without a number',
      replaced('A,E=7|L=3', 'A,E=7|L'),
      '9: SECTION_STAFF MaxShifts "L" is not SHIFT=NUMBER',
    ],
    ['an unknown person', replaced('A,3', 'C,3'), '13: SECTION_DAYS_OFF EmployeeID "C" is not known'],
    ['no day', replaced('A,3', 'A'), '13: SECTION_DAYS_OFF DayIndexes is missing'],
    [
      'a day after the end',
      replaced('A,3', 'A,3,7'),
      '13: SECTION_DAYS_OFF DayIndexes 2 "7" is not a whole number from 0 to 6',
    ],
    [
      'a wish for an unknown shift',
      replaced('B,1,L,4', 'B,1,N,4'),
      '16: SECTION_SHIFT_ON_REQUESTS ShiftID "N" is not known',
    ],
    [
      'a place twice',
      replaced('0,L,1,10,1', '0,E,1,10,1'),
      '24: SECTION_COVER ShiftID is there a second time for this day',
    ],
  ])('is refused by line and field for %s', (_, text, fault) => {
    expect(faultOf(text)).toContain(fault);
  });
});
