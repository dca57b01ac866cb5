/** To whom the same words go. */
export type NoticeAudience =
  | { readonly kind: 'volunteers' }
  | { readonly kind: 'programme'; readonly programmeKey: string }
  | { readonly kind: 'families'; readonly sessionId: string }
  | { readonly kind: 'person'; readonly personId: string };
