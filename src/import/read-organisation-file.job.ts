import type { Instant } from '../kernel/clock';
import { refused, type Result } from '../kernel/result';
import { checkOrganisationFile, type CheckedFile } from './check-organisation-file';
import type { FaultyFile } from './faulty-import';

export interface SentFile {
  readonly bytes: Uint8Array;
  readonly now: Instant;
}

export function job({ bytes, now }: SentFile): Result<CheckedFile, FaultyFile> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const why = error instanceof SyntaxError ? `is no JSON: ${error.message.slice(0, 200)}` : 'is no text in UTF-8';
    return refused({ rule: 'faulty-file', faults: [`/: ${why}`] });
  }
  return checkOrganisationFile(value, now);
}
