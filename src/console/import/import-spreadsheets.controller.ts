import { Body, Controller, Delete, Get, HttpCode, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiConsumes, ApiHeader, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { Request, Response } from 'express';
import { civilDateOf, type ZoneName } from '../../kernel/civil-time';
import type { ActContext } from '../../acts/domain/act-context';
import {
  ImportSpreadsheet,
  type RotaTaken,
  type SheetRefusal,
  type VolunteersTaken,
} from '../../import/import-spreadsheet.service';
import { SampleOrganisation, type SampleRefusal } from '../../import/sample-organisation.service';
import { SheetTemplates } from '../../import/sheet-templates.service';
import { answer } from '../http/answer';
import { isJson } from '../http/bodies';
import { IsMonth } from '../http/params';
import { Problem } from '../http/problem';
import { attachmentNamed } from '../http/send-file';
import { Allow, Context } from '../sign-in/current-actor';
import { stepUp } from '../sign-in/sign-in-problem';
import { SignedInGuard } from '../sign-in/signed-in.guard';
import { rotaProblem } from '../rota/rota-problem';
import type { RotaRefusal } from '../../rota/domain/refusal';

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export class SheetQuery {
  @ApiProperty({ required: false, enum: ['true', 'false'], description: 'true: look at what would come of it only' })
  @IsOptional()
  @IsIn(['true', 'false'])
  dryRun?: string;
}

export class RotaSheetQuery extends SheetQuery {
  @ApiProperty({ example: '2026-12' })
  @IsMonth()
  month: string;
}

export class RotaTemplateQuery {
  @ApiProperty({ required: false, example: '2026-12', description: 'Left out: this month' })
  @IsOptional()
  @IsMonth()
  month?: string;

  @ApiProperty({ required: false, enum: ['true', 'false'], description: 'true: with everybody who serves by now' })
  @IsOptional()
  @IsIn(['true', 'false'])
  filled?: string;
}

/** The sheets of an office, in and out. */
@ApiTags('import')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api')
@UseGuards(SignedInGuard)
@Allow('coordinator')
export class ImportSpreadsheetsController {
  constructor(
    private readonly sheets: ImportSpreadsheet,
    private readonly templates: SheetTemplates,
    private readonly sample: SampleOrganisation,
  ) {}

  @Post('import/volunteers')
  @HttpCode(200)
  @ApiConsumes(SPREADSHEET)
  @ApiOperation({ summary: 'Takes a sheet of volunteers in: all of it, or nothing and every fault by its cell' })
  async volunteers(
    @Context() context: ActContext,
    @Req() request: Request,
    @Body() body: unknown,
    @Query() query: SheetQuery,
  ): Promise<VolunteersTaken> {
    const apply = query.dryRun !== 'true';
    return answer(
      await this.sheets.volunteers(context, bytesOf(request, body), { apply }),
      sheetProblem(context.scope.zone),
    );
  }

  @Post('import/rota')
  @HttpCode(200)
  @ApiConsumes(SPREADSHEET)
  @ApiOperation({ summary: "Takes a month's rota in as a draft, to be compared and published like any other" })
  async rota(
    @Context() context: ActContext,
    @Req() request: Request,
    @Body() body: unknown,
    @Query() query: RotaSheetQuery,
  ): Promise<RotaTaken> {
    const apply = query.dryRun !== 'true';
    const taken = await this.sheets.rota(context, query.month, bytesOf(request, body), { apply });
    return answer(taken, sheetProblem(context.scope.zone));
  }

  @Get('templates/volunteers.xlsx')
  @ApiOperation({ summary: 'An empty sheet of volunteers' })
  async volunteersTemplate(@Context() context: ActContext, @Res() response: Response): Promise<void> {
    sendSheet(response, '志愿者名单.xlsx', await this.templates.volunteers(context.scope));
  }

  @Get('templates/rota.xlsx')
  @ApiOperation({ summary: "A sheet of a month's rota, empty or as it stands" })
  async rotaTemplate(
    @Context() context: ActContext,
    @Query() query: RotaTemplateQuery,
    @Res() response: Response,
  ): Promise<void> {
    const month = query.month ?? civilDateOf(context.now, context.scope.zone).slice(0, 7);
    sendSheet(
      response,
      `班表${month}.xlsx`,
      await this.templates.rota(context.scope, month, { filled: query.filled === 'true' }),
    );
  }

  @Delete('sample')
  @HttpCode(204)
  @ApiOperation({ summary: 'Removes the sample organisation with everything in it' })
  async removeSample(@Context() context: ActContext): Promise<void> {
    answer(await this.sample.remove(context), sampleProblem);
  }
}

/** The body as it came; JSON is no sheet. */
function bytesOf(request: Request, body: unknown): Buffer {
  if (Buffer.isBuffer(body) && body.length > 0 && !isJson(request)) return body;
  throw new Problem(415, { detail: '请直接上传 .xlsx 文件' });
}

function sendSheet(response: Response, name: string, bytes: Buffer): void {
  response.setHeader('Content-Disposition', attachmentNamed(name));
  response.setHeader('Cache-Control', 'private, no-store');
  response.type(SPREADSHEET).send(bytes);
}

const sheetProblem =
  (zone: ZoneName) =>
  (refusal: SheetRefusal | RotaRefusal): Problem => {
    switch (refusal.rule) {
      case 'not-allowed':
        return new Problem(403, { rule: refusal.rule, detail: '只有统筹员可以导入' });
      case 'step-up':
        return stepUp();
      case 'bad-month':
        return new Problem(422, { rule: refusal.rule, detail: '月份要写成 2026-12 这样' });
      case 'faulty-sheet': {
        const errors = refusal.faults.map((fault) => {
          const cut = fault.indexOf(': ');
          return { pointer: cut < 0 ? '' : fault.slice(0, cut), detail: cut < 0 ? fault : fault.slice(cut + 2) };
        });
        return new Problem(422, { rule: refusal.rule, detail: '表格有误，什么都没有导入', errors });
      }
      default:
        return rotaProblem(zone)(refusal);
    }
  };

function sampleProblem(refusal: SampleRefusal): Problem {
  switch (refusal.rule) {
    case 'not-allowed':
      return new Problem(403, { rule: refusal.rule, detail: '只有统筹员可以' });
    case 'no-sample':
      return new Problem(409, { rule: refusal.rule, detail: '这不是示例组织' });
  }
}
