import { ReminderDays } from './reminder-days';

jest.setTimeout(180_000);

describe('every reminder of the three programmes comes once, at its time on the wall', () => {
  it.each([
    ['America/New_York', '2026-10-29', 'when clocks go back an hour'],
    ['Australia/Lord_Howe', '2027-09-30', 'when clocks go forward half an hour'],
  ])('in %s from %s on, %s', async (zone, from) => {
    const { expected, ...faults } = await new ReminderDays(zone, from, 3).play();
    expect(expected).toBeGreaterThan(40);
    expect(faults).toEqual({ missing: [], doubled: [], unexpected: [], refused: [] });
  });
});
