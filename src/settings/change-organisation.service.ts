import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { readSpecification } from '../programmes/domain/read-specification';
import { SeatReminders } from '../asks/seat-reminders.service';
import { OrganisationWriter } from '../organisations/organisation-writer.service';
import { isNamedBelow, organisationById, type OrganisationRecord } from '../organisations/organisations.queries';
import { specificationsOf } from '../programmes/programmes.queries';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { lastChangeOf, type ChangedMeanwhile } from '../acts/changed-meanwhile.service';
import type { ActContext } from '../acts/domain/act-context';
import { organisationSettingsSchema, type OrganisationSettings } from './organisation-settings.schema';
import { faultsOf, type SettingFault } from './setting-faults.schema';
import { Undo, type UndoEntry } from '../acts/undo.service';

/** What is to be another from now on; what is left out stays, null goes back to the usual. */
export interface OrganisationChange {
  readonly name?: string;
  readonly crisisText?: string | null;
  readonly quietHours?: unknown;
  /** The whole list of questions and answers. */
  readonly answers?: unknown;
  /** Tables by year; null for a year goes back to the published one. */
  readonly holidays?: Readonly<Record<string, unknown>>;
}

export type OrganisationRefusal =
  | { readonly rule: 'not-found' }
  /** Only roles that reach down the tree change it. */
  | { readonly rule: 'not-allowed' }
  | { readonly rule: 'same-name' }
  | { readonly rule: 'faulty'; readonly faults: readonly SettingFault[] }
  | ChangedMeanwhile;

interface Former {
  readonly name: string;
  readonly settings: string;
  readonly version: string;
}

const ACT = 'organisation.change';
const LONGEST_NAME = 200;

/** Changes what an organisation sets for itself, and the tree below it. */
@Injectable()
export class ChangeOrganisation implements OnModuleInit {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly undos: Undo,
    private readonly reminders: SeatReminders,
    private readonly organisations: OrganisationWriter,
  ) {}

  onModuleInit(): void {
    this.undos.register({
      act: ACT,
      roles: ['coordinator', 'county-coordinator', 'operator'],
      undo: (tx, context, entry) => this.takeBack(tx, context, entry),
    });
  }

  /** `seen`: the version that was read before it was changed. `orgId`: her own organisation, or one below it. */
  change(
    context: ActContext,
    orgId: string,
    seen: string,
    change: OrganisationChange,
  ): Promise<Result<{ version: string }, OrganisationRefusal>> {
    return this.acts.perform(context, ACT, async (tx): Promise<Result<{ version: string }, OrganisationRefusal>> => {
      const found = await this.within(tx, context, orgId);
      if (!found.ok) return found;
      const before = found.value;
      if (organisationVersion(before) !== seen) return refused(await lastChangeOf(tx, orgId, before.id));
      const after = changed(before, change);
      if (!after.ok) return after;
      const version = organisationVersion({ ...before, ...after.value });
      if (version === seen) return done({ version });
      await this.write(tx, context, before, after.value);
      await this.audit.write(tx, context, {
        act: ACT,
        subjectType: 'organisation',
        subjectId: before.id,
        detail: { organisation: after.value.name, parts: Object.keys(change) },
        undo: { name: before.name, settings: before.settings, version } satisfies Former,
      });
      return done({ version });
    });
  }

  /** A new organisation under one of the tree, in its time zone. */
  addBelow(
    context: ActContext,
    parentId: string,
    name: string,
  ): Promise<Result<{ id: string; name: string }, OrganisationRefusal>> {
    return this.acts.perform(
      context,
      'organisation.add',
      async (tx): Promise<Result<{ id: string; name: string }, OrganisationRefusal>> => {
        if (!reachesDown(context)) return refused({ rule: 'not-allowed' });
        const found = await this.within(tx, context, parentId);
        if (!found.ok) return found;
        const named = nameIn(name);
        if (!named.ok) return named;
        if (await isNamedBelow(tx, parentId, named.value)) return refused({ rule: 'same-name' });
        const { timeZone } = found.value;
        const added = { name: named.value, timeZone, regionCode: null, settings: '{}', sample: false };
        const id = await this.organisations.add(tx, found.value, added, context.now);
        await this.audit.write(tx, context, {
          act: 'organisation.add',
          subjectType: 'organisation',
          subjectId: id,
          detail: { organisation: named.value },
        });
        return done({ id, name: named.value });
      },
    );
  }

  private async within(
    tx: Tx,
    context: ActContext,
    orgId: string,
  ): Promise<Result<OrganisationRecord, OrganisationRefusal>> {
    await tx.lockRows('organisations', [orgId]);
    const own = await organisationById(tx, context.scope.orgId);
    const found = await organisationById(tx, orgId);
    if (!own || !found?.path.startsWith(own.path)) return refused({ rule: 'not-found' });
    if (found.id !== own.id && !reachesDown(context)) return refused({ rule: 'not-found' });
    return done(found);
  }

  private async write(
    tx: Tx,
    { now }: ActContext,
    before: OrganisationRecord,
    after: { readonly name: string; readonly settings: string },
  ): Promise<void> {
    await this.organisations.change(tx, before.id, after);
    if (nightOf(before.settings) === nightOf(after.settings)) return;
    const scope = { orgId: before.id, zone: before.timeZone };
    for (const { id, specification } of await specificationsOf(tx, before.id)) {
      await this.reminders.follow(tx, scope, now, id, readSpecification(specification).reminders);
    }
  }

  private async takeBack(
    tx: Tx,
    context: ActContext,
    { subjectId, undoWith }: UndoEntry,
  ): Promise<Result<{ name: string }, { readonly rule: 'changed-since' }>> {
    const { name, settings, version } = undoWith as Former;
    await tx.lockRows('organisations', [subjectId]);
    const standing = await organisationById(tx, subjectId);
    if (!standing || organisationVersion(standing) !== version) return refused({ rule: 'changed-since' });
    await this.write(tx, context, standing, { name, settings });
    return done({ name });
  }
}

