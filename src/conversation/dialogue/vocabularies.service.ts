import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import type { OrgScope } from '../../acts/domain/act-context';
import { holidayTableOf } from '../../programmes/holiday-tables.service';
import type { DaysOff } from '../../programmes/holidays';
import { PeopleNames } from '../../organisations/people-names.service';
import { Programmes, type Programme } from '../../programmes/programmes.service';
import type { Vocabulary } from '../grammar/reading';

const KEPT = 200;

/** The vocabulary of an organisation as it was last made. */
interface Known {
  readonly key: string;
  readonly people: readonly string[];
  readonly vocabulary: Vocabulary;
}

/** The names that an organisation's programmes, posts, day parts and people have, and its holidays, for the grammar. */
@Injectable()
export class Vocabularies {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly peopleNames: PeopleNames,
  ) {}

  async of(
    scope: OrgScope,
  ): Promise<{ vocabulary: Vocabulary; holidays: (year: number) => readonly DaysOff[] | null }> {
    const { list, people, holidays } = await this.database.read(async (tx) => ({
      list: await this.programmes.list(tx, scope),
      people: await this.peopleNames.of(tx, scope),
      holidays: await holidayTableOf(tx, scope.orgId),
    }));
    return { vocabulary: this.namesIn(scope.orgId, list, people), holidays: (year) => holidays.daysOff(year) };
  }

  /** The same object as long as the names are the same: the grammar keeps what it derives from it. */
  private namesIn(orgId: string, list: readonly Programme[], people: readonly string[]): Vocabulary {
    const names = {
      programmes: list.map((programme) => programme.name),
      aliases: aliasesIn(list),
      posts: [...new Set(list.flatMap(({ specification }) => specification.posts.map((post) => post.name)))],
      dayParts: [
        ...new Set(list.flatMap(({ specification }) => specification.dayParts.map((part) => part.name))),
      ].filter((name) => name !== ''),
      measures: list.flatMap(({ specification }) =>
        specification.measures.map(({ key, name, unit, words }) => ({ key, name, unit, ...(words ? { words } : {}) })),
      ),
    };
    const key = JSON.stringify(names);
    const before = this.known.get(orgId);
    if (before?.key === key && before.people === people) return before.vocabulary;
    if (this.known.size >= KEPT) this.known.clear();
    const vocabulary = { ...names, people };
    this.known.set(orgId, { key, people, vocabulary });
    return vocabulary;
  }

  /** The programme of exactly that name, or the only one that is called so every day. */
  async programmeCalled(scope: OrgScope, name: string): Promise<{ key: string; name: string } | null> {
    const list = await this.database.read((tx) => this.programmes.list(tx, scope));
    const called = aliasesIn(list)[name] ?? name;
    return list.find((programme) => programme.name === called) ?? null;
  }
}

/** Everyday names by the programme each stands for; what two programmes are called, or one is named, stands for neither. */
function aliasesIn(list: readonly Programme[]): Record<string, string> {
  const said = list.flatMap(({ name, specification }) => (specification.names ?? []).map((alias) => ({ alias, name })));
  const alone = said.filter(
    ({ alias, name }) =>
      !list.some((programme) => programme.name === alias) &&
      said.every((other) => other.alias !== alias || other.name === name),
  );
  return Object.fromEntries(alone.map(({ alias, name }) => [alias, name]));
}
