import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { ActRecords } from '../acts/act-records.service';
import { Holdings } from './holdings.service';
import { IdentityRow } from './identity.row';
import { OrganisationRow } from './organisation.row';
import { PersonRow } from './person.row';

/** Takes an organisation away with all that any room holds of it, so that no trace is left; whether it may go is the caller's. */
@Injectable()
export class RemoveOrganisation {
  constructor(
    private readonly records: ActRecords,
    private readonly holdings: Holdings,
  ) {}

  async remove(tx: Tx, orgId: string): Promise<void> {
    await this.holdings.remove(tx, orgId);
    await this.records.remove(tx, orgId);
    await tx.delete(IdentityRow, { orgId });
    await tx.delete(PersonRow, { orgId });
    await tx.delete(OrganisationRow, { id: orgId });
  }
}
