import type { z } from 'zod';

/** Those that the schemas name themselves, by `params: { fault }`. */
const OWN = [
  'below-min',
  'twice',
  'same-start',
  'no-recurrence',
  'no-times',
  'no-number',
  'not-within',
  'not-after',
  'other-year',
  'overlapping',
  'worked-within',
  'unknown-qualification',
] as const;

export type SettingFaultName = 'too-small' | 'too-big' | 'not-a-number' | 'empty' | 'wrong' | (typeof OWN)[number];

/** What is wrong with a setting, so that each door can say it in its own words. */
export interface SettingFault {
  /** A JSON pointer (RFC 6901). */
  readonly pointer: string;
  readonly fault: SettingFaultName;
  /** The least or the most that is allowed. */
  readonly limit?: number;
}

export function faultsOf(error: z.ZodError): SettingFault[] {
  return error.issues.map((issue) => ({
    pointer: issue.path.map((part) => `/${String(part)}`).join(''),
    ...faultOf(issue),
  }));
}

function faultOf(issue: z.core.$ZodIssue): Omit<SettingFault, 'pointer'> {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' ? { fault: 'empty' } : { fault: 'too-small', limit: Number(issue.minimum) };
    case 'too_big':
      return { fault: 'too-big', limit: Number(issue.maximum) };
    case 'invalid_type':
      return { fault: issue.expected === 'number' || issue.expected === 'int' ? 'not-a-number' : 'wrong' };
    case 'custom': {
      const named = OWN.find((name) => name === issue.params?.fault);
      return { fault: named ?? 'wrong' };
    }
    default:
      return { fault: 'wrong' };
  }
}
