/** A file of src/: its path from the root of the repository, and what stands in it. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

export interface TableFault {
  readonly rule: 'nameless' | 'unknown' | 'homeless' | 'write' | 'read';
  /** null: the statement takes any table. */
  readonly table: string | null;
  readonly path: string;
  readonly line: number;
  readonly room: string;
  /** What would be right, as one sentence. */
  readonly right: string;
}

export function sourcesOf(root: string): Source[];
export function faultsOf(sources: readonly Source[]): TableFault[];
export function readingInPlace(sources: readonly Source[]): string[];
export function leftovers(sources: readonly Source[]): string[];
export function tablesOfManyWriters(sources: readonly Source[]): { table: string; rooms: string[] }[];
