import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { Holdings, type Holder, type NameToForget } from '../organisations/holdings.service';
import { ACCOUNTS_OF_ORGANISATION, everyAccountOf } from '../organisations/identities.queries';
import { CallBackRow } from './call-back.row';
import { ChannelCreditRow } from './channel-credit.row';
import { InboxRow } from './inbox.row';
import { NoticeRow } from './notice.row';
import { OutboxRow } from './outbox.row';

/** What was said to people and by what right, for whoever wants to see it or to be forgotten. */
@Injectable()
export class MessageHoldings implements Holder, OnModuleInit {
  readonly name = 'messaging';

  constructor(private readonly holdings: Holdings) {}

  onModuleInit(): void {
    this.holdings.register(this);
  }

  async held(tx: Tx, personId: string) {
    const message = ['kind', 'channel', 'state', 'dueMs', 'sentMs', 'content'] as const;
    const consent = ['channel', 'kind', 'leftCount', 'grantedMs', 'endsMs'] as const;
    return {
      messages: await tx.find(OutboxRow, { personId }, { columns: message, orderBy: { dueMs: 'asc' } }),
      consents: await tx.find(ChannelCreditRow, { personId }, { columns: consent }),
    };
  }

  /** That she was told something stays, what it was does not; nothing more reaches her. */
  async erase(tx: Tx, personId: string): Promise<void> {
    const accounts = await everyAccountOf(tx, personId);
    for (const { channel, externalId } of accounts) {
      await tx.delete(InboxRow, { channel, sender: externalId });
      await tx.delete(CallBackRow, { channel, sender: externalId });
    }
    const closed = { state: 'suppressed', reason: 'the person was erased', leaseUntilMs: null } as const;
    await tx.update(OutboxRow, { personId, state: ['pending', 'leased'] }, closed);
    await tx.update(OutboxRow, { personId }, { content: '{"say":[]}', address: null });
    await tx.delete(ChannelCreditRow, { personId });
  }

  /** What others were told, and the answers that are kept for a message that comes twice. */
  async forgetName(tx: Tx, { orgId, name, instead }: NameToForget): Promise<void> {
    await tx.run('UPDATE outbox SET content = REPLACE(content, ?, ?) WHERE org_id = ? AND INSTR(content, ?) > 0', [
      name,
      instead,
      orgId,
      name,
    ]);
    await tx.run('UPDATE notices SET text = REPLACE(text, ?, ?) WHERE org_id = ? AND INSTR(text, ?) > 0', [
      name,
      instead,
      orgId,
      name,
    ]);
    await tx.run(
      `UPDATE inbox SET payload = REPLACE(payload, ?, ?) WHERE INSTR(payload, ?) > 0 AND sender IN (${ACCOUNTS_OF_ORGANISATION})`,
      [name, instead, name, orgId],
    );
  }

  async remove(tx: Tx, orgId: string): Promise<void> {
    await tx.delete(NoticeRow, { orgId });
    await tx.delete(OutboxRow, { orgId });
    await tx.run('DELETE FROM channel_credits WHERE person_id IN (SELECT id FROM people WHERE org_id = ?)', [orgId]);
  }
}
