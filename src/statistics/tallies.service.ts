import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { CivilDateTime } from '../kernel/civil-time';
import { DAY, HOUR, type Instant } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext, type OrgScope } from '../acts/domain/act-context';
import type { Measure } from '../programmes/domain/specification';
import { nameOfMeasure } from '../programmes/domain/usual-measures';
import { Programmes, type Programme } from '../programmes/programmes.service';
import {
  NOTHING_KNOWN,
  TAKEN_BACK,
  saidOf,
  sureOf,
  standingOf,
  stepsFor,
  type Figure,
  type KnownFigure,
  type Part,
  type TallyAnswers,
  type TallyRefusal,
  type TallyStep,
} from './domain/tally';
import type { Certainty } from './domain/certainty';
import { tookPlace } from './count.queries';
import { countedAtTheDoor } from './door.queries';
import { partsOf } from './parts.queries';
import { owingTally } from './open-points.queries';
import { ReportsHeard } from './reports-heard.service';
import { TallyLedger } from './tally-ledger.service';
import { TellReporters } from './tell-reporters.service';

export interface TallyRequest extends TallyAnswers {
  readonly sessionId: string;
  /** Figures by measure key (`calls`) or name (`来电`). */
  readonly values: Readonly<Record<string, number>>;
  /** How sure each is, by the same names; left out: exact. */
  readonly kinds?: Readonly<Record<string, Certainty>>;
  readonly note?: string;
}

export interface ReportedSession {
  readonly sessionId: string;
  readonly programmeKey: string;
  readonly programmeName: string;
  readonly startCivil: CivilDateTime;
  readonly endCivil: CivilDateTime;
  readonly place: string | null;
  readonly topic: string | null;
}

export interface TallyReported {
  readonly session: ReportedSession;
  /** The figures that were said as they stand now, with what they were before; equal when nothing changed. */
  readonly figures: readonly StandingFigure[];
}

/** A figure with what it rests on. */
export interface StandingFigure extends Figure {
  /** False when nothing was reported and nobody was ticked: the value is unknown rather than zero. */
  readonly known: boolean;
  readonly certainty: Certainty;
  readonly parts: readonly Part[];
  /** What the door list counts, where it counts this. */
  readonly door: number | null;
}

/** A session that somebody may report on, with what it measures. */
export interface ReportableSession extends ReportedSession {
  readonly measures: readonly Measure[];
  /** What its part of the day is called, where it has one. */
  readonly dayPartName?: string;
}

interface SessionRecord {
  id: string;
  programmeId: string;
  startMs: Instant;
  startCivil: CivilDateTime;
  endCivil: CivilDateTime;
  place: string | null;
  topic: string | null;
  state: string;
  dayPart: string;
}

/** How long after its end a session is still offered to those who served in it for their report. */
const REPORTABLE_FOR = 36 * HOUR;
/** How long after its end somebody is still asked for the figures of a session. */
const OWED_FOR = 7 * DAY;
const NOTE_MAX = 300;

/** Takes the figures of a session: who said what and when stays, a correction is an entry to the difference. */
@Injectable()
export class Tallies {
  constructor(
    private readonly database: Database,
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly programmes: Programmes,
    private readonly ledger: TallyLedger,
    private readonly heard: ReportsHeard,
    private readonly reporters: TellReporters,
  ) {}

  async report(context: ActContext, request: TallyRequest): Promise<Result<TallyReported, TallyRefusal>> {
    return this.acts.perform<TallyReported, TallyRefusal>(context, 'tally.report', async (tx) => {
      const session = await this.sessionOf(tx, context.scope, request.sessionId);
      const programme = session ? await this.programmes.byId(tx, context.scope, session.programmeId) : null;
      if (!session || !programme) return refused({ rule: 'not-found' });
      if (!isCoordinator(context) && !(await serves(tx, session.id, context.actorId)))
        return refused({ rule: 'not-allowed' });
      if (session.state === 'cancelled' && !(await tookPlace(tx, session.id)))
        return refused({ rule: 'session-cancelled' });
      if (session.startMs > context.now) return refused({ rule: 'too-early', start: session.startMs });
      await tx.lockRows('sessions', [session.id]);
      const { measures } = programme.specification;
      const said = saidOf(measures, request.values, request.kinds);
      if (!said.ok) return refused(await this.inWords(tx, context.scope, said.refusal));
      const before = await this.known(tx, session.id);
      const steps = stepsFor(said.value, before, context.actorId, request);
      if (!steps.ok) return refused(steps.refusal);
      await this.write(tx, context, session, steps.value, request.note);
      await this.heard.tell(tx, context, session.id);
      const after = await this.known(tx, session.id);
      await this.reporters.tell(tx, context, session.id, partsByMeasure(before), partsByMeasure(after));
      const figures = said.value.map(({ measure }) => figureOf(measure, after, before));
      return done({ session: refOf(session, programme), figures });
    });
  }

  /** The figures of a session as they stand, unknown ones as zero; null for an unknown or foreign session. */
  async figures(scope: OrgScope, sessionId: string): Promise<StandingFigure[] | null> {
    return this.database.read(async (tx) => {
      const session = await this.sessionOf(tx, scope, sessionId);
      if (!session) return null;
      const programme = await this.programmes.byId(tx, scope, session.programmeId);
      const known = await this.known(tx, sessionId);
      return (programme?.specification.measures ?? []).map((measure) => figureOf(measure, known, known));
    });
  }

