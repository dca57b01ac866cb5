import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import { Acts, withdraw } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { lastChangeOf, type ChangedMeanwhile } from '../acts/changed-meanwhile.service';
import type { ActContext, OrgScope } from '../acts/domain/act-context';
import { faultsOf, type SettingFault } from '../settings/setting-faults.schema';
import { Undo, type UndoEntry } from '../acts/undo.service';
import { consequencesOf, type Consequences } from './consequences';
import { planDifference } from './plan-difference';
import type { BusyThen } from './plan-follower.service';
import { ProgrammeWriter, type MeasureCounted } from './programme-writer.service';
import { versionOf } from '../programmes/programme-version';
import { Programmes, type Programme } from '../programmes/programmes.service';
import { SessionPlanner } from './session-planner.service';
import { programmeFileOf, programmeSchema, specificationOf } from '../programmes/specification.schema';

/** What may be changed of a programme. Other days and hours take the sessions along that are planned already. */
export const CHANGEABLE = [
  'name',
  'names',
  'place',
  'recurrence',
  'since',
  'dayParts',
  'start',
  'end',
  'capacity',
  'posts',
  'rules',
  'goals',
  'reminders',
  'handover',
  'measures',
] as const;
export type ProgrammeChange = Readonly<Partial<Record<(typeof CHANGEABLE)[number], unknown>>>;

export type ProgrammeRefusal =
  | { readonly rule: 'not-found' }
  | { readonly rule: 'faulty'; readonly faults: readonly SettingFault[] }
  | ChangedMeanwhile
  | MeasureCounted
  | BusyThen;

export interface ProgrammeChanged {
  readonly programme: Programme & { readonly version: string };
  readonly consequences: Consequences;
}

interface Former {
  readonly name: string;
  readonly specification: Programme['specification'];
  /** What the programme was made into; undone only while it still is that. */
  readonly version: string;
}

const ACT = 'programme.change';

/** Changes what is set for a programme, unless somebody else changed it since it was read. */
@Injectable()
export class ChangeProgramme implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly undos: Undo,
    private readonly programmes: Programmes,
    private readonly writer: ProgrammeWriter,
    private readonly planner: SessionPlanner,
  ) {}

  onModuleInit(): void {
    this.undos.register({
      act: ACT,
      roles: ['coordinator', 'county-coordinator', 'operator'],
      undo: (tx, context, entry) => this.takeBack(tx, context, entry),
    });
  }

  /** What a change would mean for what is planned ahead; nothing is changed. */
  async preview(
    scope: OrgScope,
    key: string,
    change: ProgrammeChange,
    now: Instant,
  ): Promise<Result<Consequences, ProgrammeRefusal>> {
    return this.database.read(async (tx): Promise<Result<Consequences, ProgrammeRefusal>> => {
      const before = await this.programmes.byKey(tx, scope, key);
      if (!before) return refused({ rule: 'not-found' });
      const after = changed(before, change);
      if (!after.ok) return after;
      const { specification } = after.value;
      const plan = await planDifference(tx, scope, before, specification, now);
      return done(await consequencesOf(tx, before, specification, now, plan));
    });
  }

  /** `seen`: the version that was read before it was changed. */
  async change(
    context: ActContext,
    key: string,
    seen: string,
    change: ProgrammeChange,
  ): Promise<Result<ProgrammeChanged, ProgrammeRefusal>> {
    const { scope, now } = context;
    const result = await this.acts.perform(
      context,
      ACT,
      async (tx): Promise<Result<ProgrammeChanged, ProgrammeRefusal>> => {
        const found = await this.programmes.byKey(tx, scope, key);
        if (!found) return refused({ rule: 'not-found' });
        await tx.lockRows('programmes', [found.id]);
        const before = (await this.programmes.byKey(tx, scope, key)) ?? found;
        if (versionOf(before) !== seen) return refused(await lastChangeOf(tx, scope.orgId, before.id));
        const after = changed(before, change);
        if (!after.ok) return after;
        const faults = await unknownQualifications(tx, scope, after.value);
        if (faults.length > 0) return refused({ rule: 'faulty', faults });
        const plan = await planDifference(tx, scope, before, after.value.specification, now);
        const consequences = await consequencesOf(tx, before, after.value.specification, now, plan);
        const brought = await this.writer.bring(tx, scope, after.value, now);
        if (!brought.ok) return brought;
        const version = versionOf(after.value);
        if (brought.value === 'changed') {
          const { name, specification } = before;
          await this.audit.write(tx, context, {
            act: ACT,
            subjectType: 'programme',
            subjectId: before.id,
            detail: { programme: after.value.name, parts: partsChanged(before, after.value) },
            undo: { name, specification, version } satisfies Former,
          });
        }
        return done({ programme: { ...after.value, version }, consequences });
      },
    );
    if (result.ok) await this.planner.plan(scope, now);
    return result;
  }

  private async takeBack(
    tx: Tx,
    { scope, now }: ActContext,
    { subjectId, undoWith }: UndoEntry,
  ): Promise<Result<{ name: string }, { readonly rule: 'changed-since' }>> {
    const { name, specification, version } = undoWith as Former;
    await tx.lockRows('programmes', [subjectId]);
    const standing = await this.programmes.byId(tx, scope, subjectId);
    if (!standing || versionOf(standing) !== version) return refused({ rule: 'changed-since' });
    const brought = await this.writer.bring(tx, scope, { ...standing, name, specification }, now);
    return brought.ok ? done({ name }) : withdraw({ rule: 'changed-since' });
  }
}

function changed(before: Programme, change: ProgrammeChange): Result<Programme, ProgrammeRefusal> {
  const wanted = Object.fromEntries(CHANGEABLE.flatMap((part) => (part in change ? [[part, change[part]]] : [])));
  const read = programmeSchema.safeParse({ ...programmeFileOf(before), ...wanted });
  if (!read.success) return refused({ rule: 'faulty', faults: faultsOf(read.error) });
  return done({ ...before, name: read.data.name, specification: specificationOf(read.data) });
}

function partsChanged(before: Programme, after: Programme): string[] {
  const [was, is] = [programmeFileOf(before), programmeFileOf(after)] as Readonly<Record<string, unknown>>[];
  return CHANGEABLE.filter((part) => JSON.stringify(was?.[part] ?? null) !== JSON.stringify(is?.[part] ?? null));
}

/** Nobody could ever serve on a post that asks for what the organisation does not know. */
async function unknownQualifications(tx: Tx, { orgId }: OrgScope, programme: Programme): Promise<SettingFault[]> {
  const rows = await tx.all<{ slug: string }>('SELECT slug FROM qualifications WHERE org_id = ?', [orgId]);
  const known = new Set(rows.map(({ slug }) => slug));
  return programme.specification.posts.flatMap(({ qualification }, index) =>
    qualification === null || known.has(qualification)
      ? []
      : [{ pointer: `/posts/${String(index)}/qualification`, fault: 'unknown-qualification' as const }],
  );
}
