import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { Holdings, type Holder } from '../organisations/holdings.service';
import { BusyTimeRow } from './busy-time.row';
import { CalendarSourceRow } from './calendar-source.row';
import { ProgrammeRow } from './programme.row';
import { SessionRow } from './session.row';

/** Programmes, their sessions and the calendars that they are busy by, of an organisation that goes. */
@Injectable()
export class ProgrammeHoldings implements Holder, OnModuleInit {
  readonly name = 'programmes';

  constructor(private readonly holdings: Holdings) {}

  onModuleInit(): void {
    this.holdings.register(this);
  }

  async remove(tx: Tx, orgId: string): Promise<void> {
    await tx.delete(SessionRow, { orgId });
    await tx.delete(BusyTimeRow, { orgId });
    await tx.delete(CalendarSourceRow, { orgId });
    await tx.delete(ProgrammeRow, { orgId });
  }
}
