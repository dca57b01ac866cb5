/** A `*.row.ts` class: what says which table a typed statement is about, and what its columns hold. */
export type RowClass<Row extends object> = abstract new () => Row;

/** Conditions on one column beside being equal; several in one object must all hold. */
export interface Comparison<Value> {
  /** Another value; of `null`: there is a value; of a list: none of these. Like SQL's own, no row without a value is found by a value or list here. */
  readonly not?: Value | readonly NonNullable<Value>[];
  readonly lt?: NonNullable<Value>;
  readonly lte?: NonNullable<Value>;
  readonly gt?: NonNullable<Value>;
  readonly gte?: NonNullable<Value>;
}

/** A value (`null`: the column is empty), a list of values (an empty one: no row), or comparisons. */
export type Condition<Value> = Value | readonly NonNullable<Value>[] | Comparison<Value>;

/** Which rows: by property of the row class; all conditions must hold. */
export type Where<Row> = { readonly [Column in keyof Row]?: Condition<Row[Column]> };

/** Adds to a number as it stands in the row. */
export interface Plus {
  readonly plus: number;
}

/** What becomes of the columns that are named; the others stay. */
export type Changes<Row> = {
  readonly [Column in keyof Row]?: Row[Column] | (NonNullable<Row[Column]> extends number ? Plus : never);
};

type Optional<Row> = { [Column in keyof Row]: null extends Row[Column] ? Column : never }[keyof Row];

/** A row to be inserted; a column that may be empty is empty when it is left out. */
export type NewRow<Row> = Readonly<Omit<Row, Optional<Row>>> & Readonly<Partial<Pick<Row, Optional<Row>>>>;

export interface FindOptions<Row, Column extends keyof Row> {
  /** The columns wanted; all when left out. */
  readonly columns?: readonly Column[];
  /** In the order of the properties: the first decides, the next where that one is equal. */
  readonly orderBy?: { readonly [Sorted in keyof Row]?: 'asc' | 'desc' };
  readonly limit?: number;
}

/** Columns of a row as a statement in SQL gives them: flags are 0 and 1 there. */
export type Stored<Row> = {
  readonly [Column in keyof Row]: Row[Column] extends boolean ? number : Row[Column];
};
