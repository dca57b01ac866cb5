import { matchAt, SMALL, type FoundEntity } from './entity';
import { isAbout, readNumber } from '../text/numbers';
import { sticky } from '../time/time-rule';

const HOUSEHOLDS = sticky(`(${SMALL})(?:户人家|户家庭|户|组家庭|个家庭|家庭|家人(?=$|[,;。])|家(?=$|[,;。 一共]|\\d))`);
const FAMILY_OF = sticky(`一家(${SMALL})口人?|(${SMALL})口之家`);
const BIG_SMALL = sticky(
  `(${SMALL})(?:个)?大(?:人)?(?:带|和|加|,|、)?(${SMALL})(?:个)?(?:小孩子?|孩子|小朋友|小|娃|儿童)`,
);
const ADULTS_CHILDREN = sticky(
  `大人(${SMALL})(?:个|名|位)?[,、和]?(?:小孩子?|孩子|小朋友|儿童)(${SMALL})(?:个|名|位)?`,
);
const PARTY = sticky(`(${SMALL})(?:个人|人|个?位子|个?座位|位|口人|口|名)(?![次工民])`);

const party = (people: number | null, length: number): FoundEntity => ({
  entity: { kind: 'H', party: people, households: null },
  length,
});

/** How many come: 3人, 两大一小, 一家四口, 2户. */
export function partyAt(text: string, at: number): FoundEntity | null {
  if (!/[\d一二三四五六七八九十两大]/.test(text.charAt(at)) || isAbout(text.slice(Math.max(0, at - 1), at + 1)))
    return null;
  const family = matchAt(FAMILY_OF, text, at);
  if (family) return party(readNumber(family[1] ?? family[2] ?? ''), family[0].length);
  for (const pattern of [BIG_SMALL, ADULTS_CHILDREN]) {
    const both = matchAt(pattern, text, at);
    if (both) return party((readNumber(both[1] ?? '') ?? 0) + (readNumber(both[2] ?? '') ?? 0), both[0].length);
  }
  const households = matchAt(HOUSEHOLDS, text, at);
  if (households && isAbout(households[1] ?? '')) return null;
  if (households) {
    const entity = { kind: 'H' as const, party: null, households: readNumber(households[1] ?? '') };
    return { entity, length: households[0].length };
  }
  const people = matchAt(PARTY, text, at);
  const some = people?.[1] ?? '';
  return people && !isAbout(some) ? party(readNumber(some), people[0].length) : null;
}
