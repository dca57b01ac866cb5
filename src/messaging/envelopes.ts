import type { Reply } from './channel';
import type { Route } from './delivery-policy.service';
import { onlyBy } from './domain/delivery-rules';
import { together } from './domain/together';
import type { Envelope } from './lane';
import type { LeasedMessage } from './outbox.repository';

/** A message with its words and the ways to its person. */
export interface Ready {
  readonly message: LeasedMessage;
  readonly routes: readonly Route[];
  readonly replies: readonly Reply[];
}

/** One envelope for all that waits for one person and does not press; what is urgent or has a channel of its own goes by itself. */
export function envelopesOf(ready: readonly Ready[], deadline: number): Envelope[] {
  const groups = new Map<string, Ready[]>();
  for (const one of ready) {
    const alone = one.message.class === 'urgent' || onlyBy(one.message.kind) !== null;
    const key = alone ? one.message.id : `to ${one.message.personId ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap((group): Envelope[] => {
    const [first, ...more] = group;
    const [route, ...others] = first?.routes ?? [];
    if (!first || !route) return [];
    return [
      {
        personId: first.message.personId ?? '',
        messages: [first.message, ...more.map(({ message }) => message)],
        replies: more.length === 0 ? first.replies : together(group.map(({ replies }) => replies)),
        routes: [route, ...others],
        deadline,
      },
    ];
  });
}
