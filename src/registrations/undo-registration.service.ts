import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Result } from '../kernel/result';
import type { ActContext } from '../acts/domain/act-context';
import { Undo, type UndoEntry, type Undoer } from '../acts/undo.service';
import { CancelRegistration, type Cancelled } from './cancel-registration.service';
import type { RegistrationRefusal } from './domain/registration-refusal';
import { RegisterForSession, type Registered, type RegisterRequest } from './register-for-session.service';

/** Takes a fresh sign-up back: the same as cancelling it, place and queue included. */
@Injectable()
export class UndoRegistration implements Undoer, OnModuleInit {
  readonly act = 'registration.register';

  constructor(
    private readonly undos: Undo,
    private readonly registrations: CancelRegistration,
  ) {}

  onModuleInit(): void {
    this.undos.register(this);
  }

  async undo(tx: Tx, context: ActContext, entry: UndoEntry): Promise<Result<Cancelled, RegistrationRefusal>> {
    return this.registrations.cancelIn(tx, context, entry.subjectId);
  }
}

/** Takes a cancelled sign-up back: a place while there is one, else the end of the queue. */
@Injectable()
export class UndoCancelling implements Undoer, OnModuleInit {
  readonly act = 'registration.cancel';

  constructor(
    private readonly undos: Undo,
    private readonly registrations: RegisterForSession,
  ) {}

  onModuleInit(): void {
    this.undos.register(this);
  }

  async undo(tx: Tx, context: ActContext, entry: UndoEntry): Promise<Result<Registered, RegistrationRefusal>> {
    return this.registrations.registerIn(tx, context, entry.undoWith as RegisterRequest);
  }
}
