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
  audit_entries: of('acts', 'import rota'),
  organisations: of(
    'organisations',
    'accounts admin calendar import messaging programmes registrations rota sessions statistics watching',
  ),
  installation_facts: of('installation'),
  backups: of('installation'),
  people: of(
    'organisations',
    'accounts acts admin calendar drafts import messaging questions registrations rota sessions simulator statistics volunteers watching',
  ),
  identities: of('organisations', 'accounts simulator'),
  programmes: of(
    'programmes',
    'conversation drafts import messaging registrations rota sessions simulator statistics watching',
  ),
  sessions: of(
    'programmes',
    'calendar conversation import messaging registrations rota sessions simulator statistics watching',
  ),
  calendar_sources: of('programmes'),
  busy_times: of('programmes'),
  qualifications: of('volunteers', 'programmes sessions'),
  person_qualifications: of('volunteers', 'import messaging watching'),
  availability: of('volunteers', 'import'),
  leaves: of('volunteers', 'import watching'),
  outbox: of('messaging', 'admin watching'),
  notices: of('messaging'),
  channel_credits: of('messaging'),
  inbox: of('messaging', 'admin'),
  call_backs: of('messaging'),
  channel_tokens: of('messaging'),
  tally_entries: of('statistics', 'import rota sessions'),
  period_totals: of('statistics'),
  shifts: of('rota', 'asks calendar drafts import messaging sessions simulator statistics watching'),
  assignments: of('rota', 'asks calendar conversation drafts import messaging sessions statistics volunteers watching'),
  swap_requests: of('rota'),
  swap_rings: of('rota'),
  swap_ring_legs: of('rota'),
  swap_wishes: of('rota'),
  grants: of('accounts', 'admin import messaging organisations rota statistics volunteers watching'),
  allowances: of('accounts'),
  binding_codes: of('accounts'),
  binding_attempts: of('accounts'),
  mail_codes: of('accounts'),
  passkeys: of('accounts', 'admin'),
  web_sessions: of('accounts'),
  sign_in_challenges: of('accounts'),
  vacancies: of('watching'),
  vacancy_asks: of('watching'),
  escalations: of('watching'),
  escalation_calls: of('watching'),
  rotas: of('drafts', 'conversation'),
  rota_entries: of('drafts', 'conversation rota sessions simulator'),
  rota_accounts: of('drafts'),
  draft_runs: of('drafts'),
  registrations: of('registrations', 'calendar import messaging sessions statistics'),
  feed_tokens: of('calendar'),
  invitations: of('calendar'),
  calendar_answers: of('calendar'),
  asked_questions: of('questions'),
  dialogues: of('conversation'),
  crisis_signs: of('conversation'),
};

/**
 * Files other than `*.queries.ts` and `*.repository.ts` that may read another room's table beside their own work, at most; the number only gets
 * smaller: what is read of others is read where a name says so.
 */
const READING_IN_PLACE = 30;

module.exports = { READING_IN_PLACE, TABLES };
