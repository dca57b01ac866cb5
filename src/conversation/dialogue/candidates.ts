import type { CivilDate } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { PublicSession, RegistrationView } from '../../registrations/domain/public-session';
import type { MyShift, OpenShift, ShiftView } from '../../rota/domain/shift-view';
import type { Entry } from './dialogue';
import { settingOf } from './matching';
import type { Candidate } from './resolve';
import { saidShift } from '../../kernel/said-time';
import * as sayShift from '../wording/shifts';
import * as sayRegistration from '../wording/registrations';

/** An open shift as something that can be meant. */
export interface ShiftCandidate extends Candidate {
  readonly shift: OpenShift;
}

/** A shift of the person's own as something that can be meant. */
export interface OwnCandidate extends Candidate {
  readonly mine: MyShift;
}

/** A session that takes registrations as something that can be meant. */
export interface PublicCandidate extends Candidate {
  readonly session: PublicSession;
}

/** A registration of the person's own; the session means the same. */
export interface RegistrationCandidate extends PublicCandidate {
  readonly alias: Entry;
  readonly registration: RegistrationView;
}

/** Changes when the shift is moved: then its number no longer means what was shown. */
const stampOf = (at: Pick<ShiftView, 'start' | 'end'>): string => `${String(at.start)}-${String(at.end)}`;

/** The stretch in which the shifts stood when they were listed; null when none of the entries is a shift. */
export function stretchOf(entries: readonly Entry[]): { from: Instant; to: Instant } | null {
  const times = entries
    .filter(({ kind }) => kind === 'shift' || kind === 'assignment')
    .map(({ stamp }) => stamp.split('-').map(Number));
  if (times.length === 0) return null;
  return {
    from: Math.min(...times.map(([start = 0]) => start)),
    to: Math.max(...times.map(([start = 0]) => start)) + 1,
  };
}

export const shiftEntry = (shift: ShiftView): Entry => ({ kind: 'shift', id: shift.shiftId, stamp: stampOf(shift) });

export const assignmentEntry = (mine: Pick<MyShift, 'assignmentId' | 'start' | 'end'>): Entry => ({
  kind: 'assignment',
  id: mine.assignmentId,
  stamp: stampOf(mine),
});

export function shiftCandidate(shift: OpenShift, today: CivilDate): ShiftCandidate {
  return { ...timesOf(shift), entry: shiftEntry(shift), line: saidShift(shift, today), shift };
}

export function ownCandidate(mine: MyShift, today: CivilDate): OwnCandidate {
  return {
    ...timesOf(mine),
    entry: assignmentEntry(mine),
    alias: shiftEntry(mine),
    line: `${saidShift(mine, today)}${sayShift.stateMark(mine.state)}`,
    mine,
  };
}

export function publicCandidate(session: PublicSession, line: string): PublicCandidate {
  const { start, end, startCivil, endCivil, programmeKey, programmeName } = session;
  const setting = settingOf(session.place, session.topic);
  const entry: Entry = { kind: 'session', id: session.sessionId, stamp: stampOf(session) };
  return { start, end, startCivil, endCivil, programmeKey, programmeName, setting, entry, line, session };
}

export function registrationCandidate(registration: RegistrationView, today: CivilDate): RegistrationCandidate {
  const { session, party, state, registrationId } = registration;
  const candidate = publicCandidate(session, sayRegistration.registrationLine(session, party, state, today));
  const entry: Entry = { ...candidate.entry, kind: 'registration', id: registrationId };
  return { ...candidate, entry, alias: candidate.entry, registration };
}

function timesOf(shift: ShiftView): Omit<Candidate, 'entry' | 'line'> {
  const { start, end, startCivil, endCivil, dayPartName, programmeKey, programmeName, postKey, postName } = shift;
  const setting = settingOf(shift.place, shift.topic);
  return { start, end, startCivil, endCivil, dayPartName, programmeKey, programmeName, setting, postKey, postName };
}
