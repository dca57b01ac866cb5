import type { Entity } from '../entities/entity';

/** What says which session a figure is of. */
const isHead = ({ kind }: Entity): boolean => kind === 'T' || kind === 'G' || kind === 'O';
const isFigure = ({ kind }: Entity): boolean => kind === 'C' || kind === 'H';

/** The measures that an entity gives figures of. */
function measured(entity: Entity): string[] {
  if (entity.kind === 'C') return [entity.measure];
  if (entity.kind !== 'H') return [];
  return [...(entity.households === null ? [] : ['households']), ...(entity.party === null ? [] : ['people'])];
}

/**
 * The particulars of each session where a report gives figures of several: 昨天来电6个，今天来电2个. Null where it tells of one;
 * `unclear` where a figure is said twice of what may be one session, or a session without a figure. `clauses`: the entities of each.
 */
export function reportsApart(clauses: readonly (readonly Entity[])[]): Entity[][] | 'unclear' | null {
  if (countsUnnamed(clauses.flat())) return 'unclear';
  const groups = grouped(clauses);
  const reports = groups.filter((group) => group.some(isFigure));
  if (reports.length < 2) return null;
  const said = (group: readonly Entity[]): string[] => group.flatMap(measured);
  if (reports.length < groups.length) return 'unclear';
  if (reports.slice(1).some((group) => !group.some(isHead))) return 'unclear';
  if (reports.some((group) => new Set(said(group)).size < said(group).length)) return 'unclear';
  return completed(reports);
}

/** 来电2，前天的是5: a bare number behind a figure is another figure, of nobody knows what. */
function countsUnnamed(entities: readonly Entity[]): boolean {
  const first = entities.findIndex(isFigure);
  return first >= 0 && entities.slice(first).some(({ kind }) => kind === 'N');
}

function grouped(clauses: readonly (readonly Entity[])[]): Entity[][] {
  const groups: Entity[][] = [[]];
  for (const clause of clauses) {
    const behind = isNamedBehind(clause);
    for (const [place, entity] of clause.entries()) {
      const group = groups[groups.length - 1] ?? [];
      const begins = behind ? place === 0 : isHead(entity);
      const again = isFigure(entity) && measured(entity).some((key) => group.flatMap(measured).includes(key));
      if ((begins && group.some(isFigure)) || (again && !behind)) groups.push([entity]);
      else group.push(entity);
    }
  }
  return groups;
}

/** 6个来电是昨天的: the session stands behind its figures. */
function isNamedBehind(clause: readonly Entity[]): boolean {
  const first = clause.findIndex(isHead);
  return first > 0 && clause.slice(0, first).some(isFigure) && !clause.slice(first).some(isFigure);
}

/** Gives each the day that was said before it alone, and the programme where it counts the same: 12月5日早班来电3，晚班来电4. */
function completed(groups: readonly (readonly Entity[])[]): Entity[][] {
  const done: Entity[][] = [];
  for (const group of groups) {
    const before = done[done.length - 1] ?? [];
    const alike = group.flatMap(measured).every((key) => before.flatMap(measured).includes(key));
    const inherits = alike && !group.some(({ kind }) => kind === 'G');
    const programme = inherits ? before.filter(({ kind }) => kind === 'G').slice(-1) : [];
    const day = before.flatMap((entity) => (entity.kind === 'T' ? [entity.phrase.items[0]?.days ?? null] : []))[0];
    const dated = group.map((entity): Entity => {
      const item = entity.kind === 'T' ? entity.phrase.items[0] : undefined;
      if (entity.kind !== 'T' || !item || item.days || !day) return entity;
      const [, ...more] = entity.phrase.items;
      return { ...entity, phrase: { ...entity.phrase, items: [{ ...item, days: day }, ...more] } };
    });
    done.push([...dated, ...programme]);
  }
  return done;
}
