/** The table that stands in a database from the dropping of its tables until all rows of a copy are in it. */
export const UNFINISHED = 'unfinished_restore';

/** What whoever opens such a database is told. */
export const UNFINISHED_SENTENCE =
  '恢复只做了一半 a copy was being restored into this database and the restore did not end; run `admin -- backup restore` again, with that copy or with the restore point made before it';
