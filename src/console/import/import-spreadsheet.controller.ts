import { Controller, Get, HttpCode, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import type { Request, Response } from 'express';
import type { ActContext } from '../../organisations/domain/act-context';
import {
  ImportSpreadsheet,
  type RotaTaken,
  type SheetRefusal,
  type VolunteersTaken,
} from '../../organisations/import/import-spreadsheet.service';
import { SheetTemplates } from '../../organisations/import/sheet-templates.service';
import { answer } from '../http/answer';
import { Problem } from '../http/problem';
import { attachmentNamed } from '../http/send-file';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/u;

export class SheetQuery {
  @ApiProperty({ required: false, enum: ['true', 'false'], description: 'true: only say what would come of it' })
  @IsOptional()
  @IsIn(['true', 'false'])
  dryRun?: 'true' | 'false';
}

export class MonthQuery extends SheetQuery {
  @ApiProperty({ example: '2026-12' })
  @Matches(MONTH, { message: 'month must look like 2026-12' })
  month: string;
}

/** The sheets of an office, in and out: its volunteers, and a month's rota as a draft. */
@ApiTags('import')
@Controller('api')
@UseGuards(SignedInGuard)
@Allow('coordinator')
export class ImportSpreadsheetController {
  constructor(
    private readonly importing: ImportSpreadsheet,
    private readonly templates: SheetTemplates,
  ) {}

  @Post('import/volunteers')
  @HttpCode(200)
  @ApiConsumes(SPREADSHEET)
  @ApiOperation({ summary: 'Takes a sheet of volunteers in: all of it, or nothing and every fault by its cell' })
  async volunteers(
    @Context() context: ActContext,
    @Req() request: Request,
    @Query() { dryRun }: SheetQuery,
  ): Promise<VolunteersTaken> {
    const options = { apply: dryRun !== 'true' };
    return answer(await this.importing.volunteers(context, bytesOf(request), options), sheetProblem);
  }

  @Post('import/rota')
  @HttpCode(200)
  @ApiConsumes(SPREADSHEET)
  @ApiOperation({ summary: "Makes a month's rota, as an office wrote it, the draft; publishing it is another step" })
  async rota(
    @Context() context: ActContext,
    @Req() request: Request,
    @Query() { month, dryRun }: MonthQuery,
  ): Promise<RotaTaken> {
    const options = { apply: dryRun !== 'true' };
    return answer(await this.importing.rota(context, month, bytesOf(request), options), sheetProblem);
  }

  @Get('templates/volunteers')
  @ApiOperation({ summary: 'An empty sheet of volunteers to fill in' })
  async volunteersTemplate(@Context() context: ActContext, @Res() response: Response): Promise<void> {
    send(response, '志愿者.xlsx', await this.templates.volunteers(context.scope));
  }

  @Get('templates/rota')
  @ApiOperation({ summary: "A month's empty rota to fill in" })
  async rotaTemplate(
    @Context() context: ActContext,
    @Query() { month }: MonthQuery,
    @Res() response: Response,
  ): Promise<void> {
    send(response, `班表-${month}.xlsx`, await this.templates.rota(context.scope, month));
  }
}

function bytesOf(request: Request): Buffer {
  const body: unknown = request.body;
  if (!Buffer.isBuffer(body)) throw new Problem(415, { detail: `请直接上传 .xlsx 文件 (${SPREADSHEET})` });
  return body;
}

function send(response: Response, name: string, bytes: Buffer): void {
  response.setHeader('Content-Disposition', attachmentNamed(name));
  response.setHeader('Cache-Control', 'private, no-store');
  response.type(SPREADSHEET).send(bytes);
}

function sheetProblem(refusal: SheetRefusal): Problem {
  switch (refusal.rule) {
    case 'not-allowed':
      return new Problem(403, { rule: refusal.rule, detail: '只有统筹员可以导入' });
    case 'bad-month':
      return new Problem(422, { rule: refusal.rule, detail: '月份应写成 2026-12' });
    case 'faulty-sheet':
      return new Problem(422, {
        rule: refusal.rule,
        detail: '表格有误，什么都没有导入',
        errors: refusal.faults.map(faultOf),
      });
  }
}

/** `志愿者!C7: reason` as cell and reason. */
function faultOf(line: string): { pointer: string; detail: string } {
  const cut = line.indexOf(': ');
  return cut < 0 ? { pointer: '', detail: line } : { pointer: line.slice(0, cut), detail: line.slice(cut + 2) };
}
