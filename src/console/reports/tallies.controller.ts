import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import type { ActContext } from '../../acts/domain/act-context';
import type { Figure, TallyRefusal } from '../../statistics/domain/tally';
import { Tallies, type ReportableSession, type TallyReported } from '../../statistics/tallies.service';
import { answer } from '../http/answer';
import { notFound, Problem } from '../http/problem';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';

export class TallyDto {
  @ApiProperty()
  @IsString()
  @MaxLength(64)
  sessionId: string;

  @ApiProperty({ example: { calls: 5, highRisk: 1 }, description: 'By the keys of the measures of the programme' })
  @IsObject()
  values: Record<string, number>;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  note?: string;
}

/** Figures of a session, corrected by counter-entries and never overwritten. */
@ApiTags('counts')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api')
@UseGuards(SignedInGuard)
@Allow('volunteer', 'coordinator')
export class TalliesController {
  constructor(private readonly tallies: Tallies) {}

  @Get('tallies/reportable')
  @ApiOperation({ summary: 'Sessions for which the signed-in person may report figures' })
  async reportable(@Context() context: ActContext): Promise<{ sessions: ReportableSession[] }> {
    return { sessions: await this.tallies.reportable(context.scope, context.actorId, context.now) };
  }

  @Get('sessions/:id/tallies')
  @ApiOperation({ summary: 'The figures of a session as they stand' })
  async figures(@Context() context: ActContext, @Param('id') id: string): Promise<{ figures: Figure[] }> {
    const figures = await this.tallies.figures(context.scope, id);
    if (!figures) throw notFound();
    return { figures };
  }

  @Post('tallies')
  @HttpCode(200)
  @ApiOperation({ summary: 'Reports figures; a figure reported before is corrected to the new one' })
  async report(@Context() context: ActContext, @Body() body: TallyDto): Promise<TallyReported> {
    if (Object.values(body.values).some((value) => typeof value !== 'number')) {
      throw new Problem(400, { errors: [{ pointer: '/values', detail: 'values must be numbers' }] });
    }
    return answer(await this.tallies.report(context, body), tallyProblem);
  }
}

function tallyProblem(refusal: TallyRefusal): Problem {
  const [status, detail] = told(refusal);
  return new Problem(status, { rule: refusal.rule, detail });
}

function told(refusal: TallyRefusal): readonly [number, string] {
  switch (refusal.rule) {
    case 'not-found':
      return [404, '没有找到'];
    case 'not-allowed':
      return [403, '只有值这一班的人和统筹员可以登记'];
    case 'session-cancelled':
      return [409, '这一场已经取消'];
    case 'too-early':
      return [409, '这一场还没有开始'];
    case 'nothing-said':
      return [422, `没有数字；可以登记：${names(refusal.measures)}`];
    case 'unknown-measure':
      return [422, `没有“${refusal.said}”这一项；可以登记：${names(refusal.measures)}`];
    case 'bad-value':
      return [422, `${refusal.measure.name}要是 0 到 ${String(refusal.max)} 的整数`];
  }
}

const names = (measures: readonly { readonly name: string }[]): string => measures.map((m) => m.name).join('、');
