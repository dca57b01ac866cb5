import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { ZoneName } from '../kernel/civil-time';
import { newId } from '../kernel/ids';
import { OrganisationRow } from './organisation.row';

export interface NewOrganisation {
  /** Its key; without one it is called by its id. */
  readonly key?: string;
  readonly name: string;
  readonly timeZone: ZoneName;
  readonly regionCode: string | null;
  /** As JSON. */
  readonly settings: string;
  /** Whether it is the one for trying out, which may be removed. */
  readonly sample: boolean;
}

/** Writes the tree of organisations and what each has set; the only place that does. */
@Injectable()
export class OrganisationWriter {
  /** `parent` null: at the top of the tree. Answers the new id. */
  async add(
    tx: Tx,
    parent: { readonly id: string; readonly path: string } | null,
    organisation: NewOrganisation,
    now: Instant,
  ): Promise<string> {
    const id = newId(now);
    const { key = id.toLowerCase(), ...row } = organisation;
    const place = { parentId: parent?.id ?? null, path: `${parent?.path ?? '/'}${id}/` };
    await tx.insert(OrganisationRow, { ...row, ...place, id, slug: key, createdMs: now });
    return id;
  }

  /** What is left out stays. Another time zone gives every wall time another instant: only without sessions. */
  async change(tx: Tx, id: string, to: Partial<Omit<NewOrganisation, 'key' | 'sample'>>): Promise<void> {
    await tx.update(OrganisationRow, { id }, to);
  }
}
