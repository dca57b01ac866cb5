import type { ZoneName } from '../kernel/civil-time';
import { Scene } from '../rota/domain/scene';
import type { Companion, Duty, Seat } from '../rota/domain/seat';
import { isHard } from '../rota/domain/violation';
import type { Volunteer } from '../volunteers/domain/volunteer';
import { instantIn, sessionKey, type CrossChecked } from './cross-check';
import { leaveOf, windowsOf } from './leave';
import type { OrganisationFile, PersonFile } from './organisation-file.schema';
import { isExpected } from '../programmes/domain/assignment-state';

interface PlannedSeat {
  readonly pointer: string;
  readonly person: PersonFile;
  readonly seat: Omit<Seat, 'companions'>;
  readonly duty: Duty;
  readonly companion: Companion;
}

/** One line for each soft rule that an assignment to come breaks, with its JSON pointer; asked of the rota's own rules. */
export function warningsOf(file: OrganisationFile, checked: CrossChecked): string[] {
  const zone = file.organisation.timeZone;
  const seats = seatsOf(file, checked, zone);
  const duties = grouped(
    seats,
    ({ person }) => person.key,
    ({ duty }) => duty,
  );
  const companions = grouped(
    seats,
    ({ seat }) => seat.sessionId,
    ({ companion }) => companion,
  );
  const people = new Map(file.people.map((person) => [person.key, volunteerOf(person, zone)]));
  const scene = new Scene({ people, duties, companions }, { now: 0, zone });
  return seats.flatMap(({ pointer, person, seat, companion }) => {
    // Judged as if the seat were not hers yet.
    const broken = scene.verdict(person.key, seat, { without: [companion.assignmentId] }) ?? [];
    return broken.filter((violation) => !isHard(violation)).map(({ rule }) => `${pointer}: ${person.key}: ${rule}`);
  });
}

function seatsOf(file: OrganisationFile, checked: CrossChecked, zone: ZoneName): PlannedSeat[] {
  const people = new Map(file.people.map((person) => [person.key, person]));
  return file.assignments.flatMap((assignment, index) => {
    const person = people.get(assignment.person);
    const specification = checked.specifications.get(assignment.programme);
    const sessionId = sessionKey(assignment.programme, instantIn(assignment.session.start, zone));
    const session = checked.sessions.get(sessionId);
    const post = specification?.posts.find((p) => p.key === assignment.post);
    if (!person || !specification || !session || !post || !isExpected(assignment.state)) return [];
    const night = specification.dayParts.find((part) => part.key === session.dayPart)?.night ?? false;
    const shiftId = `${sessionId} ${post.key}`;
    const assignmentId = String(index);
    const { startMs: start, endMs: end } = session;
    const { rules } = specification;
    const { qualification, trainee } = post;
    return [
      {
        pointer: `/assignments/${String(index)}`,
        person,
        seat: {
          shiftId,
          sessionId,
          start,
          end,
          night,
          cancelled: false,
          seatsMax: post.max,
          taken: 0,
          qualification,
          trainee,
          rules,
        },
        duty: { assignmentId, shiftId, start, end, night, highRisk: false, rules },
        companion: { assignmentId, shiftId, personId: person.key, trainee: person.trainee, policy: trainee },
      },
    ];
  });
}

function volunteerOf(person: PersonFile, zone: ZoneName): Volunteer {
  const { key, name, active, trainee, caps } = person;
  return {
    id: key,
    name,
    active,
    trainee,
    caps,
    qualifications: person.qualifications.map((q) => ({ key: q.key, validUntil: q.validUntil ?? null })),
    availability: windowsOf(person),
    leave: person.leave.map((leave) => leaveOf(leave, zone)),
  };
}

function grouped<T, V>(all: readonly T[], keyOf: (one: T) => string, valueOf: (one: T) => V): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(valueOf(one));
    else groups.set(keyOf(one), [valueOf(one)]);
  }
  return groups;
}
