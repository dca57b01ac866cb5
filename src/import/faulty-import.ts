export interface FaultyFile {
  readonly rule: 'faulty-file';
  /** `/people/3/name: reason`, in the order of the file's schema; never empty. */
  readonly faults: readonly string[];
}

/** Thrown while a file is written, so that nothing of it stays; each fault as `/people/3/name: reason`. */
export class FaultyImport extends Error {
  constructor(readonly faults: readonly string[]) {
    super('faulty import');
  }
}
