import { Body, Controller, Delete, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ActContext } from '../../acts/domain/act-context';
import type { LeaveRefusal } from '../../volunteers/domain/leave-refusal';
import { TakeLeave, type Leave } from '../../volunteers/take-leave.service';
import { answer } from '../http/answer';
import { Problem } from '../http/problem';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';
import { LeaveDto } from './rota.dto';

/** Times in which a volunteer cannot serve. */
@ApiTags('rota')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api/leaves')
@UseGuards(SignedInGuard)
@Allow('volunteer', 'coordinator')
export class LeavesController {
  constructor(private readonly leaves: TakeLeave) {}

  @Get()
  @ApiOperation({ summary: "The signed-in person's leave that is not over" })
  async mine(@Context() context: ActContext): Promise<{ leaves: Leave[] }> {
    return { leaves: await this.leaves.of(context.scope, context.actorId, context.now) };
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes leave' })
  async take(@Context() context: ActContext, @Body() body: LeaveDto): Promise<Leave> {
    const wish = { personId: body.personId, fromCivil: body.from, toCivil: body.to };
    return answer(await this.leaves.take(context, wish), leaveProblem);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Takes the leave back' })
  async cancel(@Context() context: ActContext, @Param('id') leaveId: string): Promise<Leave> {
    return answer(await this.leaves.cancel(context, { leaveId }), leaveProblem);
  }
}

function leaveProblem(refusal: LeaveRefusal): Problem {
  const [status, detail] = told(refusal);
  return new Problem(status, { rule: refusal.rule, detail });
}

function told(refusal: LeaveRefusal): readonly [number, string] {
  switch (refusal.rule) {
    case 'not-allowed':
      return [403, '只能给自己请假'];
    case 'not-found':
      return [404, '没有找到'];
    case 'bad-period':
      return [422, '结束要晚于开始'];
    case 'period-over':
      return [422, '这段时间已经过去了'];
    case 'period-too-long':
      return [422, `请假最长 ${String(refusal.mostDays)} 天`];
  }
}
