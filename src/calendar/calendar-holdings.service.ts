import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { Holdings, type Holder } from '../organisations/holdings.service';
import { CalendarAnswerRow } from './calendar-answer.row';
import { FeedTokenRow } from './feed-token.row';
import { InvitationRow } from './invitation.row';

/** What went to people's calendars and came back, for whoever wants to see it or to be forgotten. */
@Injectable()
export class CalendarHoldings implements Holder, OnModuleInit {
  readonly name = 'calendar';

  constructor(private readonly holdings: Holdings) {}

  onModuleInit(): void {
    this.holdings.register(this);
  }

  async held(tx: Tx, personId: string) {
    return {
      calendars: await tx.find(FeedTokenRow, { personId }, { columns: ['view', 'createdMs', 'usedMs', 'revokedMs'] }),
      invitations: await tx.find(InvitationRow, { personId }, { columns: ['kind', 'address', 'changedMs'] }),
      calendarAnswers: await tx.find(
        CalendarAnswerRow,
        { personId },
        { columns: ['channel', 'partstat', 'receivedMs', 'note'] },
      ),
    };
  }

  async erase(tx: Tx, personId: string): Promise<void> {
    await tx.delete(FeedTokenRow, { personId });
    await tx.delete(InvitationRow, { personId });
    await tx.delete(CalendarAnswerRow, { personId });
  }

  async remove(tx: Tx, orgId: string): Promise<void> {
    await tx.delete(FeedTokenRow, { orgId });
    await tx.delete(InvitationRow, { orgId });
    await tx.delete(CalendarAnswerRow, { orgId });
  }
}
