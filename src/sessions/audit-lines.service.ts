import { Injectable } from '@nestjs/common';
import type { OrgScope } from '../acts/domain/act-context';
import type { AuditView } from '../acts/look-at-audit.service';
import { Database } from '../database/database';
import { civilOf, type CivilDateTime, type ZoneName } from '../kernel/civil-time';
import { readSpecification } from '../programmes/domain/read-specification';
import { namesOf, subjectsOf, type SubjectRecord } from './audit-lines.queries';

/** A session, or one post of it, by the names that people know. */
export interface NamedSubject {
  readonly programmeName: string;
  readonly dayPartName: string;
  readonly postName: string;
  readonly topic: string | null;
  readonly startCivil: CivilDateTime;
  readonly endCivil: CivilDateTime;
}

/** What was one thing and is another now; times are civil, of the organisation. */
export interface AuditChange {
  readonly what: 'time' | 'households' | 'party' | 'topic' | 'place' | 'leave' | 'month' | 'people' | 'score';
  readonly before: string | null;
  readonly after: string | null;
}

/** What an entry of the log was about, without a key or an id. */
export interface AuditAbout {
  readonly subject: NamedSubject | null;
  /** Where a seat was moved to. */
  readonly to: NamedSubject | null;
  /** Whose seat or place it is, or who it was about. */
  readonly person: string | null;
  readonly changes: readonly AuditChange[];
  /** What was given as the reason. */
  readonly reason: string | null;
}

export interface AuditLine extends AuditView {
  readonly about: AuditAbout;
}

type Detail = AuditView['detail'];

/** The entries of the log in words: which shift, whom, and what before and after. */
@Injectable()
export class AuditLines {
  constructor(private readonly database: Database) {}

  async of({ orgId, zone }: OrgScope, entries: readonly AuditView[]): Promise<AuditLine[]> {
    const ids = entries.flatMap(({ subjectId, detail }) => [
      subjectId,
      ...['shiftId', 'movedTo', 'sessionId'].flatMap((key) => text(detail[key]) ?? []),
    ]);
    const { subjects, names } = await this.database.read(async (tx) => ({
      subjects: new Map((await subjectsOf(tx, orgId, ids)).map((one) => [one.id, one])),
      names: new Map((await namesOf(tx, orgId, ids)).map(({ id, name }) => [id, name])),
    }));
    const found = (id: unknown): SubjectRecord | undefined => subjects.get(text(id) ?? '');
    return entries.map((entry) => {
      const { act, detail, subjectId } = entry;
      const subject = found(subjectId) ?? found(detail.shiftId) ?? found(detail.sessionId);
      const to = found(detail.movedTo);
      return {
        ...entry,
        about: {
          subject: subject ? named(subject) : null,
          to: to ? named(to) : null,
          person: subject?.person ?? names.get(subjectId) ?? null,
          changes: changesOf(act, detail, zone),
          reason: text(detail.reason) ?? text((detail.override as Detail | undefined)?.reason) ?? null,
        },
      };
    });
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const shown = (value: unknown): string | null => (typeof value === 'number' ? String(value) : (text(value) ?? null));

function named({ name, specification, postKey, dayPart, topic, startCivil, endCivil }: SubjectRecord): NamedSubject {
  const { posts, dayParts } = readSpecification(specification);
  return {
    programmeName: name,
    dayPartName: dayParts.find(({ key }) => key === dayPart)?.name ?? '',
    postName: posts.find(({ key }) => key === postKey)?.name ?? '',
    ...{ topic, startCivil, endCivil },
  };
}

function changesOf(act: string, detail: Detail, zone: ZoneName): AuditChange[] {
  const change = (what: AuditChange['what'], before: unknown, after: unknown): AuditChange => ({
    what,
    before: shown(before),
    after: shown(after),
  });
  const civil = (at: unknown): string | null => (typeof at === 'number' ? civilOf(at, zone) : null);
  switch (act) {
    case 'session.move':
      return [change('time', civil(detail.from), civil(detail.to))];
    case 'session.capacity':
      return [change('households', detail.before, detail.now)];
    case 'session.describe': {
      const before = (detail.before ?? {}) as Detail;
      return (['topic', 'place'] as const)
        .filter((what) => detail[what] !== undefined && (detail[what] || null) !== (before[what] ?? null))
        .map((what) => change(what, before[what], detail[what]));
    }
    case 'registration.change-party':
      return [change('party', detail.from, detail.to)];
    case 'registration.register':
    case 'registration.check-in':
    case 'registration.walk-in':
      return [change('party', null, detail.party)];
    case 'registration.feedback':
      return [change('score', null, detail.score)];
    case 'take-leave':
      return [change('leave', detail.from, detail.to)];
    case 'draft':
    case 'import-draft':
    case 'repair':
    case 'publish':
      return [change('month', detail.month, detail.version)];
    case 'notify':
    case 'session.notify':
    case 'look-at-phones':
      return [change('people', null, detail.people)];
    default:
      return [];
  }
}
