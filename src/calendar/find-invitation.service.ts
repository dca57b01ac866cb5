import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Invitation } from './domain/invitation';
import { InvitationsRepository } from './invitations.repository';

/** Finds what a reply is about: by the name that only its attendee was sent. */
@Injectable()
export class FindInvitation {
  constructor(
    private readonly database: Database,
    private readonly repository: InvitationsRepository,
  ) {}

  async byUid(uid: string): Promise<Invitation | null> {
    return this.database.read((tx) => this.repository.byUid(tx, uid));
  }

  /** Its calendar is told afresh of the entry as it is. */
  async tellAgain(invitation: Invitation): Promise<void> {
    await this.database.write((tx) => this.repository.shows(tx, invitation, ''));
  }
}
