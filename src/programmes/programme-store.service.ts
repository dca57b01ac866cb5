import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { CivilDate } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { OrgScope } from '../acts/domain/act-context';
import type { ProgrammeSpecification } from './domain/specification';
import { ProgrammeRow } from './programme.row';

/** A programme as it is to be from now on. */
export interface WantedProgramme {
  readonly key: string;
  readonly name: string;
  /** Of a new programme only; one that is there keeps its place. */
  readonly sortOrder: number;
  readonly specification: ProgrammeSpecification;
}

/** Writes programmes. What is planned ahead does not follow by itself. */
@Injectable()
export class ProgrammeStore {
  async make(tx: Tx, { orgId }: OrgScope, wanted: WantedProgramme, now: Instant): Promise<void> {
    await tx.insert(ProgrammeRow, {
      id: newId(now),
      orgId,
      slug: wanted.key,
      name: wanted.name,
      sortOrder: wanted.sortOrder,
      specification: JSON.stringify(wanted.specification),
      createdMs: now,
    });
  }

  /** Changes name and specification; its sessions are planned anew at the next beat. */
  async change(tx: Tx, programmeId: string, { name, specification }: WantedProgramme): Promise<void> {
    await tx.update(
      ProgrammeRow,
      { id: programmeId },
      { name, specification: JSON.stringify(specification), plannedUntil: null },
    );
  }

  /** Notes until which day its sessions are made. */
  async plannedUntil(tx: Tx, programmeId: string, day: CivilDate): Promise<void> {
    await tx.update(ProgrammeRow, { id: programmeId }, { plannedUntil: day });
  }
}
