/** A table that `room` writes and that the `readers`, named with spaces between, may read besides. */
const of = (room, readers = '') => ({ room, readers: readers.split(' ').filter((reader) => reader !== '') });

/**
 * The tables of the house: which room writes each, and which rooms may read it besides. Whatever else a room wants done
 * to a table it asks of the room that writes it. test/house/tables.spec.ts holds every statement of src/ against this.
 */
const TABLES = {
  change_counters: of('database'),
  schedule_slots: of('database'),
  operations: of('acts'),
  audit_entries: of('acts', 'organisations rota'),
  organisations: of(
    'organisations',
    'accounts calendar console import messaging programmes registrations rota sessions settings statistics watching',
  ),
  people: of(
    'organisations',
    'accounts acts asks calendar channels drafts import messaging registrations rota sessions simulator statistics volunteers watching',
  ),
  identities: of('organisations', 'accounts messaging registrations simulator volunteers'),
  programmes: of(
    'programmes',
    'calendar conversation drafts import messaging organisations rota sessions settings simulator statistics watching',
  ),
  sessions: of(
    'programmes',
    'calendar conversation import messaging organisations registrations rota sessions simulator statistics watching',
  ),
  calendar_sources: of('programmes', 'calendar'),
  busy_times: of('programmes', 'calendar'),
  qualifications: of('volunteers', 'import programmes sessions'),
  person_qualifications: of('volunteers', 'import messaging organisations rota watching'),
  availability: of('volunteers', 'import organisations'),
  leaves: of('volunteers', 'import organisations rota watching'),
  outbox: of('messaging', 'organisations watching'),
  notices: of('messaging'),
  channel_credits: of('messaging', 'organisations'),
  inbox: of('messaging'),
  tally_entries: of('statistics', 'import organisations rota sessions'),
  shifts: of('rota', 'asks calendar drafts import messaging organisations sessions simulator statistics watching'),
  assignments: of(
    'rota',
    'asks calendar conversation drafts import messaging organisations sessions statistics volunteers watching',
  ),
  swap_requests: of('rota'),
  swap_rings: of('rota'),
  swap_ring_legs: of('rota'),
  swap_wishes: of('rota'),
  grants: of('accounts', 'import messaging organisations rota volunteers watching'),
  binding_codes: of('accounts'),
  binding_attempts: of('accounts'),
  mail_codes: of('accounts'),
  passkeys: of('accounts', 'organisations'),
  web_sessions: of('accounts', 'organisations'),
  sign_in_challenges: of('accounts'),
  vacancies: of('watching'),
  vacancy_asks: of('watching'),
  escalations: of('watching'),
  escalation_calls: of('watching'),
  rotas: of('drafts', 'conversation'),
  rota_entries: of('drafts', 'conversation rota sessions simulator'),
  rota_accounts: of('drafts'),
  draft_runs: of('drafts'),
  registrations: of('registrations', 'calendar import messaging organisations sessions statistics'),
  feed_tokens: of('calendar', 'organisations'),
  invitations: of('calendar', 'organisations'),
  calendar_answers: of('calendar', 'organisations'),
  dialogues: of('conversation'),
};

/** Rooms that still write a table of another; the list only gets shorter. */
const STILL_WRITTEN_BY = {
  organisations: 'import'.split(' '),
  shifts: 'import'.split(' '),
  busy_times: 'calendar'.split(' '),
  calendar_sources: 'calendar'.split(' '),
  inbox: 'organisations'.split(' '),
  sessions: 'import'.split(' '),
  assignments: 'import organisations'.split(' '),
  registrations: 'import organisations'.split(' '),
  tally_entries: 'import'.split(' '),
  outbox: 'organisations watching'.split(' '),
  operations: 'organisations'.split(' '),
};

/** Files with a statement that takes any table; the list only gets shorter. */
const STILL_NAMELESS = [
  'src/beat/forget-old-rows.service.ts',
  'src/calendar/feed-reader.service.ts',
  'src/import/sample-organisation.service.ts',
  'src/organisations/erase-person.service.ts',
];

module.exports = { TABLES, STILL_NAMELESS, STILL_WRITTEN_BY };
