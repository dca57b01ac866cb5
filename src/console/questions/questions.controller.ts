import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ActContext } from '../../acts/domain/act-context';
import { AnswerQuestion } from '../../questions/answer-question.service';
import type { AskedQuestion } from '../../questions/domain/asked-question';
import { KeepAnswer } from '../../questions/keep-answer.service';
import { LookAtQuestions } from '../../questions/look-at-questions.service';
import { answer } from '../http/answer';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';
import { questionProblem } from './question-problem';
import { AnswerDto, QuestionParam } from './questions.dto';

/** What people asked and the bot did not understand: answered by a coordinator, and kept for everybody who asks it again. */
@ApiTags('questions')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api/questions')
@UseGuards(SignedInGuard)
@Allow('coordinator')
export class QuestionsController {
  constructor(
    private readonly look: LookAtQuestions,
    private readonly answering: AnswerQuestion,
    private readonly keeping: KeepAnswer,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Questions that were passed on: those that wait first, then those that were answered' })
  async list(@Context() { scope }: ActContext): Promise<{ questions: AskedQuestion[] }> {
    return { questions: await this.look.list(scope) };
  }

  @Post(':id/answer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Answers a question; whoever asked hears it from the bot' })
  async answerOne(
    @Context() context: ActContext,
    @Param() { id }: QuestionParam,
    @Body() { text }: AnswerDto,
  ): Promise<{ number: number }> {
    return answer(await this.answering.answer(context, { questionId: id, answer: text }), questionProblem);
  }

  @Post(':id/keep')
  @HttpCode(200)
  @ApiOperation({ summary: "Puts a question and its answer into the organisation's list" })
  async keep(@Context() context: ActContext, @Param() { id }: QuestionParam): Promise<{ question: string }> {
    return answer(await this.keeping.keep(context, id), questionProblem);
  }
}
