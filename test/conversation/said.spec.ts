import { saidDate, saidHours, saidMinutes, saidSpan, saidStretch } from '../../src/kernel/said-time';
import { fitting } from '../../src/conversation/wording/lines';

describe('what people are told about times', () => {
  it('says the weekday, and the year only when it is another one', () => {
    expect(saidDate('2026-12-08')).toBe('12月8日(周二)');
    expect(saidDate('2027-01-05', '2026-12-31')).toBe('2027年1月5日(周二)');
  });

  it('says 次日 across midnight, 24:00 at midnight, and the date of a later end', () => {
    expect(saidSpan({ startCivil: '2026-12-08T20:00', endCivil: '2026-12-09T08:00' })).toBe(
      '12月8日(周二) 20:00–次日 08:00',
    );
    expect(saidHours({ startCivil: '2026-12-08T20:00', endCivil: '2026-12-09T00:00' })).toBe('20:00–24:00');
    expect(saidHours({ startCivil: '2026-12-08T00:00', endCivil: '2026-12-08T08:00' })).toBe('00:00–08:00');
    expect(saidHours({ startCivil: '2026-12-08T20:00', endCivil: '2026-12-10T08:00' })).toBe('20:00–12月10日 08:00');
  });

  it('says whole days from first to last', () => {
    expect(saidStretch('2026-12-01T00:00', '2026-12-06T00:00')).toBe('12月1日(周二)到12月5日(周六)');
    expect(saidStretch('2026-12-01T00:00', '2026-12-02T00:00')).toBe('12月1日(周二)');
    expect(saidStretch('2026-12-01T18:00', '2026-12-02T00:00')).toBe('12月1日(周二) 18:00–24:00');
  });

  it('says minutes as people count them', () => {
    expect([saidMinutes(45), saidMinutes(120), saidMinutes(150)]).toEqual(['45分钟', '2小时', '2小时30分']);
  });

  it('keeps a message within twelve lines and 600 characters and its last line in any case', () => {
    const long = [...Array.from({ length: 30 }, (_, i) => `${String(i)} `.padEnd(70, '班')), '回复 空班'].join('\n');
    const text = fitting(long);
    expect(text.split('\n').length).toBeLessThanOrEqual(12);
    expect(text.length).toBeLessThanOrEqual(600);
    expect(text.endsWith('回复 空班')).toBe(true);
    expect(fitting('短')).toBe('短');
  });
});
