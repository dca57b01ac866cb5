import { instantOf, isCivilDateTime, type ZoneName } from '../kernel/civil-time';
import { MINUTE, SECOND, type Instant } from '../kernel/clock';

const TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::([0-5]\d)(?:\.\d+)?)?(?:Z|([+-])(\d{2}):?(\d{2}))?$/;

/** Whether `text` is a time of a scenario: a local one, or one with its offset; seconds may be left out. */
export function isScenarioTime(text: string): boolean {
  const match = TIME.exec(text);
  return match !== null && isCivilDateTime(match[1] ?? '');
}

/** The instant of a time of a scenario; without an offset it is local in `zone`. */
export function scenarioInstant(text: string, zone: ZoneName): Instant {
  const [, civil = '', seconds = '0', sign, hours = '0', minutes = '0'] = TIME.exec(text) ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE * (sign === '-' ? -1 : 1);
  const local = sign !== undefined || text.endsWith('Z') ? instantOf(civil, 'UTC') - offset : instantOf(civil, zone);
  return local + Number(seconds) * SECOND;
}
