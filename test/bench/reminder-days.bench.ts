import type { ZoneName } from '../../src/kernel/civil-time';
import { ReminderDays } from '../simulator/reminder-days';
import type { Report } from './report';

/** Clocks are never changed, are changed by an hour, and by half an hour. */
const ZONES: readonly ZoneName[] = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe'];
/** From here on, 400 days hold five changes of clocks in the two zones that have them. */
const FROM = '2026-10-08';

export const options = { days: '40', zone: '' };

/** The three programmes for so many simulated days in each zone: every reminder has to be heard once, at its time. */
export async function run(report: Report, given: Partial<typeof options>): Promise<void> {
  const days = Number(given.days ?? options.days);
  if (!Number.isInteger(days) || days < 1) throw new Error('--days must be a whole number');
  for (const zone of given.zone ? [given.zone] : ZONES) {
    const began = performance.now();
    const { expected, ...faults } = await new ReminderDays(zone, FROM, days).play();
    const seconds = (performance.now() - began) / 1000;
    for (const [fault, list] of Object.entries(faults)) {
      for (const one of list.slice(0, 5)) report.say(`${zone}: ${fault}: ${one}`);
    }
    const what = `${zone}, ${String(days)} days`;
    const count = { unit: 'reminders', reference: 'to be heard', referenceValue: expected };
    report.measured({ case: `${what}: once, at their time`, value: expected - faults.missing.length, ...count });
    report.measured({ case: `${what}: twice`, value: faults.doubled.length, unit: 'reminders' });
    report.measured({ case: `${what}: at another time`, value: faults.unexpected.length, unit: 'reminders' });
    report.measured({ case: `${what}: sayings not taken`, value: faults.refused.length, unit: 'sayings' });
    report.measured({ case: `${what}: simulated`, value: days / seconds, unit: 'days/s' });
  }
}
