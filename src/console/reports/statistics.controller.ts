import { Controller, Get, Param, Query, Res, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { Response } from 'express';
import { REPORT_FORMATS, reportFile, type ReportFormat } from '../../documents/report-file';
import { civilDateOf } from '../../kernel/civil-time';
import type { ActContext } from '../../acts/domain/act-context';
import type { Counts, Period, PersonalCounts } from '../../statistics/domain/counts';
import { paragraph } from '../../statistics/domain/paragraph';
import type { PeriodReport } from '../../statistics/domain/period-report';
import { PeriodReports } from '../../statistics/period-reports.service';
import { Statistics, type CountOptions } from '../../statistics/statistics.service';
import { daysOf, PeriodQuery } from '../http/params';
import { sendFile } from '../http/send-file';
import { notFound } from '../http/problem';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';

const YEAR = 366;

export class StatisticsQuery extends PeriodQuery {
  @ApiProperty({
    required: false,
    enum: ['true', 'false'],
    description: 'With the organisations below; it is so unless said',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  below?: string;

  @ApiProperty({ required: false, description: 'One of the organisations below instead of all; its id' })
  @IsOptional()
  @IsString()
  @MaxLength(26)
  organisation?: string;

  @ApiProperty({ required: false, example: 'tiantianxun', description: 'One programme instead of all; its key' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  programme?: string;
}

export class FormatParam {
  @ApiProperty({ enum: REPORT_FORMATS })
  @IsIn(REPORT_FORMATS)
  format: ReportFormat;
}

/** What happened, counted. */
@ApiTags('counts')
@Controller('api/statistics')
@UseGuards(SignedInGuard)
export class StatisticsController {
  constructor(
    private readonly statistics: Statistics,
    private readonly reports: PeriodReports,
  ) {}

  @Get()
  @Allow('coordinator', 'leader')
  @ApiOperation({ summary: 'Counts of a period by programme, and the paragraph for the work report' })
  async counts(
    @Context() context: ActContext,
    @Query() query: StatisticsQuery,
  ): Promise<{ counts: Counts; paragraph: string }> {
    const options = await this.optionsOf(query, context);
    const counts = await this.statistics.counts(context.scope, periodOf(query, context), context.now, options);
    return { counts, paragraph: paragraph(counts) };
  }

  /** Which of it; throws a problem for what there is not, so that a slip of the hand is no row of zeros. */
  private async optionsOf(query: StatisticsQuery, { scope }: ActContext): Promise<CountOptions> {
    const { organisation: organisationId, programme: programmeKey } = query;
    if (organisationId !== undefined) {
      const known = await this.statistics.organisations(scope);
      if (!known.some(({ id }) => id === organisationId)) throw notFound();
    }
    if (programmeKey !== undefined) {
      const keys = await this.statistics.programmeKeys(scope);
      if (!keys.includes(programmeKey)) throw notFound(`没有项目 ${programmeKey}；有：${keys.join('、')}`);
    }
    return { own: query.below === 'false', organisationId, programmeKey };
  }

  @Get('report')
  @Allow('coordinator', 'leader')
  @ApiOperation({
    summary: 'The whole report of a period: its counts, month by month and person by person, and what they come from',
  })
  async report(@Context() context: ActContext, @Query() query: StatisticsQuery): Promise<PeriodReport> {
    const options = await this.optionsOf(query, context);
    return this.reports.of(context.scope, periodOf(query, context), context.now, options);
  }

  @Get('report.:format')
  @Allow('coordinator', 'leader')
  @ApiOperation({ summary: 'The same report as a file' })
  async file(
    @Context() context: ActContext,
    @Param() { format }: FormatParam,
    @Query() query: StatisticsQuery,
    @Res() response: Response,
  ): Promise<void> {
    const { name, type, bytes } = await reportFile(await this.report(context, query), format);
    sendFile(response, { name, type, base64: bytes.toString('base64') });
  }

  @Get('mine')
  @ApiOperation({ summary: "The signed-in person's own service" })
  async mine(@Context() context: ActContext, @Query() query: PeriodQuery): Promise<PersonalCounts> {
    return this.statistics.personal(context.scope, context.actorId, periodOf(query, context), context.now);
  }
}

/** The days that were asked for, else this year. */
function periodOf(query: PeriodQuery, context: ActContext): Period {
  if (query.from !== undefined || query.to !== undefined) return daysOf(query, context, YEAR);
  const year = civilDateOf(context.now, context.scope.zone).slice(0, 4);
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}
