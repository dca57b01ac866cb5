/**
 * The Chinese calendar by its published tables (GB/T 33661 dates, as issued by the Hong Kong Observatory): New Year's Day, the
 * position of the leap month (0: none; 6: the month after the sixth) and one figure a month, 1 for 30 days and 0 for 29.
 */
const YEARS: Readonly<Record<number, readonly [number, number, number, string]>> = {
  2024: [2, 10, 0, '010010110110'],
  2025: [1, 29, 6, '1010010101110'],
  2026: [2, 17, 0, '101001001110'],
  2027: [2, 6, 0, '110100100110'],
  2028: [1, 26, 5, '1110100100110'],
  2029: [2, 13, 0, '110101010011'],
  2030: [2, 3, 0, '010110101010'],
  2031: [1, 23, 3, '0110101101010'],
  2032: [2, 11, 0, '100101101101'],
  2033: [1, 31, 11, '0100101011101'],
  2034: [2, 19, 0, '010010101101'],
  2035: [2, 8, 0, '101001001101'],
  2036: [1, 28, 6, '1101001001011'],
  2037: [2, 15, 0, '110100100101'],
  2038: [2, 4, 0, '110101010010'],
  2039: [1, 24, 5, '1101101010100'],
  2040: [2, 12, 0, '101101011010'],
};

/** Day number (days since 1970) of a lunar date, or null when it does not exist or the tables do not reach so far. */
export function lunarDay(year: number, month: number, day: number, leap = false): number | null {
  const entry = YEARS[year];
  if (!entry) return null;
  const [solarMonth, solarDay, leapAfter, lengths] = entry;
  if (leap && leapAfter !== month) return null;
  const index = month - 1 + (leapAfter > 0 && (month > leapAfter || leap) ? 1 : 0);
  if (month < 1 || index >= lengths.length || day < 1 || day > (lengths.charAt(index) === '1' ? 30 : 29)) return null;
  let number = Date.UTC(year, solarMonth - 1, solarDay) / 86_400_000 + day - 1;
  for (let i = 0; i < index; i++) number += lengths.charAt(i) === '1' ? 30 : 29;
  return number;
}

/** Day number of the last day of a lunar year (除夕). */
export function lunarNewYearsEve(year: number): number | null {
  const next = lunarDay(year + 1, 1, 1);
  return next === null ? null : next - 1;
}
