import { CLAUSE_FORMS } from './forms/all-forms';
import type { ClauseRule } from './forms/clause-form';
import { looseRuleFor } from './loose-rules';
import { RuleIndex } from './rule-index';

const RULES = new RuleIndex(CLAUSE_FORMS, ({ pattern }) => pattern);

/** Longer cores are stories, not requests; the matcher's cost stays bounded. */
const LONGEST = 44;
const GLUE_LIMIT = 16;
const GLUE = new Set('的个这那场次班岗我要想来去能都还再也');
/** What a clause was found to be. */
export type ClauseForm = Omit<ClauseRule, 'pattern'>;
/** The forms of the clauses seen last, in two halves: the older one is dropped when the younger is full. */
const HALF = 12_000;
let known = new Map<string, ClauseForm | null>();
let older = new Map<string, ClauseForm | null>();

function glueIn(core: string): number {
  if (core.length <= GLUE_LIMIT) return 0;
  let glue = 0;
  for (const char of core) if (GLUE.has(char)) glue++;
  return glue;
}

function looseForm(core: string): ClauseForm | null {
  const loose = looseRuleFor(core);
  return loose && { intent: loose.intent, doubtful: loose.doubtful ?? false, splits: loose.splits ?? false };
}

/** The first rule whose form the whole core has, or null. Remembers what it has seen: people say the same things. */
export function ruleFor(said: string): ClauseForm | null {
  // 不去不去 is 不去.
  const core = said.indexOf(said.charAt(0), 1) > 0 ? said.replace(/^(\D{1,4})\1+$/, '$1') : said;
  let seen = known.get(core);
  if (seen === undefined) seen = older.get(core);
  if (seen !== undefined) return seen;
  let found: ClauseForm | null = null;
  if (core !== '' && core.length <= LONGEST && glueIn(core) <= GLUE_LIMIT) {
    found = RULES.find(core, (rule) => rule.pattern.test(core)) ?? looseForm(core);
  }
  if (known.size >= HALF) {
    older = known;
    known = new Map();
  }
  known.set(core, found);
  return found;
}
