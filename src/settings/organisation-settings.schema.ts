import { z } from 'zod';
import { addDays, isCivilDate, minutesOfClock } from '../kernel/civil-time';

const day = z.string().refine(isCivilDate, { message: 'must be a day such as 2026-12-08' });

/** A holiday of an organisation's own table, in the shape of the published one: `to` is the day after the last. */
const holiday = z
  .object({ name: z.string().trim().min(1).max(40), from: day, to: day, worked: z.array(day).max(20).default([]) })
  .refine(({ from, to }) => from < to, {
    path: ['to'],
    message: 'must lie after from',
    params: { fault: 'not-after' },
  });

const clockBetween = (least: string, most: string) =>
  z.string().refine(
    (text) => {
      try {
        const minutes = minutesOfClock(text);
        return minutes >= minutesOfClock(least) && minutes <= minutesOfClock(most) && text < '24:00';
      } catch {
        return false;
      }
    },
    { message: `must be a time of day from ${least} to ${most}`, params: { fault: 'not-within' } },
  );

/** The most characters of one way to ask. */
export const LONGEST_ASKED = 60;

/** A question in the ways in which it is asked, and the text that answers it. */
export const answerSchema = z.object({
  question: z.array(z.string().trim().min(1).max(LONGEST_ASKED)).min(1).max(12),
  answer: z.string().trim().min(1).max(500),
});

/** What people ask again and again, with the organisation's own answers. */
export const answersSchema = z
  .array(answerSchema)
  .max(200)
  .superRefine((answers, context) => {
    const seen = new Set<string>();
    answers.forEach(({ question }, index) => {
      question.forEach((asked, at) => {
        if (seen.has(asked))
          context.addIssue({
            code: 'custom',
            path: [index, 'question', at],
            message: `asks what is asked already: ${asked}`,
            params: { fault: 'twice' },
          });
        seen.add(asked);
      });
    });
  });

export type KnownAnswer = z.output<typeof answerSchema>;

/** What an organisation sets for itself; what it does not know is left alone. */
export const organisationSettingsSchema = z.looseObject({
  /** Said at once to whoever sounds as if a life were in danger; it must hold a number to ring. */
  crisisText: z
    .string()
    .trim()
    .max(600)
    .refine((text) => text === '' || /\d{3,}/u.test(text), {
      message: 'must hold a number to ring',
      params: { fault: 'no-number' },
    })
    .optional(),
  answers: answersSchema.optional(),
  /** When people are left in peace; from the evening to the morning. */
  quietHours: z.object({ from: clockBetween('18:00', '23:59'), to: clockBetween('04:00', '12:00') }).optional(),
  /** By year; a year that is here stands in the place of the published table. */
  holidays: z
    .record(z.string().regex(/^20\d\d$/u), z.array(holiday).max(40))
    .superRefine((years, context) => {
      for (const [year, days] of Object.entries(years)) overlaps(year, days, context);
    })
    .optional(),
});

export type OrganisationSettings = z.output<typeof organisationSettingsSchema>;

function overlaps(year: string, days: readonly z.output<typeof holiday>[], context: z.core.$RefinementCtx): void {
  days.forEach(({ from, to, worked }, index) => {
    const outside = from.slice(0, 4) !== year || addDays(to, -1).slice(0, 4) !== year;
    const clash = days.some((other, at) => at !== index && from < other.to && other.from < to);
    const within = worked.some((date) => days.some((one) => one.from <= date && date < one.to));
    const fault = outside ? 'other-year' : clash ? 'overlapping' : within ? 'worked-within' : null;
    if (fault === null) return;
    context.addIssue({
      code: 'custom',
      path: [year, index, within && !outside && !clash ? 'worked' : 'from'],
      message: `does not fit the table of ${year}: ${fault}`,
      params: { fault },
    });
  });
}
