import { CLAUSE_RULES, type ClauseRule } from './clause-rules';

/** Longer cores are stories, not requests; the matcher's cost stays bounded. */
const LONGEST = 44;
const GLUE_LIMIT = 16;
const known = new Map<string, ClauseRule | null>();

/** The first rule whose form the whole core has, or null. Remembers what it has seen: people say the same things. */
export function ruleFor(core: string): ClauseRule | null {
  const seen = known.get(core);
  if (seen !== undefined) return seen;
  let found: ClauseRule | null = null;
  if (
    core !== '' &&
    core.length <= LONGEST &&
    (core.match(/[的个这那场次班岗我要想来去能都还再也]/g)?.length ?? 0) <= GLUE_LIMIT
  ) {
    found = CLAUSE_RULES.find((rule) => rule.pattern.test(core)) ?? null;
  }
  if (known.size > 4000) known.clear();
  known.set(core, found);
  return found;
}
