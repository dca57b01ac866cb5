import type { CivilDate } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { PublicSession, RegistrationView } from '../../registrations/domain/public-session';
import type { MyShift, OpenShift, ShiftView } from '../../rota/domain/shift-view';
import type { ListEntry } from './dialogue';
import type { PlannedSession } from '../../sessions/look-at-planned.service';
import { settingOf } from './matching';
import type { Referent } from './resolve';
import { saidShift } from '../../kernel/said-time';
import * as sayArranging from '../wording/arranging';
import * as sayShift from '../wording/shifts';
import * as sayRegistration from '../wording/registrations';

/** An open shift as something that can be meant. */
export interface ShiftReferent extends Referent {
  readonly shift: OpenShift;
}

/** A shift of the person's own as something that can be meant. */
export interface OwnReferent extends Referent {
  readonly mine: MyShift;
}

/** A session that takes registrations as something that can be meant. */
export interface SessionReferent extends Referent {
  readonly session: PublicSession;
}

/** A registration of the person's own; the session means the same. */
export interface RegistrationReferent extends SessionReferent {
  readonly alias: ListEntry;
  readonly registration: RegistrationView;
}

/** A session to come as whoever arranges it means it. */
export interface PlannedReferent extends Referent {
  readonly session: PlannedSession;
}

/** Changes when the shift is moved: then its number no longer means what was shown. */
const stampOf = (at: Pick<ShiftView, 'start' | 'end'>): string => `${String(at.start)}-${String(at.end)}`;

/** The stretch in which the shifts stood when they were listed; null when none of the entries is a shift. */
export function stretchOf(entries: readonly ListEntry[]): { from: Instant; to: Instant } | null {
  const times = entries
    .filter(({ kind }) => kind === 'shift' || kind === 'assignment')
    .map(({ stamp }) => stamp.split('-').map(Number));
  if (times.length === 0) return null;
  return {
    from: Math.min(...times.map(([start = 0]) => start)),
    to: Math.max(...times.map(([start = 0]) => start)) + 1,
  };
}

export const shiftEntry = (shift: ShiftView): ListEntry => ({
  kind: 'shift',
  id: shift.shiftId,
  stamp: stampOf(shift),
});

export const assignmentEntry = (mine: Pick<MyShift, 'assignmentId' | 'start' | 'end'>): ListEntry => ({
  kind: 'assignment',
  id: mine.assignmentId,
  stamp: stampOf(mine),
});

export function shiftReferent(shift: OpenShift, today: CivilDate): ShiftReferent {
  return { ...timesOf(shift), entry: shiftEntry(shift), line: saidShift(shift, today), shift };
}

export function ownReferent(mine: MyShift, today: CivilDate): OwnReferent {
  return {
    ...timesOf(mine),
    entry: assignmentEntry(mine),
    alias: shiftEntry(mine),
    line: `${saidShift(mine, today)}${sayShift.stateMark(mine.state)}`,
    mine,
  };
}

export function sessionReferent(session: PublicSession, line: string): SessionReferent {
  const { start, end, startCivil, endCivil, programmeKey, programmeName } = session;
  const setting = settingOf(session.place, session.topic);
  const entry: ListEntry = { kind: 'session', id: session.sessionId, stamp: stampOf(session) };
  return { start, end, startCivil, endCivil, programmeKey, programmeName, setting, entry, line, session };
}

export function plannedReferent(session: PlannedSession, today: CivilDate): PlannedReferent {
  const { start, end, startCivil, endCivil, dayPartName, programmeKey, programmeName } = session;
  const setting = `${settingOf(session.place, session.topic)} ${session.called}`;
  const entry: ListEntry = { kind: 'session', id: session.sessionId, stamp: stampOf(session) };
  const line = sayArranging.plannedLine(session, today);
  return { start, end, startCivil, endCivil, dayPartName, programmeKey, programmeName, setting, entry, line, session };
}

export function registrationReferent(registration: RegistrationView, today: CivilDate): RegistrationReferent {
  const { session, party, state, registrationId } = registration;
  const referent = sessionReferent(session, sayRegistration.registrationLine(session, party, state, today));
  const entry: ListEntry = { ...referent.entry, kind: 'registration', id: registrationId };
  return { ...referent, entry, alias: referent.entry, registration };
}

function timesOf(shift: ShiftView): Omit<Referent, 'entry' | 'line'> {
  const { start, end, startCivil, endCivil, dayPartName, programmeKey, programmeName, postKey, postName } = shift;
  const setting = settingOf(shift.place, shift.topic);
  return { start, end, startCivil, endCivil, dayPartName, programmeKey, programmeName, setting, postKey, postName };
}
