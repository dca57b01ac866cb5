import { Module } from '@nestjs/common';
import { ActsModule } from '../acts/acts.module';
import { MessagingModule } from '../messaging/messaging.module';
import { OrganisationsModule } from '../organisations/organisations.module';
import { SettingsModule } from '../settings/settings.module';
import { AnswerQuestion } from './answer-question.service';
import { KeepAnswer } from './keep-answer.service';
import { LookAtQuestions } from './look-at-questions.service';
import { PassQuestionOn } from './pass-question-on.service';
import { QuestionHoldings } from './question-holdings.service';

/** What nobody understood, on its way to the coordinators and back. */
@Module({
  imports: [ActsModule, MessagingModule, OrganisationsModule, SettingsModule],
  providers: [AnswerQuestion, KeepAnswer, LookAtQuestions, PassQuestionOn, QuestionHoldings],
  exports: [AnswerQuestion, KeepAnswer, LookAtQuestions, PassQuestionOn],
})
export class QuestionsModule {}
