import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { OrgScope } from '../acts/domain/act-context';
import { coordinatorsOf } from '../organisations/roles.queries';

/** Whom the service turns to when something stays open. */
@Injectable()
export class Coordinators {
  /** In a stable order. */
  of(tx: Tx, { orgId }: OrgScope): Promise<string[]> {
    return coordinatorsOf(tx, orgId);
  }
}
