/** To whom the same words go. */
export type NoticeAudience =
  | { readonly kind: 'volunteers' }
  | { readonly kind: 'programme'; readonly programmeKey: string }
  | { readonly kind: 'families'; readonly sessionId: string }
  | { readonly kind: 'person'; readonly personId: string }
  /** Exactly these, who were found by what they are called: 今天没班的. */
  | { readonly kind: 'people'; readonly personIds: readonly string[]; readonly called: string };
