import { Controller, Delete, Get, Param, Res, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { Response } from 'express';
import { dateOf, clockOf } from '../../kernel/civil-time';
import type { ActContext } from '../../acts/domain/act-context';
import { ErasePerson, type EraseRefusal } from '../../organisations/erase-person.service';
import type { StillAhead } from '../../organisations/holdings.service';
import { ExportPerson } from '../../organisations/export-person.service';
import { answer } from '../http/answer';
import { notFound, Problem } from '../http/problem';
import { attachmentNamed } from '../http/send-file';
import { Allow, Context, StepUp } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';

const MOST_NAMED = 8;

export class PersonParam {
  @ApiProperty()
  @IsString()
  @MaxLength(26)
  id: string;
}

/** What is held about a person: given out, or taken away. Neither without a fresh proof of who asks. */
@ApiTags('people')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api/people/:id')
@UseGuards(SignedInGuard)
@Allow('coordinator')
@StepUp()
export class PersonDataController {
  constructor(
    private readonly exporting: ExportPerson,
    private readonly erasing: ErasePerson,
  ) {}

  @Get('data')
  @ApiOperation({ summary: 'Everything that is held about a person, as one JSON file' })
  @ApiOkResponse({ schema: { type: 'object' } })
  async data(@Context() context: ActContext, @Param() { id }: PersonParam, @Res() response: Response): Promise<void> {
    const data = answer(await this.exporting.export(context, id), () => notFound('没有这个人'));
    response.setHeader('Content-Disposition', attachmentNamed('个人信息.json'));
    response.setHeader('Cache-Control', 'private, no-store');
    response.type('application/json').send(JSON.stringify(data, null, 1));
  }

  @Delete()
  @ApiOperation({ summary: 'Takes away who a person is; what was counted stays' })
  async erase(@Context() context: ActContext, @Param() { id }: PersonParam): Promise<{ personId: string }> {
    return answer(await this.erasing.erase(context, id), eraseProblem);
  }
}

function eraseProblem(refusal: EraseRefusal): Problem {
  switch (refusal.rule) {
    case 'not-found':
      return notFound('没有这个人');
    case 'own-person':
      return new Problem(409, { rule: refusal.rule, detail: '不能删除自己的信息，请另一位统筹员来做' });
    case 'last-coordinator':
      return new Problem(409, { rule: refusal.rule, detail: '这是最后一位统筹员，请先指定另一位' });
    case 'still-ahead':
      return new Problem(409, { rule: refusal.rule, detail: aheadText(refusal.ahead) });
  }
}

function aheadText(ahead: readonly StillAhead[]): string {
  const lines = ahead.slice(0, MOST_NAMED).map(({ kind, programme, startCivil }) => {
    const what = kind === 'duty' ? '的班' : '的报名';
    return `${dateOf(startCivil)} ${clockOf(startCivil)} ${programme}${what}`;
  });
  const more = ahead.length > MOST_NAMED ? `，还有 ${String(ahead.length - MOST_NAMED)} 个` : '';
  return `以后还有 ${String(ahead.length)} 个安排，请先改派或取消：${lines.join('；')}${more}`;
}
