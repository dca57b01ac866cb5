import type { Act } from '../reading';
import type { PhraseItem } from '../time/phrase';
import type { Entity } from '../entities/entity';

type Time = Entity & { kind: 'T' };
interface Post {
  readonly kind: 'O';
  readonly word: string;
}

/** One day or hour of what was said, with the post said for it. */
interface Unit {
  readonly time: Time;
  item: PhraseItem;
  post: Post | null;
}

/** Acts on shifts, each of which has one day part and one post. */
const ON_SHIFTS: ReadonlySet<Act> = new Set(['claim', 'drop', 'offer', 'confirm', 'give']);

/**
 * The particulars of each shift where several are told apart by the name of a day part or by a post: 周三早班和周五夜班,
 * 8日接线员、10日备班. Null where they are alike; `unclear` where it cannot be told what belongs to what.
 */
export function shiftsApart(act: Act, entities: readonly Entity[]): Entity[][] | 'unclear' | null {
  if (!ON_SHIFTS.has(act) || !differ(entities)) return null;
  if (entities.some(({ kind }) => kind === 'N')) return 'unclear';
  const units = unitsOf(entities);
  if (!units || !completed(units)) return 'unclear';
  const common = entities.filter(({ kind }) => kind !== 'T' && kind !== 'O');
  const groups: Unit[][] = [];
  for (const unit of units) {
    const group = groups[groups.length - 1];
    if (group?.[0] && alike(group[0], unit)) group.push(unit);
    else groups.push([unit]);
  }
  return groups.map((group) => [...group.map(timeOf), ...(group[0]?.post ? [group[0].post] : []), ...common]);
}

/** Acts on sessions and shifts of any programme. */
const ON_SESSIONS: ReadonlySet<Act> = new Set([...ON_SHIFTS, 'register', 'unregister']);
const namesDay = (entity: Entity): boolean => itemsOf(entity).some(({ days }) => days !== null);
const programmeOf = (group: readonly Entity[]): string =>
  group.flatMap((entity) => (entity.kind === 'G' ? [entity.word] : [])).join();
const partyOf = (group: readonly Entity[]): string =>
  group
    .flatMap((entity) => (entity.kind === 'H' ? [`${String(entity.households)}/${String(entity.party)}`] : []))
    .join();

/**
 * The particulars of each session where they differ in the programme or in who comes: 8号沙龙2人,12号沙龙3人, 5号沙龙和11号夜班都退.
 * Null where they are alike, and what was said of one holds for all.
 */
export function sessionsApart(act: Act, entities: readonly Entity[]): Entity[][] | null {
  if (!ON_SESSIONS.has(act) || entities.some(({ kind }) => kind === 'N')) return null;
  const groups: Entity[][] = [];
  for (const entity of entities) {
    const group = groups.at(-1);
    const begins = namesDay(entity) && group?.some(({ kind }) => kind === 'G' || kind === 'H') === true;
    if (!group || (begins && group.some(namesDay))) groups.push([entity]);
    else group.push(entity);
  }
  if (groups.length < 2) return null;
  const register = act === 'register' || act === 'unregister';
  const first = groups[0]?.filter(({ kind }) => kind === 'G') ?? [];
  const named = groups.map((group) => (register && programmeOf(group) === '' ? [...group, ...first] : group));
  const parties = new Set(named.map(partyOf));
  const differ = new Set(named.map(programmeOf)).size > 1 || (parties.size > 1 && !parties.has(''));
  return differ ? named : null;
}

const itemsOf = (entity: Entity): readonly PhraseItem[] => (entity.kind === 'T' ? entity.phrase.items : []);

function differ(entities: readonly Entity[]): boolean {
  const posts = new Set(entities.flatMap((entity) => (entity.kind === 'O' ? [entity.word] : [])));
  if (posts.size > 1) return true;
  const items = entities.flatMap(itemsOf);
  const words = new Set(items.flatMap(({ partWord }) => (partWord === null ? [] : [partWord])));
  return words.size > 1 && items.some(({ part }) => part?.kind === 'shift');
}

/** Null where a phrase is more than a list of days, or a post stands before every time. */
function unitsOf(entities: readonly Entity[]): Unit[] | null {
  const units: Unit[] = [];
  for (const entity of entities) {
    if (entity.kind === 'T') {
      const { items, every, span } = entity.phrase;
      if (every !== null || span !== null || items.some(({ link }) => link === 'to' || link === 'or')) return null;
      units.push(...items.map((item): Unit => ({ time: entity, item: { ...item }, post: null })));
    } else if (entity.kind === 'O') {
      const last = units[units.length - 1];
      if (!last || last.post) return null;
      last.post = { kind: 'O', word: entity.word };
    }
  }
  return units;
}

/** Gives each what the next one was said with (周三和周五早班) and the day before it (周三早班和夜班); false where that leaves a gap. */
function completed(units: readonly Unit[]): boolean {
  for (let i = units.length - 2; i >= 0; i--) {
    const [unit, next] = [units[i], units[i + 1]];
    if (!unit || !next) continue;
    unit.post ??= next.post;
    const { item } = unit;
    if (item.part === null && item.time === null)
      unit.item = { ...item, part: next.item.part, partWord: next.item.partWord };
  }
  for (const [i, unit] of units.entries()) {
    const before = units[i - 1];
    if (unit.item.days === null && before) unit.item = { ...unit.item, days: before.item.days };
  }
  const posts = units.filter(({ post }) => post !== null).length;
  const parts = units.filter(({ item }) => item.part !== null || item.time !== null).length;
  return [posts, parts].every((count) => count === 0 || count === units.length);
}

const alike = (a: Unit, b: Unit): boolean => a.item.partWord === b.item.partWord && a.post?.word === b.post?.word;

const timeOf = ({ time, item }: Unit): Time => ({
  ...time,
  phrase: { ...time.phrase, items: [{ ...item, link: 'none' }] },
});
