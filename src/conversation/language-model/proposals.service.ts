import { Injectable } from '@nestjs/common';
import { MINUTE, type Instant } from '../../kernel/clock';
import { done, refused } from '../../kernel/result';
import { Acts } from '../../acts/acts.service';
import { AuditLog } from '../../acts/audit-log.service';
import type { ActContext } from '../../acts/domain/act-context';
import { People } from '../../organisations/people.service';
import type { Reading } from '../grammar/reading';
import { LanguageModel } from './language-model.port';
import { mask } from './masking';
import { INSTRUCTION, sentenceOf } from './proposal';

/** A server that did not answer in time is left alone for this long: nobody waits three seconds at every slip of the tongue. */
const REST = MINUTE;

type ProposalOutcome = 'proposed' | 'nothing' | 'late' | 'unreachable' | 'unusable';

/** Asks a language model, where one is set up, what a sentence that the grammar did not understand may have meant. */
@Injectable()
export class Proposals {
  private restingUntil: Instant = -Infinity;

  constructor(
    private readonly model: LanguageModel,
    private readonly people: People,
    private readonly acts: Acts,
    private readonly audit: AuditLog,
  ) {}

  /**
   * One reading without any doubt left, made by `read` from the person's own words, to be echoed and answered with 是;
   * null when there is none. That it was asked is written down, and not a word of what.
   */
  async propose(
    text: string,
    context: ActContext,
    read: (sentence: string) => readonly Reading[],
  ): Promise<Reading | null> {
    if (!this.model.available || context.now < this.restingUntil) return null;
    const masked = mask(
      text,
      (await this.people.everybody(context.scope)).map(({ name }) => name),
    );
    const answer = await this.model.complete(INSTRUCTION, JSON.stringify({ 原句: masked.text }));
    if (!answer.ok && answer.reason !== 'unusable') this.restingUntil = context.now + REST;
    const meant = answer.ok ? sentenceOf(answer.text, masked) : null;
    const readings = meant ? read(meant.sentence) : [];
    const [only] = readings;
    const sure =
      readings.length === 1 && only?.act === meant?.act && only?.ask === null && only.slots.but === undefined;
    await this.writeDown(context, sure ? 'proposed' : answer.ok ? 'nothing' : answer.reason);
    return sure ? only : null;
  }

  private async writeDown(context: ActContext, outcome: ProposalOutcome): Promise<void> {
    await this.acts.perform(context, 'language-model.ask', async (tx) => {
      await this.audit.write(tx, context, {
        act: 'ask-language-model',
        subjectType: 'person',
        subjectId: context.actorId,
        detail: { outcome },
      });
      return outcome === 'proposed' ? done({ outcome }) : refused({ rule: outcome });
    });
  }
}