/** Another text whenever the name or anything that is set for the organisation is another. */
export function organisationVersion({ name, settings }: { readonly name: string; readonly settings: string }): string {
  return createHash('sha256').update(`${name}\n${settings}`).digest('hex').slice(0, 16);
}

/** Whether she may change the organisations below, too. */
export const reachesDown = ({ roles }: ActContext): boolean =>
  roles.includes('county-coordinator') || roles.includes('operator');

const nightOf = (settings: string): string =>
  JSON.stringify((JSON.parse(settings) as OrganisationSettings).quietHours ?? null);

function nameIn(text: string): Result<string, OrganisationRefusal> {
  const name = text.trim();
  if (name === '') return refused({ rule: 'faulty', faults: [{ pointer: '/name', fault: 'empty' }] });
  if (name.length <= LONGEST_NAME) return done(name);
  return refused({ rule: 'faulty', faults: [{ pointer: '/name', fault: 'too-big', limit: LONGEST_NAME }] });
}

function changed(
  before: OrganisationRecord,
  { name, crisisText, quietHours, answers, holidays }: OrganisationChange,
): Result<{ name: string; settings: string }, OrganisationRefusal> {
  const named = name === undefined ? done(before.name) : nameIn(name);
  if (!named.ok) return named;
  const settings = JSON.parse(before.settings) as OrganisationSettings;
  const wanted = {
    ...settings,
    ...(crisisText === undefined ? {} : { crisisText: crisisText ?? undefined }),
    ...(quietHours === undefined ? {} : { quietHours: quietHours ?? undefined }),
    ...(answers === undefined ? {} : { answers: answers ?? undefined }),
    ...(holidays === undefined ? {} : { holidays: merged(settings.holidays ?? {}, holidays) }),
  };
  const read = organisationSettingsSchema.safeParse(wanted);
  if (!read.success) return refused({ rule: 'faulty', faults: faultsOf(read.error) });
  return done({ name: named.value, settings: JSON.stringify(read.data) });
}

function merged(
  known: Readonly<Record<string, unknown>>,
  change: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...known, ...change }).filter(([, table]) => table !== null));
}
