import { Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ActContext } from '../../acts/domain/act-context';
import { Undo, type UndoRefusal, type Undone } from '../../acts/undo.service';
import { answer } from '../http/answer';
import { Problem } from '../http/problem';
import { Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';

@ApiTags('acts')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api/undo')
@UseGuards(SignedInGuard)
export class UndoController {
  constructor(private readonly undoing: Undo) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: "Takes back the signed-in person's latest act, within ten minutes" })
  async undo(@Context() context: ActContext): Promise<Undone> {
    return answer(await this.undoing.undo(context), undoProblem);
  }
}

function undoProblem(refusal: UndoRefusal): Problem {
  return new Problem(409, { rule: refusal.rule, detail: told(refusal) });
}

function told(refusal: UndoRefusal): string {
  switch (refusal.rule) {
    case 'nothing-to-undo':
      return '没有可以撤销的操作';
    case 'too-late-to-undo':
      return '已经超过十分钟，不能撤销了';
    case 'cannot-undo':
      return refusal.because.rule === 'changed-since'
        ? '之后又有人改过，撤销会盖掉别人的改动，所以没有动'
        : `现在不能撤销（${refusal.because.rule}）`;
  }
}
