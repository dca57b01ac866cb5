import { Injectable } from '@nestjs/common';
import type { Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import type { ActContext } from '../acts/domain/act-context';
import { AskExchange, type Asked } from './ask-exchange.service';
import { Exchange } from './exchange.service';
import type { RotaRefusal } from './domain/refusal';

/** 换班 … 给 …: asks one person to take a seat over. */
@Injectable()
export class GiveShift {
  constructor(
    private readonly acts: Acts,
    private readonly exchange: Exchange,
    private readonly asking: AskExchange,
  ) {}

  ask(context: ActContext, wish: { assignmentId: string; toPersonId: string }): Promise<Result<Asked, RotaRefusal>> {
    return this.acts.perform(context, 'rota.give', async (tx) => {
      const give = await this.exchange.moveOf(tx, context, wish.assignmentId, wish.toPersonId);
      return give.ok ? this.asking.ask(tx, context, give.value, null) : give;
    });
  }
}
