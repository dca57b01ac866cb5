import { Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ActContext } from '../../acts/domain/act-context';
import { AnswerRequest, type Agreed, type Answered } from '../../rota/answer-request.service';
import type { RequestView } from '../../rota/domain/shift-view';
import type { RingView, WishView } from '../../rota/domain/ring-view';
import { LookAtRings } from '../../rota/look-at-rings.service';
import { LookAtRequests } from '../../rota/look-at-requests.service';
import { answer } from '../http/answer';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';
import { rotaProblem } from './rota-problem';

/** Wishes that wait for somebody's word. */
@ApiTags('rota')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api/requests')
@UseGuards(SignedInGuard)
@Allow('volunteer', 'coordinator')
export class RequestsController {
  constructor(
    private readonly requests: LookAtRequests,
    private readonly answers: AnswerRequest,
    private readonly rings: LookAtRings,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What waits for the word of the signed-in person' })
  async open(@Context() context: ActContext): Promise<{ requests: RequestView[] }> {
    return { requests: await this.requests.openRequestsFor(context.scope, context.actorId, context.now) };
  }

  @Get('exchanges')
  @Allow('coordinator')
  @ApiOperation({ summary: 'Wishes for other shifts that are open, and rings that wait for an answer' })
  exchanges(@Context() { scope, now }: ActContext): Promise<{ wishes: WishView[]; rings: RingView[] }> {
    return this.rings.open(scope, now);
  }

  @Post(':id/agree')
  @HttpCode(200)
  @ApiOperation({ summary: 'Agrees; the exchange is done at once' })
  async agree(@Context() context: ActContext, @Param('id') requestId: string): Promise<Agreed> {
    return answer(await this.answers.agree(context, { requestId }), rotaProblem(context.scope.zone));
  }

  @Post(':id/refuse')
  @HttpCode(200)
  @ApiOperation({ summary: 'Declines' })
  async refuse(@Context() context: ActContext, @Param('id') requestId: string): Promise<Answered> {
    return answer(await this.answers.refuse(context, { requestId }), rotaProblem(context.scope.zone));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes back what one asked' })
  async withdraw(@Context() context: ActContext, @Param('id') requestId: string): Promise<Answered> {
    return answer(await this.answers.withdraw(context, { requestId }), rotaProblem(context.scope.zone));
  }
}
