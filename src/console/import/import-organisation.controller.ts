import { Body, Controller, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Actors } from '../../accounts/actors.service';
import { AppClock } from '../../kernel/app-clock';
import type { ActContext } from '../../acts/domain/act-context';
import { ExportOrganisation } from '../../import/export-organisation.service';
import type { FaultyFile } from '../../import/faulty-import';
import { FileReaders } from '../../import/file-readers.service';
import { ImportOrganisation, type Imported, type Importer } from '../../import/import-organisation.service';
import { Organisations } from '../../organisations/organisations.service';
import { answer } from '../http/answer';
import { Problem, type FieldFault } from '../http/problem';
import { attachmentNamed } from '../http/send-file';
import { ConsoleSessions, type PersonVisitor } from '../sign-in/console-sessions.service';
import { Allow, Context, StepUp } from '../sign-in/current-actor';
import { stepUp } from '../sign-in/sign-in-problem';
import { SignedInGuard } from '../sign-in/signed-in.guard';

/** An organisation as a file, in and out. */
@ApiTags('import')
@Controller('api')
export class ImportOrganisationController {
  constructor(
    private readonly readers: FileReaders,
    private readonly importing: ImportOrganisation,
    private readonly exporting: ExportOrganisation,
    private readonly organisations: Organisations,
    private readonly sessions: ConsoleSessions,
    private readonly actors: Actors,
    private readonly clock: AppClock,
  ) {}

  @Post('import/organisation')
  @HttpCode(200)
  @ApiBody({ description: 'xinyue/organisation@1', schema: { type: 'object' } })
  @ApiOperation({ summary: 'Takes an organisation file in: all of it, or nothing and every fault by its JSON pointer' })
  async import(
    @Req() request: Request,
    @Body() bytes: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Pick<Imported, 'counts' | 'kept'>> {
    const visitor = await this.sessions.visitor(request);
    if (!visitor) throw new Problem(401, { detail: '请先登录' });
    if (visitor.kind === 'person') assertMay(visitor);
    if (!Buffer.isBuffer(bytes)) throw new Problem(415, { detail: '请直接上传 JSON 文件' });
    const read = answer(await this.readers.organisationFile(bytes, this.clock.now()), faultyProblem);
    const by = visitor.kind === 'person' ? await this.importer(visitor, read.file.organisation.key) : undefined;
    const { counts, kept } = answer(await this.importing.take(read, this.clock.now(), { by }), faultyProblem);
    if (visitor.kind === 'set-up') await this.sessions.open(await this.actors.firstCoordinator(), request, response);
    return { counts, kept };
  }

  @Get('export/organisation')
  @UseGuards(SignedInGuard)
  @Allow('coordinator')
  @StepUp()
  @ApiOperation({ summary: 'The organisation as a file' })
  @ApiOkResponse({ description: 'xinyue/organisation@1', schema: { type: 'object' } })
  async export(@Context() context: ActContext, @Res() response: Response): Promise<void> {
    const file = await this.exporting.export(context.scope.orgId, context.now);
    response.setHeader('Content-Disposition', attachmentNamed('组织.json'));
    response.setHeader('Cache-Control', 'private, no-store');
    response.type('application/json').send(JSON.stringify(file, null, 1));
  }

  /** Nobody changes another organisation through a file that carries its key. */
  private async importer({ actor, fresh }: PersonVisitor, key: string): Promise<Importer> {
    const own = await this.organisations.byId(actor.scope.orgId);
    if (own && key !== own.key) throw new Problem(403, { rule: 'not-allowed', detail: '这个文件是另一个组织的' });
    return { actorId: actor.personId, roles: actor.roles, proved: fresh };
  }
}

function assertMay({ actor, fresh }: PersonVisitor): void {
  if (!actor.roles.includes('coordinator')) {
    throw new Problem(403, { rule: 'not-allowed', detail: '只有统筹员可以导入' });
  }
  if (!fresh) throw stepUp();
}

function faultyProblem({ faults, rule }: FaultyFile): Problem {
  return new Problem(422, { rule, detail: '文件有误，什么都没有导入', errors: faults.map(faultOf) });
}

/** `/people/3/name: reason` as pointer and reason. */
function faultOf(line: string): FieldFault {
  const cut = line.indexOf(': ');
  return cut < 0 ? { pointer: '', detail: line } : { pointer: line.slice(0, cut), detail: line.slice(cut + 2) };
}
