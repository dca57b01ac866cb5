import { Injectable } from '@nestjs/common';
import { pinyin } from 'pinyin-pro';
import { Database, type Tx } from '../database/database';
import { addDays, civilDateOf, firstOfMonth, startOfDay, type CivilDate } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import { readPreferences } from '../organisations/domain/preferences';
import { channelsOfPeople } from '../organisations/identities.queries';
import { settingsOfPeople } from '../organisations/people.queries';
import { wishesIn, type Wish } from './domain/wish';
import type { AvailabilityWindow, Caps, HeldQualification } from './domain/volunteer';
import { AvailabilityRow } from './availability.row';
import { LeaveRow } from './leave.row';
import { qualificationsHeld, volunteersAtWork } from './volunteers.queries';

/** A qualification that ends this soon is said to run out. */
const SOON_DAYS = 60;

export interface VolunteerLine {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly trainee: boolean;
  readonly joined: CivilDate | null;
  readonly qualifications: readonly (HeldQualification & { readonly name: string; readonly runsOut: boolean })[];
  /** Her shifts of this month, and the minutes that she served this year. */
  readonly shifts: number;
  readonly minutes: number;
  /** Channels on which the service reaches her. */
  readonly channels: readonly string[];
  readonly onLeave: boolean;
}

export interface VolunteerQuestion {
  /** A part of the name, of its pinyin, or of the initials of its pinyin. */
  readonly called?: string;
  readonly qualification?: string;
  /** Only those whom the service cannot reach, whose qualification runs out, who are on leave, or who are new. */
  readonly only?: 'unreachable' | 'running-out' | 'on-leave' | 'trainee';
  readonly offset: number;
  readonly limit: number;
}

export interface VolunteerProfile extends VolunteerLine {
  readonly caps: Caps;
  readonly availability: readonly AvailabilityWindow[];
  /** What she would like to be drafted for, and what she would rather not. */
  readonly wishes: readonly Wish[];
  readonly leaves: readonly { readonly id: string; readonly fromCivil: string; readonly toCivil: string }[];
  /** The average of everybody's shifts this month, against which hers may be held. */
  readonly averageShifts: number;
}

/** Those who serve, as a coordinator looks them up. No telephone number leaves here. */
@Injectable()
export class LookAtVolunteers {
  constructor(private readonly database: Database) {}

  async page(
    scope: OrgScope,
    question: VolunteerQuestion,
    now: Instant,
  ): Promise<{ volunteers: VolunteerLine[]; total: number }> {
    const all = await this.database.read((tx) => linesOf(tx, scope, now));
    const found = all.filter((line) => fits(line, question));
    return { volunteers: found.slice(question.offset, question.offset + question.limit), total: found.length };
  }

  /** null: nobody of this id serves in the organisation. */
  async profile(scope: OrgScope, id: string, now: Instant): Promise<VolunteerProfile | null> {
    return this.database.read(async (tx) => {
      const all = await linesOf(tx, scope, now);
      const line = all.find((one) => one.id === id);
      if (!line) return null;
      const [person] = await settingsOfPeople(tx, [id]);
      const availability = await tx.find(
        AvailabilityRow,
        { personId: id },
        { columns: ['weekday', 'fromMinute', 'toMinute'], orderBy: { weekday: 'asc', fromMinute: 'asc' } },
      );
      const leaves = await tx.find(
        LeaveRow,
        { personId: id, toMs: { gt: now }, cancelledMs: null },
        { columns: ['id', 'fromCivil', 'toCivil'], orderBy: { fromMs: 'asc' } },
      );
      const averageShifts = Math.round((all.reduce((sum, { shifts }) => sum + shifts, 0) / all.length) * 10) / 10;
      const wishes = wishesIn(readPreferences(person?.preferences));
      return { ...line, caps: JSON.parse(person?.caps ?? '{}') as Caps, availability, wishes, leaves, averageShifts };
    });
  }
}

async function linesOf(tx: Tx, scope: OrgScope, now: Instant): Promise<VolunteerLine[]> {
  const today = civilDateOf(now, scope.zone);
  const month = firstOfMonth(today);
  const [from, to] = [startOfDay(month, scope.zone), startOfDay(firstOfMonth(month, 1), scope.zone)];
  const year = startOfDay(`${today.slice(0, 4)}-01-01`, scope.zone);
  const people = await volunteersAtWork(tx, scope.orgId, { from, to, year });
  const qualifications = await qualificationsHeld(tx, scope.orgId);
  const identities = await channelsOfPeople(tx, scope.orgId);
  const away = await tx.find(
    LeaveRow,
    { orgId: scope.orgId, fromMs: { lte: now }, toMs: { gt: now }, cancelledMs: null },
    { columns: ['personId'] },
  );
  const soon = addDays(today, SOON_DAYS);
  const held = groupedBy(qualifications);
  const channels = groupedBy(identities);
  const leaving = new Set(away.map(({ personId }) => personId));
  return people.map(({ id, slug, name, trainee, joined, shifts, minutes }) => ({
    id,
    key: slug,
    name,
    trainee: trainee === 1,
    joined,
    shifts,
    minutes: minutes ?? 0,
    qualifications: (held.get(id) ?? []).map(({ key, validUntil, name: title }) => ({
      key,
      validUntil,
      name: title,
      runsOut: validUntil !== null && validUntil <= soon,
    })),
    channels: [...new Set((channels.get(id) ?? []).map(({ channel }) => channel))],
    onLeave: leaving.has(id),
  }));
}

function fits(line: VolunteerLine, { called, qualification, only }: VolunteerQuestion): boolean {
  if (called !== undefined && called !== '' && !isCalled(line.name, called)) return false;
  if (qualification !== undefined && !line.qualifications.some(({ key }) => key === qualification)) return false;
  switch (only) {
    case 'unreachable':
      return line.channels.length === 0;
    case 'running-out':
      return line.qualifications.some(({ runsOut }) => runsOut);
    case 'on-leave':
      return line.onLeave;
    case 'trainee':
      return line.trainee;
    case undefined:
      return true;
  }
}

/** 莫红梅 is found by 红梅, mohong and mhm. */
function isCalled(name: string, called: string): boolean {
  const wanted = called.toLowerCase().replace(/\s/gu, '');
  if (name.includes(wanted)) return true;
  const syllables = pinyin(name, { toneType: 'none', type: 'array' });
  const initials = syllables.map((syllable) => syllable.charAt(0)).join('');
  return syllables.join('').includes(wanted) || initials.includes(wanted);
}

function groupedBy<T extends { personId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.personId, [...(groups.get(row.personId) ?? []), row]);
  return groups;
}
