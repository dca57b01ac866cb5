import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { ZoneName } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import type { Authority } from '../accounts/domain/authority';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext, OrgScope } from '../acts/domain/act-context';
import { OrganisationWriter } from '../organisations/organisation-writer.service';
import { organisationWithKey } from '../organisations/organisations.queries';
import { Programmes } from '../programmes/programmes.service';
import { hasSessions } from '../programmes/sessions.queries';
import type { BusyThen } from '../sessions/plan-follower.service';
import { ProgrammeWriter, type MeasureCounted } from '../sessions/programme-writer.service';
import { SessionPlanner } from '../sessions/session-planner.service';
import { specificationOf } from '../programmes/specification.schema';
import { BringVolunteers } from '../volunteers/bring-volunteers.service';
import { checkOrganisationFile, type CheckedFile } from './check-organisation-file';
import { FaultyImport, type FaultyFile } from './faulty-import';
import { ImportHistory } from './import-history.service';
import { FaultyPeople, ImportPeople, type PersonFault } from './import-people.service';
import { warningsOf } from './soft-rules';
import type { OrganisationFile } from './organisation-file.schema';
import { Tally, type ImportCounts } from './tally';

export interface Imported {
  readonly orgId: string;
  readonly timeZone: ZoneName;
  readonly counts: ImportCounts;
  /** Soft rules that assignments to come break; they are taken in all the same, as if a coordinator had decided so. */
  readonly warnings: readonly string[];
  /** What of the file was left alone, since it would have taken back what was said here since. */
  readonly kept: readonly string[];
}

/** Who imports; left out: whoever operates the machine, who may do anything. */
export type Importer = Authority & { readonly actorId: string };

/**
 * Takes an organisation file in: all of it or, when anything is wrong, nothing. What is there already under the same
 * keys is brought in line, so that the same file a second time changes nothing. Nothing is removed.
 */
