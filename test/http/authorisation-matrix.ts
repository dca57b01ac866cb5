import type { Role } from '../../src/acts/domain/act-context';

/** What there is in one organisation, as ids that a request may name. */
export interface Targets {
  readonly organisation: string;
  readonly volunteer: string;
  readonly shift: string;
  readonly assignment: string;
  readonly otherAssignment: string;
  readonly session: string;
  readonly registration: string;
  readonly leave: string;
  readonly request: string;
  readonly webSession: string;
  readonly passkey: string;
  readonly calendarSource: string;
  readonly account: string;
}

export interface Wish {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

const TOTAL = { programme: 'none', measure: 'calls', from: '2025-01-01', to: '2025-12-31', value: 1, source: '电台' };

/** Who passes the door of an endpoint, and what a request to it names. */
export interface Row {
  /** `anybody`: also without signing in; `everybody`: whoever is signed in. */
  readonly roles: readonly Role[] | 'anybody' | 'everybody';
  /** How the request aims at things of one organisation; of any other it gets 404. Left out: it names nothing. */
  readonly aims?: (targets: Targets) => Wish;
  /** What it needs besides. */
  readonly wish?: Wish;
  /** Roles that pass the door and yet do not see this very thing: for them it does not exist. */
  readonly hiddenFrom?: readonly Role[];
  /** Roles that pass the door, and for which naming somebody else is refused whoever it is. */
  readonly forbiddenTo?: readonly Role[];
  /** Roles that reach down find the things of the organisations below, too. */
  readonly reachesBelow?: true;
  /** Not a JSON answer that can be read to its end. */
  readonly stream?: true;
}

const COORDINATORS: readonly Role[] = ['coordinator', 'county-coordinator'];
const SERVING: readonly Role[] = [...COORDINATORS, 'volunteer'];
const COUNTING: readonly Role[] = [...COORDINATORS, 'leader'];
const OPERATING: readonly Role[] = [...COORDINATORS, 'operator'];
const NOT_COORDINATORS: readonly Role[] = ['volunteer', 'leader', 'operator'];
const MONTH = { path: { month: '2026-12' } };

const anybody: Row = { roles: 'anybody' };
const everybody: Row = { roles: 'everybody' };
const serving = (aims?: Row['aims'], wish?: Wish): Row => ({ roles: SERVING, aims, wish });
const coordinating = (aims?: Row['aims'], wish?: Wish): Row => ({ roles: COORDINATORS, aims, wish });

const shift = ({ shift: id }: Targets): Wish => ({ path: { id } });
const assignment = ({ assignment: id }: Targets): Wish => ({ path: { id } });
const session = ({ session: id }: Targets): Wish => ({ path: { id } });
const registration = ({ registration: id }: Targets): Wish => ({ path: { id } });
const request = ({ request: id }: Targets): Wish => ({ path: { id } });
const person = ({ volunteer: id }: Targets): Wish => ({ path: { id } });
const with_ =
  (aims: (targets: Targets) => Wish, body: object) =>
  (targets: Targets): Wish => ({ ...aims(targets), body });

/** A row for every endpoint of the published description; one without a row fails the test. */
export const MATRIX: Readonly<Record<string, Row>> = {
  'GET /health/live': anybody,
  'GET /health/ready': anybody,
  'GET /health/seen': anybody,
  'GET /metrics': anybody,
  'GET /calendar/{file}': anybody,
  'GET /api/chat/events': { ...anybody, stream: true },
  'POST /api/chat/messages': anybody,
  'GET /api/chat/me': anybody,
  'GET /api/chat/people': anybody,
  'POST /api/chat/session': anybody,
  'POST /api/chat/leave': anybody,
  'GET /api/chat/own-page': anybody,

  // A signed link decides, not who is signed in: test/http/h5.spec.ts.
  'GET /api/h5/visit': anybody,
  'GET /api/h5/posters/{sessionId}': anybody,
  'POST /api/h5/posters/{sessionId}/register': anybody,
  'POST /api/h5/session/register': anybody,
  'POST /api/h5/session/party': anybody,
  'POST /api/h5/session/cancel': anybody,
  'POST /api/h5/session/check-in': anybody,
  'POST /api/h5/session/feedback': anybody,
  'POST /api/h5/mail': anybody,
  'POST /api/h5/mail/code': anybody,
  'POST /api/h5/duty/confirm': anybody,
  'POST /api/h5/duty/let-go': anybody,
  'POST /api/h5/duty/arrive': anybody,
  'POST /api/h5/duty/leave': anybody,

  'GET /api/console/me': everybody,
  'POST /api/console/sign-in': anybody,
  'POST /api/console/sign-in/code': anybody,
  'POST /api/console/sign-in/answer': anybody,
  'POST /api/console/sign-in/passkey/options': anybody,
  'POST /api/console/sign-in/passkey': anybody,
  'POST /api/console/sign-out': anybody,
  'GET /api/console/passkeys': everybody,
  'POST /api/console/passkeys/options': everybody,
  'POST /api/console/passkeys': everybody,
  'DELETE /api/console/passkeys/{id}': { roles: 'everybody', aims: ({ passkey: id }) => ({ path: { id } }) },
  'POST /api/console/step-up/code': everybody,
  'POST /api/console/step-up': everybody,
  'POST /api/console/step-up/passkey/options': everybody,
  'POST /api/console/step-up/passkey': everybody,
  'GET /api/console/sessions': everybody,
  'DELETE /api/console/sessions/{id}': { roles: 'everybody', aims: ({ webSession: id }) => ({ path: { id } }) },
  'GET /api/console/accounts': everybody,
  'DELETE /api/console/accounts/{id}': { roles: 'everybody', aims: ({ account: id }) => ({ path: { id } }) },
  'GET /api/console/events': { ...coordinating(), stream: true },
  'GET /api/console/workplaces': everybody,
  'POST /api/console/workplace': {
    roles: 'everybody',
    aims: ({ organisation: organisationId }) => ({ body: { organisationId } }),
  },

  'GET /api/shifts/open': serving(),
  'GET /api/shifts/mine': serving(),
  'GET /api/shifts/{id}': serving(shift),
  'GET /api/on-duty': serving(),
  'GET /api/gaps': coordinating(),
  'GET /api/unconfirmed': coordinating(),
  'GET /api/shifts/{id}/candidates': coordinating(shift),
  'POST /api/shifts/{id}/claim': serving(with_(shift, {})),
  'POST /api/shifts/{id}/assign': coordinating(({ shift: id, volunteer: personId }) => ({
    path: { id },
    body: { personId },
  })),
  'POST /api/assignments/{id}/drop': serving(with_(assignment, {})),
  'POST /api/assignments/{id}/move': coordinating(({ assignment: id, shift: toShiftId }) => ({
    path: { id },
    body: { toShiftId },
  })),
  'POST /api/assignments/{id}/offer': serving(assignment),
  'POST /api/assignments/{id}/withdraw-offer': serving(assignment),
  'POST /api/assignments/{id}/give': serving(({ assignment: id, volunteer: toPersonId }) => ({
    path: { id },
    body: { toPersonId },
  })),
  'POST /api/assignments/{id}/swap': serving(({ assignment: id, otherAssignment: otherAssignmentId }) => ({
    path: { id },
    body: { otherAssignmentId },
  })),
  'POST /api/assignments/{id}/confirm': serving(assignment),
  'POST /api/assignments/{id}/arrive': serving(assignment),
  'POST /api/assignments/{id}/leave': serving(assignment),
  'POST /api/assignments/{id}/handover': serving(with_(assignment, {})),
  'POST /api/assignments/{id}/no-show': coordinating(assignment),
  'POST /api/assignments/{id}/served': coordinating(with_(assignment, {})),
  'GET /api/assignments/{id}/calendar.ics': { ...serving(assignment), hiddenFrom: COORDINATORS },
  'GET /api/leaves': serving(),
  'POST /api/leaves': {
    roles: SERVING,
    aims: ({ volunteer: personId }) => ({ body: { personId, from: '2026-12-01T00:00', to: '2026-12-02T00:00' } }),
    forbiddenTo: ['volunteer'],
  },
  'DELETE /api/leaves/{id}': serving(({ leave: id }) => ({ path: { id } })),
  'GET /api/requests': serving(),
  'GET /api/requests/exchanges': coordinating(),
  'POST /api/requests/{id}/agree': serving(request),
  'POST /api/requests/{id}/refuse': serving(request),
  'POST /api/requests/{id}/withdraw': serving(request),
  'GET /api/rotas/{month}': serving(undefined, MONTH),
  'GET /api/rotas/{month}/people': { ...coordinating(), wish: MONTH },
  'GET /api/rotas/{month}/verdicts': coordinating(({ volunteer: personId }) => ({ ...MONTH, query: { personId } })),
  'GET /api/rotas/{month}/versions': coordinating(undefined, MONTH),
  'GET /api/rotas/{month}/versions/{version}': coordinating(undefined, {
    path: { month: '2026-12', version: '1' },
  }),
  'POST /api/rotas/{month}/copy': coordinating(undefined, { ...MONTH, body: { from: '2026-11' } }),
  'POST /api/rotas/{month}/draft': coordinating(undefined, MONTH),
  'GET /api/rotas/{month}/draft/progress': { ...coordinating(undefined, MONTH), stream: true },
  'POST /api/rotas/{month}/draft/stop': coordinating(undefined, MONTH),
  'POST /api/rotas/{month}/repair': coordinating(({ shift: shiftId }) => ({ ...MONTH, body: { shiftId } })),
  'GET /api/rotas/{month}/preview': coordinating(undefined, MONTH),
  'POST /api/rotas/{month}/publish': coordinating(undefined, { ...MONTH, body: { version: 1 } }),
  'GET /api/notices': coordinating(),
  'GET /api/questions': coordinating(),
  'POST /api/questions/{id}/answer': coordinating(() => ({ path: { id: 'nobody' } }), { body: { text: '可以' } }),
  'POST /api/questions/{id}/keep': coordinating(() => ({ path: { id: 'nobody' } }), { body: {} }),
  'GET /api/notices/recipients': coordinating(undefined, { query: { to: 'volunteers' } }),
  'POST /api/notices': coordinating(undefined, { body: { to: 'volunteers', text: '周六停电' } }),
  'GET /api/notices/{id}': coordinating(),
  'GET /api/notices/{id}/events': { ...coordinating(), stream: true },
  'DELETE /api/notices/{id}': coordinating(),
  'GET /api/shifts/{id}/steps': coordinating(shift),
  'POST /api/undo': everybody,

  'GET /api/sessions': everybody,
  'POST /api/sessions': coordinating(undefined, { body: { programmeKey: 'salon', start: '2026-12-24T15:00' } }),
  'GET /api/sessions/{id}': { roles: 'everybody', aims: session },
  'GET /api/sessions/{id}/registrations': coordinating(session),
  'POST /api/sessions/{id}/registrations': { roles: 'everybody', aims: with_(session, { party: 2 }) },
  'POST /api/sessions/{id}/check-in-code': coordinating(session),
  'POST /api/sessions/{id}/move': coordinating(with_(session, { start: '2026-12-13T15:00' })),
  'POST /api/sessions/{id}/restore': coordinating(with_(session, {})),
  'POST /api/sessions/{id}/cancel': coordinating(with_(session, { reason: '场地维修' })),
  'GET /api/sessions/{id}/tallies': serving(session),
  'GET /api/registrations': everybody,
  'GET /api/registrations/{id}': { roles: 'everybody', aims: registration, hiddenFrom: NOT_COORDINATORS },
  'GET /api/registrations/{id}/calendar.ics': { roles: 'everybody', aims: registration, hiddenFrom: NOT_COORDINATORS },
  'PATCH /api/registrations/{id}': { roles: 'everybody', aims: with_(registration, { party: 2 }) },
  'DELETE /api/registrations/{id}': { roles: 'everybody', aims: registration },
  'POST /api/registrations/{id}/take-back': coordinating(with_(registration, {})),
  'POST /api/sessions/{id}/households': coordinating(with_(session, { name: '黄女士', party: 2, here: false })),
  'POST /api/registrations/{id}/admit': coordinating(with_(registration, {})),
  'POST /api/registrations/{id}/feedback': { roles: 'everybody', aims: with_(registration, { score: 5 }) },
  'POST /api/check-in': everybody,

  'GET /api/activities': coordinating(),
  'GET /api/sessions/{id}/concerned': coordinating(session),
  'POST /api/messages/to-call': coordinating(),
  'PATCH /api/activities/{id}': coordinating(with_(session, { topic: '亲子沟通' })),
  'PUT /api/activities/{id}/sign-up': coordinating(with_(session, { open: true })),
  'PUT /api/activities/{id}/capacity': coordinating(with_(session, { households: 8 })),
  'POST /api/activities/{id}/notice': coordinating(with_(session, { text: '改到二楼' })),
  'GET /api/activities/{id}/feedback': coordinating(session),

  'GET /api/today': coordinating(),
  'GET /api/messages': { roles: OPERATING },
  'GET /api/audit': { roles: OPERATING },
  'GET /api/settings/organisation': { roles: OPERATING },
  'PATCH /api/settings/organisations/{id}': {
    roles: OPERATING,
    aims: ({ organisation: id }) => ({ path: { id }, body: { seen: 'another version', name: '另一个名字' } }),
    reachesBelow: true,
  },
  'POST /api/settings/organisations': {
    roles: ['county-coordinator', 'operator'],
    aims: ({ organisation: parentId }) => ({ body: { parentId, name: '' } }),
    reachesBelow: true,
  },
  'GET /api/settings/programmes': { roles: OPERATING },
  'POST /api/settings/programmes/{key}/preview': { roles: OPERATING, wish: { body: { change: {} } } },
  'PATCH /api/settings/programmes/{key}': { roles: OPERATING, wish: { body: { seen: 'x', change: {} } } },
  'GET /api/settings/holidays': { roles: OPERATING },
  'POST /api/volunteers': { roles: COORDINATORS, wish: { body: { name: '新来的人', trainee: false } } },
  'GET /api/volunteers': coordinating(),
  'GET /api/volunteers/{id}': coordinating(person),
  'PUT /api/volunteers/{id}/availability': coordinating(with_(person, { windows: [] })),
  'PUT /api/volunteers/{id}/wishes': coordinating(with_(person, { wishes: [] })),

  'GET /api/statistics': { roles: COUNTING },
  'GET /api/statistics/report': { roles: COUNTING },
  'GET /api/statistics/report.{format}': { roles: COUNTING, wish: { path: { format: 'xlsx' } } },
  'GET /api/statistics/mine': everybody,
  'GET /api/tallies/reportable': serving(),
  'GET /api/totals': { roles: COUNTING },
  'POST /api/totals': coordinating(undefined, { body: TOTAL }),
  'DELETE /api/totals/{id}': coordinating(undefined, { path: { id: 'none' } }),
  'POST /api/tallies': serving(({ session: sessionId }) => ({ body: { sessionId, values: { families: 3 } } })),

  'GET /api/people': coordinating(),
  'POST /api/people/{id}/binding-code': { roles: OPERATING, aims: person },
  'GET /api/people/{id}/accounts': { roles: OPERATING, aims: person },
  'DELETE /api/people/{id}/accounts/{accountId}': {
    roles: OPERATING,
    aims: ({ volunteer: id, account: accountId }) => ({ path: { id, accountId } }),
  },
  'GET /api/people/{id}/data': coordinating(person),
  'DELETE /api/people/{id}': coordinating(person),
  'GET /api/roles': { roles: OPERATING },
  'POST /api/roles': {
    roles: OPERATING,
    aims: ({ volunteer: personId }) => ({ body: { personId, role: 'leader' } }),
  },
  'DELETE /api/roles/{personId}/{role}': {
    roles: OPERATING,
    aims: ({ volunteer: personId }) => ({ path: { personId, role: 'volunteer' } }),
  },

  'POST /api/import/organisation': anybody,
  'GET /api/export/organisation': coordinating(),
  'POST /api/import/volunteers': coordinating(),
  'POST /api/import/rota': coordinating(undefined, { query: { month: '2026-12' } }),
  'GET /api/templates/volunteers.xlsx': coordinating(),
  'GET /api/templates/rota.xlsx': coordinating(),
  'DELETE /api/sample': coordinating(),
  'POST /api/calendar/feed': everybody,
  'GET /api/calendar/sources': coordinating(),
  'POST /api/calendar/sources': coordinating(undefined, {
    body: { name: '会议室', url: 'https://room.example/a.ics', place: '会议室' },
  }),
  'DELETE /api/calendar/sources/{id}': coordinating(({ calendarSource: id }) => ({ path: { id } })),
};