  /** What is known of a session by measure key, from both sources. */
  private async known(tx: Tx, sessionId: string): Promise<Map<string, KnownFigure>> {
    const parts = await partsOf(tx, sessionId);
    const door = await countedAtTheDoor(tx, sessionId);
    return new Map(
      [...new Set([...parts.keys(), ...door.keys()])].map((key) => [
        key,
        { parts: parts.get(key) ?? [], door: door.get(key) ?? null },
      ]),
    );
  }

  /** The sessions that the person serves or lately served in, the latest first: what a bare `登记 来电5` can mean. `since`: from when on they ended. */
  async reportable(
    scope: OrgScope,
    personId: string,
    now: Instant,
    since = now - REPORTABLE_FOR,
  ): Promise<ReportableSession[]> {
    return this.database.read(async (tx) => {
      const sessions = await tx.all<SessionRecord>(
        `SELECT DISTINCT s.id, s.programme_id, s.start_ms, s.start_civil, s.end_civil, s.place, s.topic, s.state, s.day_part
         FROM assignments a JOIN shifts h ON h.id = a.shift_id JOIN sessions s ON s.id = h.session_id
         WHERE a.person_id = ? AND a.org_id = ? AND a.ended_key = '' AND a.state <> 'no-show'
           AND a.start_ms <= ? AND a.end_ms >= ?
           AND (s.state = 'planned' OR a.state IN ('done', 'on-duty'))
         ORDER BY s.start_ms DESC, s.id`,
        [personId, scope.orgId, now, Math.min(since, now - REPORTABLE_FOR)],
      );
      const programmes = new Map((await this.programmes.list(tx, scope)).map((p) => [p.id, p]));
      return sessions.flatMap((session) => {
        const programme = programmes.get(session.programmeId);
        const measures = programme?.specification.measures ?? [];
        const part = programme?.specification.dayParts.find(({ key }) => key === session.dayPart);
        const dayPartName = part?.name === '' ? undefined : part?.name;
        return programme && measures.length > 0 ? [{ ...refOf(session, programme), measures, dayPartName }] : [];
      });
    });
  }

  /** Who served where nobody has reported a figure since, of what ended within the last days. */
  async owing(scope: OrgScope, now: Instant): Promise<string[]> {
    return this.database.read(async (tx) => {
      const measuring = (await this.programmes.list(tx, scope)).filter(
        ({ specification }) => specification.measures.length > 0,
      );
      return owingTally(
        tx,
        { orgId: scope.orgId, from: now - OWED_FOR, to: now },
        measuring.map(({ id }) => id),
      );
    });
  }

  private async write(
    tx: Tx,
    context: ActContext,
    session: SessionRecord,
    steps: readonly TallyStep[],
    note: string | undefined,
  ): Promise<void> {
    if (steps.length === 0) return;
    await this.ledger.add(
      tx,
      context,
      steps.map((step) => ({
        sessionId: session.id,
        programmeId: session.programmeId,
        measure: step.measure.key,
        value: step.value,
        kind: step.kind === 'withdraw' ? 'counter' : step.kind,
        reporterId: step.reporterId,
        besideDoor: step.besideDoor,
        certainty: step.certainty,
        note: step.kind === 'withdraw' ? TAKEN_BACK : note?.slice(0, NOTE_MAX),
      })),
    );
    const said = steps.map(({ measure, ...step }) => ({ measure: measure.key, ...step }));
    await this.audit.write(tx, context, {
      act: 'tally.report',
      subjectType: 'session',
      subjectId: session.id,
      detail: { steps: said },
      undo: { sessionId: session.id, steps: said },
    });
  }

  /** A measure that the programme does not have, by the name that people know it by. */
  private async inWords(tx: Tx, scope: OrgScope, refusal: TallyRefusal): Promise<TallyRefusal> {
    if (refusal.rule !== 'unknown-measure') return refusal;
    const programmes = await this.programmes.list(tx, scope);
    const measures = programmes.flatMap(({ specification }) => specification.measures);
    return { ...refusal, said: nameOfMeasure(measures, refusal.said) };
  }

  private async sessionOf(tx: Tx, scope: OrgScope, sessionId: string): Promise<SessionRecord | null> {
    return tx.one<SessionRecord>(
      'SELECT id, programme_id, start_ms, start_civil, end_civil, place, topic, state, day_part FROM sessions WHERE id = ? AND org_id = ?',
      [sessionId, scope.orgId],
    );
  }
}

async function serves(tx: Tx, sessionId: string, personId: string): Promise<boolean> {
  const assignment = await tx.one(
    `SELECT a.id FROM shifts h JOIN assignments a ON a.shift_id = h.id
     WHERE h.session_id = ? AND a.person_id = ? AND a.ended_key = '' AND a.state <> 'no-show'`,
    [sessionId, personId],
  );
  return assignment !== null;
}

const partsByMeasure = (known: ReadonlyMap<string, KnownFigure>): Map<string, readonly Part[]> =>
  new Map([...known].map(([measure, { parts }]) => [measure, parts]));

function figureOf(
  measure: Measure,
  now: ReadonlyMap<string, KnownFigure>,
  before: ReadonlyMap<string, KnownFigure>,
): StandingFigure {
  const known = now.get(measure.key) ?? NOTHING_KNOWN;
  const value = standingOf(known);
  return {
    measure,
    before: standingOf(before.get(measure.key) ?? NOTHING_KNOWN) ?? 0,
    value: value ?? 0,
    known: value !== null,
    certainty: sureOf(known.parts),
    parts: known.parts,
    door: known.door,
  };
}

function refOf(session: SessionRecord, programme: Programme): ReportedSession {
  return {
    sessionId: session.id,
    programmeKey: programme.key,
    programmeName: programme.name,
    startCivil: session.startCivil,
    endCivil: session.endCivil,
    place: session.place ?? programme.specification.place,
    topic: session.topic,
  };
}
