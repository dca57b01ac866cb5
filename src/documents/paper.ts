/** A table of a paper; what stands in a column that counts is set to the right. */
export interface PaperTable {
  readonly columns: readonly { readonly title: string; readonly counts?: boolean; readonly width: number }[];
  readonly rows: readonly (readonly string[])[];
}

/** What a paper is made of, whatever it is printed with. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** A line of a list. */
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'table'; readonly table: PaperTable };

export interface Paper {
  readonly title: string;
  readonly blocks: readonly Block[];
}
