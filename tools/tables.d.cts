/** Files other than `*.queries.ts` and `*.repository.ts` that may read another room's table, at most. */
export const READING_IN_PLACE: number;
