import { z } from 'zod';
import { isCivilDate, isCivilDateTime, isZoneName } from '../kernel/civil-time';
import { beginning, civilDate, clockTime, key, label, line, programmeSchema } from '../programmes/specification.schema';
import { SERVICE_ORIGINS } from '../programmes/domain/service-origin';
import { answersSchema, organisationSettingsSchema } from '../settings/organisation-settings.schema';
import { CERTAINTIES } from '../statistics/domain/certainty';

export const SCHEMA_NAME = 'xinyue/organisation@1';

const time = z
  .string()
  .refine(
    (text) => isCivilDateTime(text) || !Number.isNaN(Date.parse(text)),
    'must be a time such as 2026-12-01T20:00',
  );
const dayOrTime = z.string().refine((text) => isCivilDate(text) || isCivilDateTime(text), 'must be a day or a time');
const cap = z.number().int().min(0).max(1000).optional();
const session = z.object({ start: time, end: time.optional() });

/** What somebody would like to do or would rather not; what is left out does not matter. */
const wish = z.object({
  want: z.enum(['like', 'dislike']),
  programme: key.optional(),
  post: key.optional(),
  dayPart: key.optional(),
  weekday: z.number().int().min(1).max(7).optional(),
  date: civilDate.optional(),
});

/** A person as any door may bring her: the file itself, and a sheet whose rows have become people. */
export const personSchema = z.object({
  key,
  name: label,
  roles: z
    .array(z.enum(['volunteer', 'coordinator', 'county-coordinator', 'participant', 'leader', 'operator']))
    .default(['volunteer']),
  phone: z
    .string()
    .regex(/^\+?[\d\s-]{5,20}$/, 'must be a telephone number')
    .nullish(),
  email: z.email().max(254).nullish(),
  joined: civilDate.nullish(),
  trainee: z.boolean().default(false),
  active: z.boolean().default(true),
  qualifications: z.array(z.object({ key, validUntil: civilDate.nullish() })).default([]),
  availability: z
    .array(z.object({ weekday: z.number().int().min(1).max(7), from: beginning, to: clockTime }))
    .default([]),
  leave: z.array(z.object({ from: dayOrTime, to: dayOrTime })).default([]),
  caps: z.object({ perDay: cap, perWeek: cap, perMonth: cap, nightsPerMonth: cap }).default({}),
  wishes: z.array(wish).max(50).default([]),
});

/** The organisation file, `"schema": "xinyue/organisation@1"`; fields it does not know are left alone. */
export const organisationFileSchema = z.object({
  schema: z.literal(SCHEMA_NAME),
  organisation: z.object({
    key,
    name: line(200).min(1),
    timeZone: z.string().refine(isZoneName, 'must be an IANA zone such as Asia/Shanghai').default('Asia/Shanghai'),
    regionCode: line(32).nullish(),
    parent: key.nullish(),
    settings: organisationSettingsSchema.optional(),
    answers: answersSchema.optional(),
  }),
  qualifications: z.array(z.object({ key, name: label })).default([]),
  people: z.array(personSchema).max(20_000).default([]),
  programmes: z.array(programmeSchema).default([]),
  sessions: z
    .array(
      z.object({
        programme: key,
        start: time,
        end: time.optional(),
        topic: line(200).nullish(),
        place: line(200).nullish(),
        cancelled: z.boolean().default(false),
        reason: line(200).nullish(),
        /** Where it differs from what the programme has by now. */
        capacity: z
          .object({ households: z.number().int().min(0).nullish(), waitlist: z.number().int().min(0).default(0) })
          .optional(),
        /** Posts that were staffed then and that the programme has no longer, or has with fewer seats. */
        posts: z.array(z.object({ key, max: z.number().int().min(1).max(10_000).default(1) })).optional(),
      }),
    )
    .default([]),
  assignments: z
    .array(
      z.object({
        programme: key,
        session,
        post: key,
        person: key,
        state: z.enum(['held', 'confirmed', 'on-duty', 'done', 'offered', 'dropped', 'no-show']).default('held'),
        /** Of what was served: when she came and left, how many minutes count, how they are known, by whose word and why. */
        arrived: time.optional(),
        left: time.optional(),
        minutes: z.number().int().min(0).max(10_000).optional(),
        origin: z.enum(SERVICE_ORIGINS).optional(),
        vouchedBy: key.optional(),
        reason: line(200).optional(),
      }),
    )
    .default([]),
  registrations: z
    .array(
      z.object({
        programme: key,
        session,
        person: key,
        party: z.number().int().min(1).max(100).default(1),
        state: z.enum(['registered', 'waiting', 'cancelled', 'attended']).default('registered'),
      }),
    )
    .default([]),
  tallies: z
    .array(
      z.object({
        programme: key,
        session,
        measure: key,
        value: z.number().int().min(-1e9).max(1e9),
        by: key.optional().describe('Who reported it; the parts of several reporters add up'),
        kind: z.enum(CERTAINTIES).default('exact'),
        source: line(120).min(1).optional().describe('Who says so, where that is somebody else than the reporter'),
      }),
    )
    .default([]),
  /** Figures for whole periods that nobody can lay on single sessions, each with who says so; `from` and `to` both included. */
  totals: z
    .array(
      z.object({
        programme: key,
        from: civilDate,
        to: civilDate,
        measure: key,
        value: z.number().int().min(0).max(1e8),
        kind: z.enum(CERTAINTIES).default('exact'),
        source: line(120).min(1),
      }),
    )
    .default([]),
});

/** The published JSON Schema (draft 2020-12) of what may be written into an organisation file. */
export function organisationJsonSchema(): object {
  const schema = z.toJSONSchema(organisationFileSchema, { io: 'input', unrepresentable: 'any' });
  return { ...schema, $id: SCHEMA_NAME, title: 'Xinyue organisation file' };
}

export type OrganisationFile = z.output<typeof organisationFileSchema>;
export type PersonFile = OrganisationFile['people'][number];

const pointer = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? '/' : path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The checked file, or every fault as `/people/3/name: reason` with its JSON pointer (RFC 6901). */
export function readOrganisationFile(value: unknown): { file: OrganisationFile } | { faults: string[] } {
  const parsed = organisationFileSchema.safeParse(value);
  if (parsed.success) return { file: parsed.data };
  return { faults: parsed.error.issues.map((issue) => `${pointer(issue.path)}: ${issue.message}`) };
}
