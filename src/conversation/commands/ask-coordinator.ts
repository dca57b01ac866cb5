import { Injectable } from '@nestjs/common';
import { AnswerQuestion } from '../../questions/answer-question.service';
import { KeepAnswer } from '../../questions/keep-answer.service';
import { LookAtQuestions } from '../../questions/look-at-questions.service';
import { PassQuestionOn } from '../../questions/pass-question-on.service';
import { wanting } from '../dialogue/asking';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/answers';

/** The yes to the offer of keeping question and answer. */
const KEEP = 'keep';

/** 转给统筹员: what the bot cannot answer goes to the coordinators, in the asker's words. */
@Injectable()
export class AskCoordinatorCommand implements Command {
  readonly act = 'ask-coordinator';
  readonly audience = 'everybody';

  constructor(private readonly passing: PassQuestionOn) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { note } = turn.step.slots;
    if (note === undefined || note.trim() === '') return wanting(turn, say.passOnHow(), 'note');
    const result = await this.passing.pass(turn.act(), note);
    if (result.ok) return replyPrivately(say.passedOn(result.value.number, note.trim()));
    const alone = result.refusal.rule === 'nobody-to-ask' && turn.speaker.roles.includes('coordinator');
    return replyPrivately(alone ? say.yourselfCoordinator() : say.questionRefusal(result.refusal));
  }
}

/** 回复 3 可以带孩子: a coordinator's answer goes back to whoever asked, and into the list where she wants it there. */
@Injectable()
export class ReplyCommand implements Command {
  readonly act = 'reply';
  readonly audience = 'coordinators';

  constructor(
    private readonly look: LookAtQuestions,
    private readonly answering: AnswerQuestion,
    private readonly keeping: KeepAnswer,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { numbers, note = '' } = turn.step.slots;
    const number = numbers?.[0];
    if (number === undefined) return replyPrivately(say.replyHow());
    const question = await this.look.byNumber(turn.scope, number);
    if (!question) return replyPrivately(say.questionRefusal({ rule: 'not-found' }));
    if (turn.step.seen === KEEP) {
      const kept = await this.keeping.keep(turn.act(), question.id);
      return replyPrivately(kept.ok ? say.kept(kept.value.question) : say.questionRefusal(kept.refusal));
    }
    const result = await this.answering.answer(turn.act(), { questionId: question.id, answer: note });
    if (!result.ok) return replyPrivately(say.questionRefusal(result.refusal));
    const text = `${say.replied(number, question.personName, note)}\n${say.keepToo()}`;
    return replyPrivately(text, {
      question: { options: [], yes: [{ act: 'reply', slots: { numbers: [number] }, seen: KEEP }] },
    });
  }
}
