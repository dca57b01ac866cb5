import { Injectable } from '@nestjs/common';
import { civilDateOf } from '../../../kernel/civil-time';
import type { ActContext } from '../../../acts/domain/act-context';
import { AnswerCall } from '../../../watching/answer-call.service';
import { contextOf } from '../act-context';
import { saying, type Plan } from '../plan';
import { inGroup, type ReadMessage, type Reader } from '../reader';
import { told, type Outcome } from '../turn';
import * as watching from '../../wording/watching';

/** 收到, said in private by somebody whom the service has called. */
@Injectable()
export class Called implements Reader {
  constructor(private readonly calls: AnswerCall) {}

  async read(read: ReadMessage): Promise<Plan | null> {
    const { message, readings, speaker, now } = read;
    if (readings[0]?.courtesy !== 'acknowledgement' || !speaker || inGroup(read)) return null;
    const outcome = await this.acknowledged(contextOf(message, speaker, now, 'call'));
    return outcome && saying(outcome, true);
  }

  /** null: nobody called her. */
  private async acknowledged(context: ActContext): Promise<Outcome | null> {
    const today = civilDateOf(context.now, context.scope.zone);
    const result = await this.calls.acknowledge(context);
    if (result.ok) return told(watching.callAcknowledged(result.value.shift, today));
    if (result.refusal.rule === 'nobody-called') return null;
    return told(watching.callSettled(result.refusal.shift, result.refusal.state, today));
  }
}
