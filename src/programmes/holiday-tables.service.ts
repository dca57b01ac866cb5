import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { settingsOf } from '../organisations/organisations.queries';
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
  return holidayTable((JSON.parse(await settingsOf(tx, orgId)) as Settings).holidays);
}
