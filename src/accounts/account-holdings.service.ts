import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { Holdings, type Holder } from '../organisations/holdings.service';
import { BindingCodeRow } from './binding-code.row';
import { GrantRow } from './grant.row';
import { Grants } from './grants.service';
import { MailCodeRow } from './mail-code.row';
import { PasskeyRow } from './passkey.row';
import { SignInChallengeRow } from './sign-in-challenge.row';
import { WebSessionRow } from './web-session.row';

/** By what people sign in and what they may do, for whoever wants to see it or to be forgotten. */
@Injectable()
export class AccountHoldings implements Holder, OnModuleInit {
  readonly name = 'accounts';

  constructor(
    private readonly holdings: Holdings,
    private readonly grants: Grants,
  ) {}

  onModuleInit(): void {
    this.holdings.register(this);
  }

  needs(tx: Tx, orgId: string, personId: string): Promise<boolean> {
    return this.grants.isLastCoordinator(tx, orgId, personId);
  }

  async held(tx: Tx, personId: string) {
    return {
      roles: await tx.find(GrantRow, { personId }, { columns: ['role', 'createdMs'], orderBy: { id: 'asc' } }),
      browsers: await tx.find(WebSessionRow, { personId }, { columns: ['kind', 'browser', 'createdMs', 'usedMs'] }),
      passkeys: await tx.find(PasskeyRow, { personId }, { columns: ['label', 'createdMs', 'usedMs'] }),
    };
  }

  async erase(tx: Tx, personId: string): Promise<void> {
    await tx.delete(BindingCodeRow, { personId });
    await tx.delete(MailCodeRow, { personId });
    await tx.delete(PasskeyRow, { personId });
    await tx.delete(WebSessionRow, { personId });
    await tx.delete(SignInChallengeRow, { personId });
    await tx.delete(GrantRow, { personId });
  }

  async remove(tx: Tx, orgId: string): Promise<void> {
    await tx.delete(BindingCodeRow, { orgId });
    await tx.delete(MailCodeRow, { orgId });
    await tx.delete(PasskeyRow, { orgId });
    await tx.delete(WebSessionRow, { orgId });
    await tx.delete(SignInChallengeRow, { orgId });
    await tx.delete(GrantRow, { orgId });
  }
}
