import type { Tx } from '../database/database';
import { marks } from '../database/sql-values';
import type { Instant } from '../kernel/clock';
import type { PersonRow } from '../organisations/person.row';
import type { EscalationCallRow } from './escalation-call.row';
import type { VacancyAskRow } from './vacancy-ask.row';
import type { VacancyRow } from './vacancy.row';

/** A shift that somebody was asked to step in for and has not answered. */
export type CoverAsk = Readonly<Pick<VacancyRow, 'shiftId'>> & { readonly vacancyId: VacancyRow['id'] };

const UNANSWERED = `SELECT v.id AS vacancy_id, v.shift_id FROM vacancy_asks k JOIN vacancies v ON v.id = k.vacancy_id
  JOIN shifts s ON s.id = v.shift_id WHERE k.person_id = ? AND k.answer IS NULL AND v.org_id = ? AND s.start_ms > ?`;

/** What she may still answer about shifts that begin after `now`, the earliest first. */
export const unanswered = (tx: Tx, orgId: string, personId: string, now: Instant): Promise<CoverAsk[]> =>
  tx.all(`${UNANSWERED} AND v.state = 'open' ORDER BY s.start_ms, v.id`, [personId, orgId, now]);

/** What she was asked last, after `since`, about a shift to come that somebody has by now. */
export const settledLast = (
  tx: Tx,
  orgId: string,
  personId: string,
  now: Instant,
  since: Instant,
): Promise<CoverAsk | null> =>
  tx.one(`${UNANSWERED} AND k.asked_ms > ? AND v.state IN ('filled', 'kept') ORDER BY k.asked_ms DESC LIMIT 1`, [
    personId,
    orgId,
    now,
    since,
  ]);

/** What somebody is asked of late, over all shifts. */
export interface AskedOfLate {
  readonly personId: VacancyAskRow['personId'];
  /** Times since `today`. */
  readonly today: number;
  /** Times since `ofLate`. */
  readonly ofLate: number;
  readonly lastMs: Instant;
}

export const askedOfLate = (
  tx: Tx,
  personIds: readonly string[],
  since: { readonly today: Instant; readonly ofLate: Instant },
): Promise<AskedOfLate[]> =>
  tx.all(
    `SELECT person_id, SUM(CASE WHEN asked_ms > ? THEN 1 ELSE 0 END) AS today, COUNT(*) AS of_late,
       MAX(asked_ms) AS last_ms
     FROM vacancy_asks WHERE person_id IN (${marks(personIds)}) AND asked_ms > ? GROUP BY person_id`,
    [since.today, ...personIds, since.ofLate],
  );

/** Who was asked in this search already, and who has declined the shift in any. */
export const askedForShift = (
  tx: Tx,
  { id, shiftId }: Pick<VacancyRow, 'id' | 'shiftId'>,
): Promise<Pick<VacancyAskRow, 'personId'>[]> =>
  tx.all(
    `SELECT k.person_id FROM vacancies v JOIN vacancy_asks k ON k.vacancy_id = v.id
     WHERE v.shift_id = ? AND (v.id = ? OR k.answer = 'declined')`,
    [shiftId, id],
  );

export type ToldSearch = Pick<VacancyRow, 'id' | 'shiftId'> & { readonly asked: number; readonly declined: number };

/** Open searches of which the coordinators were told at `atMs`, in the column named, for shifts to come. */
export const searchesToldAt = (
  tx: Tx,
  orgId: string,
  column: 'alarmed_ms' | 'emptied_ms',
  atMs: Instant,
): Promise<ToldSearch[]> =>
  tx.all(
    `SELECT v.id, v.shift_id, (SELECT COUNT(*) FROM vacancy_asks k WHERE k.vacancy_id = v.id) AS asked,
       (SELECT COUNT(*) FROM vacancy_asks k WHERE k.vacancy_id = v.id AND k.answer = 'declined') AS declined
     FROM shifts s JOIN vacancies v ON v.shift_id = s.id
     WHERE s.org_id = ? AND s.start_ms > ? AND v.state = 'open' AND v.${column} = ?
     ORDER BY s.start_ms, s.programme_id, s.post_order, s.id`,
    [orgId, atMs, atMs],
  );

export type Holder = Pick<PersonRow, 'name'> & {
  /** 1: she said once that she will come. */
  readonly confirmed: number;
};

/** Who has a seat of the shift and has not said that she will come, or offers it. */
export const holdersOf = (tx: Tx, shiftId: string): Promise<Holder[]> =>
  tx.all(
    `SELECT p.name, CASE WHEN a.confirmed_ms IS NULL THEN 0 ELSE 1 END AS confirmed
     FROM assignments a JOIN people p ON p.id = a.person_id
     WHERE a.shift_id = ? AND a.ended_key = '' AND a.state IN ('held', 'offered') ORDER BY a.created_ms, a.id`,
    [shiftId],
  );

export type AskMade = Pick<VacancyAskRow, 'askedMs' | 'answeredMs' | 'answer' | 'wave'> & Pick<PersonRow, 'name'>;

/** Everybody who was ever asked to step in on a shift. */
export const asksAbout = (tx: Tx, orgId: string, shiftId: string): Promise<AskMade[]> =>
  tx.all(
    `SELECT k.asked_ms, k.answered_ms, k.answer, k.wave, p.name FROM vacancies v JOIN vacancy_asks k ON k.vacancy_id = v.id
       JOIN people p ON p.id = k.person_id WHERE v.shift_id = ? AND v.org_id = ?`,
    [shiftId, orgId],
  );

export type CallAbout = Pick<EscalationCallRow, 'calledMs' | 'ackedMs' | 'step'> & Pick<PersonRow, 'name'>;

/** Everybody who was ever called because nobody was on a shift. */
export const callsAbout = (tx: Tx, orgId: string, shiftId: string): Promise<CallAbout[]> =>
  tx.all(
    `SELECT c.called_ms, c.acked_ms, c.step, p.name FROM escalations e JOIN escalation_calls c ON c.escalation_id = e.id
       JOIN people p ON p.id = c.person_id WHERE e.shift_id = ? AND e.org_id = ?`,
    [shiftId, orgId],
  );
