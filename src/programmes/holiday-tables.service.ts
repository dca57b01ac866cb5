import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { holidayTable, type DaysOff, type HolidayTable } from './holidays';

type Settings = { readonly holidays?: Readonly<Record<string, readonly DaysOff[]>> };

/** Which days are free in an organisation. */
@Injectable()
export class HolidayTables {
  constructor(private readonly database: Database) {}

  async of(orgId: string): Promise<HolidayTable> {
    return this.database.read((tx) => holidayTableOf(tx, orgId));
  }
}

export async function holidayTableOf(tx: Tx, orgId: string): Promise<HolidayTable> {
  const row = await tx.one<{ settings: string }>('SELECT settings FROM organisations WHERE id = ?', [orgId]);
  return holidayTable((JSON.parse(row?.settings ?? '{}') as Settings).holidays);
}
