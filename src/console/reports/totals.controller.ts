import { Body, Controller, Delete, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, MaxLength } from 'class-validator';
import type { ActContext } from '../../acts/domain/act-context';
import { CERTAINTIES, type Certainty } from '../../statistics/domain/certainty';
import type { PeriodTotal, TotalRefusal } from '../../statistics/domain/period-total';
import { PeriodTotals, type TotalNoted } from '../../statistics/period-totals.service';
import { answer } from '../http/answer';
import { Problem } from '../http/problem';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';

const KEY_LENGTH = 64;

export class TotalDto {
  @ApiProperty({ description: 'The key of the programme' })
  @IsString()
  @MaxLength(KEY_LENGTH)
  programme: string;

  @ApiProperty({ description: 'The key of a measure of the programme; or sessions, or volunteers' })
  @IsString()
  @MaxLength(KEY_LENGTH)
  measure: string;

  @ApiProperty({ example: '2026-01-01', description: 'The first day' })
  @IsString()
  @MaxLength(10)
  from: string;

  @ApiProperty({ example: '2026-12-31', description: 'The last day' })
  @IsString()
  @MaxLength(10)
  to: string;

  @ApiProperty({ example: 60_000 })
  @IsInt()
  value: number;

  @ApiProperty({ required: false, enum: CERTAINTIES, description: 'Left out: exact' })
  @IsOptional()
  @IsIn(CERTAINTIES)
  kind?: Certainty;

  @ApiProperty({ example: '市广播电台', description: 'Who says so' })
  @IsString()
  @MaxLength(120)
  source: string;
}

/** Figures for whole periods that nobody can lay on single sessions. */
@ApiTags('counts')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api/totals')
@UseGuards(SignedInGuard)
export class TotalsController {
  constructor(private readonly totals: PeriodTotals) {}

  @Get()
  @Allow('coordinator', 'leader')
  @ApiOperation({ summary: 'The figures for whole periods that stand' })
  async list(@Context() context: ActContext): Promise<{ totals: PeriodTotal[] }> {
    return { totals: await this.totals.list(context.scope) };
  }

  @Post()
  @HttpCode(200)
  @Allow('coordinator')
  @ApiOperation({
    summary: 'Notes a figure for a whole period; the same programme, measure and period again corrects it',
  })
  async note(@Context() context: ActContext, @Body() body: TotalDto): Promise<TotalNoted> {
    const { programme: programmeKey, kind: certainty = 'exact', ...said } = body;
    return answer(await this.totals.note(context, { ...said, programmeKey, certainty }), totalProblem);
  }

  @Delete(':id')
  @Allow('coordinator')
  @ApiOperation({ summary: 'Takes a figure for a whole period back' })
  async withdraw(@Context() context: ActContext, @Param('id') id: string): Promise<{ id: string }> {
    return answer(await this.totals.withdraw(context, id), totalProblem);
  }
}

function totalProblem(refusal: TotalRefusal): Problem {
  const [status, detail] = told(refusal);
  return new Problem(status, { rule: refusal.rule, detail });
}

function told(refusal: TotalRefusal): readonly [number, string] {
  switch (refusal.rule) {
    case 'not-allowed':
      return [403, '只有统筹员可以登记总数'];
    case 'not-found':
      return [404, refusal.what === 'programme' ? '没有这个项目' : '没有这个总数'];
    case 'unknown-measure':
      return [422, `没有“${refusal.said}”这一项；可以登记：${refusal.measures.map((m) => m.name).join('、')}`];
    case 'bad-value':
      return [422, `${refusal.measure.name}要是 0 到 ${String(refusal.max)} 的整数`];
    case 'bad-period':
      return [422, '时间段要有开始和结束的日期，结束不早于开始'];
    case 'too-early':
      return [409, `这段时间到 ${refusal.until} 才结束，结束后再登记总数`];
    case 'source-needed':
      return [422, '请写明这个数是谁给的'];
    case 'overlaps':
      return [
        409,
        `和 ${refusal.other.from} 至 ${refusal.other.to} 的总数只有一部分重叠，没法一起算；请改成整段包含或完全错开`,
      ];
  }
}
