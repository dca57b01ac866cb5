import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { CivilDate, CivilDateTime } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { Interval } from '../kernel/interval';
import type { OrgScope } from '../acts/domain/act-context';
import { AvailabilityRow } from './availability.row';
import type { AvailabilityWindow } from './domain/volunteer';
import { LeaveRow } from './leave.row';
import { PersonQualificationRow } from './person-qualification.row';
import { QualificationRow } from './qualification.row';

/** All that another book says about when a person can serve and what for. */
export interface VolunteerRecord {
  readonly personId: string;
  /** Each key once. */
  readonly qualifications: readonly { readonly key: string; readonly validUntil: CivilDate | null }[];
  readonly availability: readonly AvailabilityWindow[];
  readonly leaves: readonly (Interval & { readonly fromCivil: CivilDateTime; readonly toCivil: CivilDateTime })[];
}

/** Takes in what another book says of volunteers, as it stands there. */
@Injectable()
export class BringVolunteers {
  /** Puts it in the place of all that was known about each of them. */
  async bring(tx: Tx, { orgId }: OrgScope, volunteers: readonly VolunteerRecord[], now: Instant): Promise<void> {
    for (const { personId } of volunteers) {
      await tx.delete(PersonQualificationRow, { orgId, personId });
      await tx.delete(AvailabilityRow, { orgId, personId });
      await tx.delete(LeaveRow, { orgId, personId });
    }
    await this.add(tx, { orgId }, volunteers, now);
  }

  /** The same for people about whom nothing was known. */
  async add(
    tx: Tx,
    { orgId }: Pick<OrgScope, 'orgId'>,
    volunteers: readonly VolunteerRecord[],
    now: Instant,
  ): Promise<void> {
    const own = (personId: string) => ({ id: newId(now), orgId, personId });
    await tx.insert(
      PersonQualificationRow,
      volunteers.flatMap(({ personId, qualifications }) =>
        qualifications.map(({ key, validUntil }) => ({ ...own(personId), qualificationKey: key, validUntil })),
      ),
    );
    await tx.insert(
      AvailabilityRow,
      volunteers.flatMap(({ personId, availability }) =>
        availability.map((window) => ({ ...own(personId), ...window })),
      ),
    );
    await tx.insert(
      LeaveRow,
      volunteers.flatMap(({ personId, leaves }) =>
        leaves.map(({ from, to, fromCivil, toCivil }) => {
          return { ...own(personId), fromCivil, toCivil, fromMs: from, toMs: to, createdMs: now };
        }),
      ),
    );
  }

  /** Brings the names of qualifications in line; answers what became of each, in their order. Nothing is removed. */
  async bringQualifications(
    tx: Tx,
    { orgId }: OrgScope,
    wanted: readonly { readonly key: string; readonly name: string }[],
    now: Instant,
  ): Promise<('created' | 'changed' | 'unchanged')[]> {
    const rows = await tx.find(QualificationRow, { orgId }, { columns: ['slug', 'name'] });
    const known = new Map(rows.map((row) => [row.slug, row.name]));
    const fresh = wanted.filter(({ key }) => !known.has(key));
    await tx.insert(
      QualificationRow,
      fresh.map(({ key, name }) => ({ id: newId(now), orgId, slug: key, name })),
    );
    const renamed = wanted.filter(({ key, name }) => known.has(key) && known.get(key) !== name);
    for (const { key, name } of renamed) await tx.update(QualificationRow, { orgId, slug: key }, { name });
    return wanted.map((one) => (fresh.includes(one) ? 'created' : renamed.includes(one) ? 'changed' : 'unchanged'));
  }
}
