import { Injectable } from '@nestjs/common';
import { Database, LostCommit, type Tx } from '../database/database';
import { newId } from '../kernel/ids';
import type { Result } from '../kernel/result';
import { Changes } from './changes.service';
import type { ActContext } from './domain/act-context';
import { packAnswer, unpackAnswer } from './stored-answer';
import { OperationRow } from './operation.row';

/** Thrown inside an act to take back everything it wrote and answer with a refusal all the same. */
class Withdrawal extends Error {
  constructor(readonly refusal: unknown) {
    super('withdrawn');
  }
}

/** Ends the act that is being performed: nothing it wrote stays, and its answer is the refusal. */
export function withdraw(refusal: object): never {
  throw new Withdrawal(refusal);
}

/** The same idempotency key was used for another command. */
export class KeyUsedForAnotherCommand extends Error {}

export interface ActCount {
  readonly act: string;
  readonly outcome: 'done' | 'refused';
  readonly count: number;
}

/**
 * Performs acts: one transaction each, with the answer kept beside what was done, so that a repeated request and a
 * request whose COMMIT answer was lost get the answer of the first time instead of a second act.
 */
@Injectable()
export class Acts {
  private readonly counts = new Map<string, ActCount>();

  constructor(
    private readonly database: Database,
    private readonly changes: Changes,
  ) {}

  /** How often each act was done and refused since this process started. */
  performed(): ActCount[] {
    return [...this.counts.values()];
  }

  /** `act` may be run again from its beginning after a dead-lock; its value and refusal must survive JSON. */
  async perform<T, R extends object>(
    context: ActContext,
    command: string,
    act: (tx: Tx) => Promise<Result<T, R>>,
  ): Promise<Result<T, R>> {
    const key = storedKey(context, context.idempotencyKey ?? newId(context.now));
    for (let attempt = 1; ; attempt++) {
      try {
        return this.counted(command, await this.attempt(key, context, command, act));
      } catch (error) {
        const known = await this.answerOf<T, R>(key, context, command, error);
        if (known) return known;
        if (!(error instanceof LostCommit) || attempt >= 3) throw error;
      }
    }
  }

  /** Whether the act with this idempotency key was performed before, done or refused. */
  async wasPerformed(context: ActContext): Promise<boolean> {
    if (context.idempotencyKey === undefined) return false;
    const key = storedKey(context, context.idempotencyKey);
    return this.database.read(
      async (tx) => (await tx.findOne(OperationRow, { idemKey: key }, { columns: ['idemKey'] })) !== null,
    );
  }

  private counted<T, R>(act: string, result: Result<T, R>): Result<T, R> {
    const outcome = result.ok ? 'done' : 'refused';
    const name = `${act}.${outcome}`;
    this.counts.set(name, { act, outcome, count: (this.counts.get(name)?.count ?? 0) + 1 });
    return result;
  }

  private async attempt<T, R extends object>(
    key: string,
    context: ActContext,
    command: string,
    act: (tx: Tx) => Promise<Result<T, R>>,
  ): Promise<Result<T, R>> {
    try {
      return await this.database.write(async (tx) => {
        const result = await act(tx);
        await this.remember(tx, key, context, command, result);
        if (result.ok) tx.afterCommit(() => this.changes.announce({ orgId: context.scope.orgId, act: command }));
        return result;
      });
    } catch (error) {
      if (!(error instanceof Withdrawal)) throw error;
      const result: Result<T, R> = { ok: false, refusal: error.refusal as R };
      await this.database.write((tx) => this.remember(tx, key, context, command, result));
      return result;
    }
  }

  private async remember(
    tx: Tx,
    key: string,
    context: ActContext,
    command: string,
    result: Result<unknown, object>,
  ): Promise<void> {
    // Nobody can ask again for a refusal without a key of her own; hundreds refused at once need no disk.
    if (!result.ok && context.idempotencyKey === undefined) return;
    await tx.insert(OperationRow, {
      idemKey: key,
      orgId: context.scope.orgId,
      actorId: context.actorId,
      command,
      askedHash: context.askedHash ?? null,
      answer: packAnswer(result),
      atMs: context.now,
    });
  }

  /** The stored answer, when `error` means that one may exist. */
  private async answerOf<T, R>(
    key: string,
    { askedHash }: ActContext,
    command: string,
    error: unknown,
  ): Promise<Result<T, R> | null> {
    if (!(error instanceof LostCommit) && !this.database.isUnique(error)) return null;
    const stored = await this.database.read((tx) =>
      tx.findOne(OperationRow, { idemKey: key }, { columns: ['command', 'answer', 'askedHash'] }),
    );
    if (!stored) return null;
    const other = askedHash !== undefined && stored.askedHash !== null && stored.askedHash !== askedHash;
    if (stored.command !== command || other) throw new KeyUsedForAnotherCommand(command);
    return unpackAnswer(stored.answer) as Result<T, R>;
  }
}

const storedKey = (context: ActContext, key: string): string => `${context.scope.orgId}.${key}`.slice(0, 191);
