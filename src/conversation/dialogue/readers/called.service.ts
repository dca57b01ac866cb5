import { Injectable } from '@nestjs/common';
import { civilDateOf } from '../../../kernel/civil-time';
import type { ActContext } from '../../../acts/domain/act-context';
import { AnswerCall } from '../../../watching/answer-call.service';
import { told, type Outcome } from '../turn';
import * as watching from '../../wording/watching';

/** What people say to a call and mean nothing else by. */
const ACKNOWLEDGES = /^(?:好的?[,，]?)?(?:收到|知道了|明白)(?:了|[,，]?(?:马上|我来|我去|这就)?处理)?[!！。.~～]*$/u;

/** 收到, said by somebody whom the service has called. */
@Injectable()
export class Called {
  constructor(private readonly calls: AnswerCall) {}

  mayAnswer(text: string): boolean {
    return ACKNOWLEDGES.test(text.trim());
  }

  /** null: nobody called her. */
  async answer(context: ActContext): Promise<Outcome | null> {
    const today = civilDateOf(context.now, context.scope.zone);
    const result = await this.calls.acknowledge(context);
    if (result.ok) return told(watching.callAcknowledged(result.value.shift, today));
    if (result.refusal.rule === 'nobody-called') return null;
    return told(watching.callSettled(result.refusal.shift, result.refusal.state, today));
  }
}
