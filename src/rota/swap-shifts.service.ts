import { Injectable } from '@nestjs/common';
import type { Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import type { ActContext } from '../acts/domain/act-context';
import { AskExchange, type Asked } from './ask-exchange.service';
import { Exchange } from './exchange.service';
import type { RotaRefusal } from './domain/refusal';

/** 换班: asks the holder of another seat to exchange it for one's own. */
@Injectable()
export class SwapShifts {
  constructor(
    private readonly acts: Acts,
    private readonly exchange: Exchange,
    private readonly asking: AskExchange,
  ) {}

  ask(
    context: ActContext,
    wish: { assignmentId: string; otherAssignmentId: string },
  ): Promise<Result<Asked, RotaRefusal>> {
    return this.acts.perform(context, 'rota.swap', async (tx) => {
      const mine = await this.exchange.moveOf(tx, context, wish.assignmentId, '');
      if (!mine.ok) return mine;
      const from = mine.value.assignment.personId;
      const theirs = await this.exchange.moveOf(tx, context, wish.otherAssignmentId, from);
      if (!theirs.ok) return theirs;
      const give = { ...mine.value, toPersonId: theirs.value.assignment.personId };
      return this.asking.ask(tx, context, give, theirs.value);
    });
  }
}
