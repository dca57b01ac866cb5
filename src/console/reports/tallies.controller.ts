import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import type { ActContext } from '../../acts/domain/act-context';
import { CERTAINTIES, type Certainty } from '../../statistics/domain/certainty';
import type { DoorConflict, SharedFigure, TallyRefusal } from '../../statistics/domain/tally';
import {
  Tallies,
  type ReportableSession,
  type StandingFigure,
  type TallyReported,
} from '../../statistics/tallies.service';
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

  @ApiProperty({
    required: false,
    example: { people: 'about' },
    description: 'How sure each is, by the same keys: exact, at-least or about; left out: exact',
  })
  @IsOptional()
  @IsObject()
  kinds?: Record<string, Certainty>;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  note?: string;

  @ApiProperty({
    required: false,
    enum: ['add', 'replace'],
    description: 'Where others have reported the figure: on top of theirs, or instead as the whole of the session',
  })
  @IsOptional()
  @IsIn(['add', 'replace'])
  beside?: 'add' | 'replace';

  @ApiProperty({
    required: false,
    enum: ['report', 'door'],
    description: 'Where the door list counts otherwise: which of the two is right',
  })
  @IsOptional()
  @IsIn(['report', 'door'])
  door?: 'report' | 'door';
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
  async figures(@Context() context: ActContext, @Param('id') id: string): Promise<{ figures: StandingFigure[] }> {
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
    if (Object.values(body.kinds ?? {}).some((kind) => !CERTAINTIES.includes(kind))) {
      throw new Problem(400, { errors: [{ pointer: '/kinds', detail: `kinds must be ${CERTAINTIES.join(', ')}` }] });
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
    case 'reported-by-others':
      return [
        409,
        `${refusal.figures.map(sharedText).join('；')}。这次的数字是另外的（beside: add）还是更正（beside: replace）？`,
      ];
    case 'differs-from-door':
      return [
        409,
        `${refusal.figures.map(doorText).join('；')}。以登记为准（door: report）还是以签到为准（door: door）？`,
      ];
    case 'bad-value':
      return [422, `${refusal.measure.name}要是 0 到 ${String(refusal.max)} 的整数`];
  }
}

const sharedText = ({ measure, parts }: SharedFigure): string =>
  `${measure.name}已登记 ${parts.map(({ reporterName, value }) => `${reporterName ?? '导入'} ${String(value)}`).join('、')}`;
const doorText = ({ measure, value, door }: DoorConflict): string =>
  `${measure.name}登记 ${String(value)}，门口签到 ${String(door)}`;
const names = (measures: readonly { readonly name: string }[]): string => measures.map((m) => m.name).join('、');