@Injectable()
export class ImportOrganisation {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly organisations: OrganisationWriter,
    private readonly volunteers: BringVolunteers,
    private readonly people: ImportPeople,
    private readonly history: ImportHistory,
    private readonly planner: SessionPlanner,
    private readonly programmeWriter: ProgrammeWriter,
    private readonly audit: AuditLog,
  ) {}

  async import(
    value: unknown,
    now: Instant,
    options: { sample?: boolean; by?: Importer } = {},
  ): Promise<Result<Imported, FaultyFile>> {
    const read = checkOrganisationFile(value, now);
    return read.ok ? this.take(read.value, now, options) : read;
  }

  /** The same with a file that was read elsewhere. */
  async take(
    { file, checked }: CheckedFile,
    now: Instant,
    options: { sample?: boolean; by?: Importer } = {},
  ): Promise<Result<Imported, FaultyFile>> {
    const result = await this.writing(async (tx): Promise<Result<Imported, FaultyFile>> => {
      const tally = new Tally();
      const orgId = await this.organisation(tx, file, options.sample === true, now, tally);
      if (orgId === null) {
        return refused({ rule: 'faulty-file', faults: ['/organisation/parent: no organisation has this key'] });
      }
      const scope: OrgScope = { orgId, zone: file.organisation.timeZone };
      await this.qualifications(tx, scope, file, now, tally);
      const personIds = await this.people.take(tx, scope, file.people, { now, tally, by: options.by ?? null });
      await this.takeProgrammes(tx, scope, file, now, tally);
      const programmes = new Map((await this.programmes.list(tx, scope)).map((p) => [p.key, p]));
      const kept = await this.history.take(tx, scope, { file, checked, personIds, programmes }, now, tally);
      if (tally.changedAnything()) await this.note(tx, importing(scope, now, options.by?.actorId), tally);
      return done({ orgId, timeZone: scope.zone, counts: tally.counts(), warnings: warningsOf(file, checked), kept });
    });
    if (result.ok) await this.planner.plan({ orgId: result.value.orgId, zone: result.value.timeZone }, now);
    return result;
  }

  private async note(tx: Tx, context: ActContext, tally: Tally): Promise<void> {
    await this.audit.write(tx, context, {
      act: 'import.organisation',
      subjectType: 'organisation',
      subjectId: context.scope.orgId,
      detail: tally.counts(),
    });
  }

  /** What only the database can tell is wrong takes everything back; two imports at once are one after the other. */
  private async writing(
    take: (tx: Tx) => Promise<Result<Imported, FaultyFile>>,
  ): Promise<Result<Imported, FaultyFile>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.database.write(take);
      } catch (error) {
        if (error instanceof FaultyImport) return refused({ rule: 'faulty-file', faults: error.faults });
        if (error instanceof FaultyPeople) return refused(refusalOf(error.faults));
        if (!this.database.isUnique(error) || attempt >= 3) throw error;
      }
    }
  }

  private async organisation(
    tx: Tx,
    { organisation }: OrganisationFile,
    sample: boolean,
    now: Instant,
    tally: Tally,
  ): Promise<string | null> {
    const parent = organisation.parent ? await organisationWithKey(tx, organisation.parent) : null;
    if (organisation.parent && !parent) return null;
    const known = await organisationWithKey(tx, organisation.key);
    const wanted = {
      name: organisation.name,
      timeZone: organisation.timeZone,
      regionCode: organisation.regionCode ?? null,
      settings: settingsOf(organisation, known?.settings ?? '{}'),
    };
    if (!known) {
      const added = { ...wanted, key: organisation.key, sample };
      tally.created('organisation');
      return this.organisations.add(tx, parent, added, now);
    }
    if (parent && parent.id !== known.parentId) {
      throw new FaultyImport(['/organisation/parent: an organisation keeps its place in the tree']);
    }
    if (known.timeZone !== wanted.timeZone) await refuseToMove(tx, known.id);
    const same =
      known.name === wanted.name &&
      known.timeZone === wanted.timeZone &&
      known.regionCode === wanted.regionCode &&
      known.settings === wanted.settings;
    if (!same) await this.organisations.change(tx, known.id, wanted);
    tally.compared('organisation', same);
    return known.id;
  }

  private async qualifications(
    tx: Tx,
    scope: OrgScope,
    file: OrganisationFile,
    now: Instant,
    tally: Tally,
  ): Promise<void> {
    for (const outcome of await this.volunteers.bringQualifications(tx, scope, file.qualifications, now)) {
      tally.became('qualifications', outcome);
    }
  }

  private async takeProgrammes(
    tx: Tx,
    scope: OrgScope,
    file: OrganisationFile,
    now: Instant,
    tally: Tally,
  ): Promise<void> {
    for (const [index, one] of file.programmes.entries()) {
      const wanted = { key: one.key, name: one.name, sortOrder: index, specification: specificationOf(one) };
      const brought = await this.programmeWriter.bring(tx, scope, wanted, now);
      if (!brought.ok) {
        throw new FaultyImport([`/programmes/${String(index)}${faultOfProgramme(brought.refusal)}`]);
      }
      tally.became('programmes', brought.value);
    }
  }
}

/** Whoever operates the service imports when nobody is named. */
const importing = (scope: OrgScope, now: Instant, actorId = 'service'): ActContext => ({
  scope,
  actorId,
  roles: [],
  now,
  channel: 'import',
});

function faultOfProgramme(refusal: MeasureCounted | BusyThen): string {
  return refusal.rule === 'measure-counted'
    ? `/measures: ${refusal.name} has been counted and must stay`
    : `/dayParts: at these hours ${refusal.names.join(', ')} would serve in two places at once`;
}

const ROLE_FAULTS: Readonly<Record<PersonFault['rule'], string>> = {
  'not-allowed': 'whoever imports may not give, take or reach these roles',
  'step-up': 'roles at the console change with a fresh proof alone',
  'last-coordinator': 'somebody must remain who is coordinator',
};

function refusalOf(faults: readonly PersonFault[]): FaultyFile {
  return {
    rule: 'faulty-file',
    faults: faults.map(({ index, rule }) => `/people/${String(index)}/roles: ${ROLE_FAULTS[rule]}`),
  };
}

/** Wall times of sessions, leave and claims would all come to mean other instants. */
async function refuseToMove(tx: Tx, orgId: string): Promise<void> {
  if (await hasSessions(tx, { orgId })) {
    throw new FaultyImport(['/organisation/timeZone: cannot change once there are sessions']);
  }
}

/** What the file sets; what it leaves out stays as it was known. Its questions and answers stand beside its settings. */
function settingsOf({ settings, answers }: OrganisationFile['organisation'], known: string): string {
  if (!settings && !answers) return known;
  const base = settings ?? (JSON.parse(known) as object);
  return JSON.stringify(answers ? { ...base, answers } : base);
}
