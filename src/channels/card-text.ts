import type { Card } from '../messaging/channel';

type Action = NonNullable<Card['actions']>[number];

/** A card where there are no buttons: what they say is printed as words to send. */
export function cardAsText(card: Card, wordsOf: (action: Action, index: number) => string = typed): string {
  const actions = (card.actions ?? []).map(wordsOf);
  return [card.title, card.text, ...(card.url ? [card.url] : []), ...actions].filter((line) => line !== '').join('\n');
}

const typed = ({ label, say }: Action): string => `${label}：回复“${say}”`;
