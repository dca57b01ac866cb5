import { done, refused, type Result } from '../kernel/result';
import type { Instant } from '../kernel/clock';
import { crossCheck, type CrossChecked } from './cross-check';
import type { FaultyFile } from './faulty-import';
import { readOrganisationFile, type OrganisationFile } from './organisation-file.schema';

/** An organisation file that is whole in itself; what stands in the database was not looked at. Plain data. */
export interface CheckedFile {
  readonly file: OrganisationFile;
  readonly checked: CrossChecked;
}

/** As `crossCheck`: what is over by `now` is history. */
export function checkOrganisationFile(value: unknown, now: Instant): Result<CheckedFile, FaultyFile> {
  const read = readOrganisationFile(value);
  if ('faults' in read) return refused({ rule: 'faulty-file', faults: read.faults });
  const { faults, specifications, sessions } = crossCheck(read.file, now);
  if (faults.length > 0) return refused({ rule: 'faulty-file', faults });
  return done({ file: read.file, checked: { faults, specifications, sessions } });
}
