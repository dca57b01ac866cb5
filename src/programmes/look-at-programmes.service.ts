import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { OrgScope } from '../acts/domain/act-context';
import { versionOf } from './programme-version';
import { DEFAULT_GOALS } from './domain/goals';
import { Programmes, type Programme } from './programmes.service';

export interface ProgrammeSettings extends Programme {
  /** Named again by whoever changes the programme. */
  readonly version: string;
}

export interface ProgrammeList {
  readonly programmes: readonly ProgrammeSettings[];
  /** Those that posts may ask for. */
  readonly qualifications: readonly { readonly key: string; readonly name: string }[];
}

/** The programmes of an organisation with everything that is set for them. */
@Injectable()
export class LookAtProgrammes {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
  ) {}

  async settings(scope: OrgScope): Promise<ProgrammeList> {
    return this.database.read(async (tx) => {
      const list = await this.programmes.list(tx, scope);
      const qualifications = await tx.all<{ key: string; name: string }>(
        'SELECT slug AS `key`, name FROM qualifications WHERE org_id = ? ORDER BY name, slug',
        [scope.orgId],
      );
      return { programmes: list.map((one) => ({ ...withGoals(one), version: versionOf(one) })), qualifications };
    });
  }
}

/** The weights that hold: those that were set, or the usual ones. */
const withGoals = (programme: Programme): Programme => ({
  ...programme,
  specification: { ...programme.specification, goals: programme.specification.goals ?? DEFAULT_GOALS },
});
