import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { Holdings, type Holder } from '../organisations/holdings.service';
import { AvailabilityRow } from './availability.row';
import { LeaveRow } from './leave.row';
import { PersonQualificationRow } from './person-qualification.row';
import { QualificationRow } from './qualification.row';

/** What is known of when people can serve and what for, for whoever wants to see it or to be forgotten. */
@Injectable()
export class VolunteerHoldings implements Holder, OnModuleInit {
  readonly name = 'volunteers';

  constructor(private readonly holdings: Holdings) {}

  onModuleInit(): void {
    this.holdings.register(this);
  }

  async held(tx: Tx, personId: string) {
    const leave = ['fromCivil', 'toCivil', 'createdMs', 'cancelledMs'] as const;
    return {
      qualifications: await tx.find(
        PersonQualificationRow,
        { personId },
        { columns: ['qualificationKey', 'validUntil'] },
      ),
      availability: await tx.find(AvailabilityRow, { personId }, { columns: ['weekday', 'fromMinute', 'toMinute'] }),
      leaves: await tx.find(LeaveRow, { personId }, { columns: leave, orderBy: { fromMs: 'asc' } }),
    };
  }

  async erase(tx: Tx, personId: string): Promise<void> {
    await tx.delete(AvailabilityRow, { personId });
    await tx.delete(LeaveRow, { personId });
    await tx.delete(PersonQualificationRow, { personId });
  }

  async remove(tx: Tx, orgId: string): Promise<void> {
    await tx.delete(PersonQualificationRow, { orgId });
    await tx.delete(AvailabilityRow, { orgId });
    await tx.delete(LeaveRow, { orgId });
    await tx.delete(QualificationRow, { orgId });
  }
}
