import { parseLines } from '../../src/conversation/parse-lines';
import { Fault } from '../../src/kernel/fault';

const NOW = '2026-11-24T10:00:00+08:00';
const line = (over: object): string => JSON.stringify({ now: NOW, text: '认领 3', ...over });
const read = (source: string) => [...parseLines('said.jsonl', source)];

describe('the lines of the parse command', () => {
  it('give one reading each, whatever the line ends, a mark of byte order or blank lines', () => {
    const readings = read(`\ufeff${line({})}\r\n\r\n${line({ text: '退班 5' })}\r\n${line({ text: '认领3，退班5' })}`);
    expect(readings).toEqual([
      { text: '认领 3', act: 'claim', slots: { numbers: [3] }, ask: null },
      { text: '退班 5', act: 'drop', slots: { numbers: [5] }, ask: null },
      [expect.objectContaining({ act: 'claim' }), expect.objectContaining({ act: 'drop' })],
    ]);
  });

  it('may be none at all', () => {
    expect(read('')).toEqual([]);
    expect(read('\n \r\n')).toEqual([]);
  });

  it('may be very long', () => {
    expect(read(line({ text: '周三'.repeat(500_000) }))).toEqual([expect.objectContaining({ act: 'none' })]);
  });

  it.each([
    ['+08:00', '2026-11-25T00:00'],
    ['-05:00', '2026-11-25T00:00'],
    ['+10:30', '2026-11-25T00:00'],
    ['+14:00', '2026-11-25T00:00'],
    ['Z', '2026-11-25T00:00'],
  ])('are read on the wall clock of their own offset: %s', (offset, from) => {
    const [reading] = read(line({ now: `2026-11-24T23:30:00${offset}`, text: '明天' }));
    expect(reading).toMatchObject({ slots: { when: [{ from }] } });
  });

  it.each([
    ['not JSON', '{', 'said.jsonl: line 2: is not JSON'],
    ['no object', '[1]', 'said.jsonl: line 2: is not an object'],
    ['no text', JSON.stringify({ now: NOW }), 'said.jsonl: line 2: text must be a string'],
    ['no offset', line({ now: '2026-11-24T10:00:00' }), 'said.jsonl: line 2: now must be'],
    ['no such day', line({ now: '2026-02-30T10:00:00+08:00' }), 'said.jsonl: line 2: now must be'],
    ['a number that is none', line({ numbered: 'x' }), 'said.jsonl: line 2: numbered must be'],
    ['a negative number', line({ numbered: -1 }), 'said.jsonl: line 2: numbered must be'],
  ])('with a fault name the file, the line and the field: %s', (_, faulty, message) => {
    expect(() => read(`${line({})}\n${faulty}`)).toThrow(Fault);
    expect(() => read(`${line({})}\n${faulty}`)).toThrow(message);
  });
});
