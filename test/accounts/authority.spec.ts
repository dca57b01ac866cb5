import { lastOnes } from '../../src/accounts/domain/authority';

describe('somebody who coordinates must remain', () => {
  const change = (personId: string, before: 'coordinator'[], after: ('coordinator' | 'volunteer')[]) => ({
    personId,
    before,
    after,
  });

  it('when the only one would stop', () => {
    expect(lastOnes(['li'], [change('li', ['coordinator'], [])])).toEqual(['li']);
    expect(lastOnes(['li', 'wang'], [change('li', ['coordinator'], []), change('wang', ['coordinator'], [])])).toEqual([
      'li',
      'wang',
    ]);
  });

  it('and does while another is left, or comes in her place', () => {
    expect(lastOnes(['li', 'wang'], [change('li', ['coordinator'], [])])).toEqual([]);
    expect(lastOnes(['li'], [change('li', ['coordinator'], []), change('wang', [], ['coordinator'])])).toEqual([]);
  });

  it('and does when the only one is given, or loses, any other role', () => {
    expect(lastOnes(['li'], [change('li', [], ['volunteer'])])).toEqual([]);
    expect(lastOnes(['li'], [change('li', [], [])])).toEqual([]);
  });
});
