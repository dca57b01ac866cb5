import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext } from '../acts/domain/act-context';
import { Undo, type UndoEntry } from '../acts/undo.service';
import { PersonWriter } from '../organisations/person-writer.service';
import { wishesIn, type Wish } from './domain/wish';

/** As many wishes as a person may have, as in the organisation file. */
export const MOST_WISHES = 50;
const ACT = 'wish-rota';

export interface TooManyWishes {
  readonly rule: 'too-many-wishes';
  readonly most: number;
}

/** What a volunteer would like to be drafted for and what she would rather not; the draft weighs it and promises nothing. */
@Injectable()
export class RosterWishes implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly undo: Undo,
    private readonly people: PersonWriter,
  ) {}

  onModuleInit(): void {
    this.undo.register({ act: ACT, undo: (tx, context, entry) => this.takeBack(tx, context, entry) });
  }

  /** The actor's wishes in the order in which she said them. */
  of({ scope, actorId }: ActContext): Promise<readonly Wish[]> {
    return this.database.read(async (tx) => wishesIn((await this.people.preferencesOf(tx, scope, actorId)) ?? {}));
  }

  /** Sets somebody's wishes for her, as a coordinator heard of them; null: nobody of this id is here. */
  async setFor(
    context: ActContext,
    personId: string,
    wishes: readonly Wish[],
  ): Promise<Result<readonly Wish[], TooManyWishes> | null> {
    const known = await this.database.read((tx) => this.people.preferencesOf(tx, context.scope, personId));
    return known && this.change(context, () => wishes, personId);
  }

  /** Adds wishes of the actor's; one about the same thing gives way to the new one. Answers with all that stand. */
  add(context: ActContext, wishes: readonly Wish[]): Promise<Result<readonly Wish[], TooManyWishes>> {
    return this.change(context, (before) => [
      ...before.filter((old) => !wishes.some((wish) => aboutTheSame(old, wish))),
      ...wishes,
    ]);
  }

  /** Takes wishes of the actor's away; what is not among them any more changes nothing. Answers with all that stand. */
  remove(context: ActContext, wishes: readonly Wish[]): Promise<Result<readonly Wish[], TooManyWishes>> {
    return this.change(context, (before) => before.filter((old) => !wishes.some((wish) => aboutTheSame(old, wish))));
  }

  private change(
    context: ActContext,
    changed: (before: readonly Wish[]) => readonly Wish[],
    personId = context.actorId,
  ): Promise<Result<readonly Wish[], TooManyWishes>> {
    return this.acts.perform<readonly Wish[], TooManyWishes>(context, `volunteers.${ACT}`, async (tx) => {
      await tx.lockRows('people', [personId]);
      const before = wishesIn((await this.people.preferencesOf(tx, context.scope, personId)) ?? {});
      const after = changed(before);
      if (after.length > MOST_WISHES) return refused({ rule: 'too-many-wishes', most: MOST_WISHES });
      await this.people.prefer(tx, context.scope, personId, { wishes: after });
      await this.audit.write(tx, context, {
        act: ACT,
        subjectType: 'person',
        subjectId: personId,
        onBehalfOf: personId === context.actorId ? undefined : personId,
        detail: { before, after },
        undo: { before, after },
      });
      return done(after);
    });
  }

  private async takeBack(
    tx: Tx,
    { scope }: ActContext,
    { subjectId, undoWith }: UndoEntry,
  ): Promise<Result<object, { readonly rule: string }>> {
    const { before, after } = undoWith as Readonly<Record<'before' | 'after', readonly Wish[]>>;
    await tx.lockRows('people', [subjectId]);
    const standing = wishesIn((await this.people.preferencesOf(tx, scope, subjectId)) ?? {});
    const same = JSON.stringify(standing) === JSON.stringify(after);
    if (!same) return refused({ rule: 'changed-since' });
    await this.people.prefer(tx, scope, subjectId, { wishes: before });
    return done({});
  }
}

const aboutTheSame = (a: Wish, b: Wish): boolean =>
  a.programme === b.programme &&
  a.post === b.post &&
  a.dayPart === b.dayPart &&
  a.weekday === b.weekday &&
  a.date === b.date;
