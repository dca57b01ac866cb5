import { Injectable } from '@nestjs/common';
import { pinyin } from 'pinyin-pro';
import { Database, type SqlValue } from '../database/database';
import type { OrgScope, Role } from '../acts/domain/act-context';
import { activePeople, peopleWithRole, type PersonSummary } from './people.queries';

/** 王姐, 陈老师: a surname with a form of address names everybody with that surname. */
const ADDRESS = /^(.{1,2}?)(?:姐姐|姐|哥|老师|阿姨|叔叔|叔|姨|医生|主任|大姐|妹|弟|女士|先生)$/u;
const MOST = 20;
const MOST_PEOPLE = 10_000;

/** Finds people of an organisation. A name never proves who somebody is: it only says whom somebody means. */
@Injectable()
export class People {
  constructor(private readonly database: Database) {}

  async byId(scope: OrgScope, id: string): Promise<PersonSummary | null> {
    return (await this.where(scope, 'p.id = ?', [id]))[0] ?? null;
  }

  /** Those of them that there are, in the order given. */
  async byIds(scope: OrgScope, ids: readonly string[]): Promise<PersonSummary[]> {
    if (ids.length === 0) return [];
    const found = await this.where(scope, `p.id IN (${ids.map(() => '?').join(', ')})`, ids, ids.length);
    return ids.flatMap((id) => found.find((one) => one.id === id) ?? []);
  }

  async byKey(scope: OrgScope, key: string): Promise<PersonSummary | null> {
    return (await this.where(scope, 'p.slug = ?', [key]))[0] ?? null;
  }

  /** Whether a telephone number of hers is kept. */
  async leftPhone({ orgId }: OrgScope, id: string): Promise<boolean> {
    const kept = await this.database.read((tx) =>
      tx.one('SELECT id FROM people WHERE id = ? AND org_id = ? AND phone_cipher IS NOT NULL', [id, orgId]),
    );
    return kept !== null;
  }

  async withRole(scope: OrgScope, role: Role): Promise<PersonSummary[]> {
    return this.database.read((tx) => peopleWithRole(tx, scope.orgId, role));
  }

  everybody(scope: OrgScope): Promise<PersonSummary[]> {
    return this.where(scope, '1 = 1', [], MOST_PEOPLE);
  }

  /** Everybody who may be meant: the full name, else the given name, else surname and form of address, else the sound. */
  async find(scope: OrgScope, called: string): Promise<PersonSummary[]> {
    const name = called.trim();
    if (name === '') return [];
    const full = await this.where(scope, 'p.name = ?', [name]);
    if (full.length > 0) return full;
    const given = name.length >= 2 ? await this.where(scope, "p.name LIKE ? ESCAPE '!'", [`%${escaped(name)}`]) : [];
    if (given.length > 0) return given;
    const surname = ADDRESS.exec(name)?.[1];
    if (surname !== undefined) {
      const addressed = await this.where(scope, "p.name LIKE ? ESCAPE '!'", [`${escaped(surname)}%`]);
      if (addressed.length > 0) return addressed;
    }
    return this.sounding(scope, name);
  }

  private async sounding(scope: OrgScope, name: string): Promise<PersonSummary[]> {
    const sound = soundOf(name);
    const first = soundOf(name.slice(0, 1));
    const everybody = await this.everybody(scope);
    return everybody
      .filter((person) => soundOf(person.name.slice(0, 1)) === first || person.name.length !== name.length)
      .filter(
        (person) => soundOf(person.name) === sound || (name.length >= 2 && soundOf(person.name.slice(1)) === sound),
      )
      .slice(0, MOST);
  }

  private async where(
    scope: OrgScope,
    condition: string,
    params: readonly SqlValue[],
    limit = MOST,
  ): Promise<PersonSummary[]> {
    return this.database.read((tx) => activePeople(tx, scope.orgId, { where: condition, params, limit }));
  }
}

const escaped = (text: string): string => text.replace(/[!%_]/g, '!$&');
const soundOf = (text: string): string => pinyin(text, { toneType: 'none', type: 'array' }).join(' ');
