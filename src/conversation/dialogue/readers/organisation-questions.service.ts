import { Injectable } from '@nestjs/common';
import { chosenAmong, SURE } from '../../answers/nearest-answer';
import { answering, OrganisationAnswers } from '../../answers/organisation-answers.service';
import { WRITES } from '../../grammar/guards/guard';
import { isExactCommand } from '../../grammar/parse';
import { carryingOut, saying, type Plan } from '../plan';
import { questionOpenTo, type ReadMessage, type Reader } from '../reader';
import { reply } from '../turn';
import * as say from '../../wording/answers';
import { choose } from '../../wording/questions';

/** What is read as something else is answered from the list only where it is nearly the very question. */
const VERY = 0.9;

/** The organisation's own questions: 可以带孩子吗, 停车. Never where an act was read, and never in the place of a command. */
@Injectable()
export class OrganisationQuestions implements Reader {
  constructor(private readonly answers: OrganisationAnswers) {}

  async read(message: ReadMessage): Promise<Plan | null> {
    const { heard, readings, speaker } = message;
    if (!speaker || heard.kind !== 'text' || isExactCommand(heard.text)) return null;
    if (readings.some(({ act, ask }) => ask === null && WRITES.has(act))) return null;
    const nothing = readings.every(({ act, ask, held }) => act === 'none' && ask === null && held === undefined);
    const certain = readings.some(({ act, ask }) => act !== 'none' && ask === null);
    const scored = await this.answers.nearest(speaker.scope, heard.text);
    const found = chosenAmong(scored, certain ? VERY : SURE);
    if (!found) return null;
    const keepsQuestion = questionOpenTo(message) !== null;
    if ('answer' in found) return carryingOut([answering(found.answer.question[0] ?? '')], keepsQuestion);
    if (!nothing || keepsQuestion) return null;
    const lines = found.among.map(({ question }) => question[0] ?? '');
    const options = lines.map(answering);
    const heading = lines.length === 1 ? say.maybeQuestion() : say.whichQuestion();
    const text = choose(heading, lines, 0);
    return saying(reply(text, { question: { options, lines, ...(lines.length === 1 ? { yes: options } : {}) } }));
  }
}
