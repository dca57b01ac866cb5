import { Body, Controller, Delete, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actors, type Workplace } from '../../accounts/actors.service';
import type { ActContext } from '../../acts/domain/act-context';
import { WebSessions, type ListedSession } from '../../accounts/web-sessions.service';
import { BoundAccounts, type BoundAccount } from '../../accounts/bound-accounts.service';
import { answer } from '../http/answer';
import { notFound } from '../http/problem';
import type { PersonVisitor } from './console-sessions.service';
import { Context, SignedIn } from './current-actor';
import { accountProblem } from './sign-in-problem';
import { WorkplaceDto } from './sign-in.dto';
import { SignedInGuard } from './signed-in.guard';

/** Where the signed-in person is signed in, and in which organisation she works. */
@ApiTags('sign-in')
@Controller('api/console')
@UseGuards(SignedInGuard)
export class WebSessionsController {
  constructor(
    private readonly sessions: WebSessions,
    private readonly bound: BoundAccounts,
    private readonly actors: Actors,
  ) {}

  @Get('sessions')
  @ApiOperation({ summary: 'The browsers in which she is signed in' })
  async list(
    @Context() { actorId, now }: ActContext,
    @SignedIn() { sessionId }: PersonVisitor,
  ): Promise<{ sessions: (ListedSession & { current: boolean })[] }> {
    const sessions = await this.sessions.listOf('console', actorId, now);
    return { sessions: sessions.map((session) => ({ ...session, current: session.id === sessionId })) };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends one of her sessions' })
  async end(@Context() { actorId }: ActContext, @Param('id') id: string): Promise<void> {
    if (!(await this.sessions.end(actorId, id))) throw notFound();
  }

  @Get('accounts')
  @ApiOperation({ summary: 'The accounts on channels that are bound to her' })
  async accounts(@Context() { actorId, scope }: ActContext): Promise<{ accounts: BoundAccount[] }> {
    return { accounts: (await this.bound.listOf({ scope }, actorId)) ?? [] };
  }

  @Delete('accounts/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends one of them; whoever writes from it is nobody from then on' })
  async endAccount(@Context() context: ActContext, @Param('id') id: string): Promise<void> {
    answer(await this.bound.end(context, context.actorId, id), accountProblem);
  }

  @Get('workplaces')
  @ApiOperation({
    summary: 'The organisations in which she may work: her own, and those below in which her role holds',
  })
  async workplaces(
    @Context() { actorId, scope }: ActContext,
  ): Promise<{ workplaces: (Workplace & { current: boolean })[] }> {
    const workplaces = await this.actors.workplaces(actorId);
    return { workplaces: workplaces.map((place) => ({ ...place, current: place.id === scope.orgId })) };
  }

  @Post('workplace')
  @HttpCode(204)
  @ApiOperation({ summary: 'From now on this session works in another organisation' })
  async workIn(
    @Context() { actorId }: ActContext,
    @SignedIn() { sessionId }: PersonVisitor,
    @Body() { organisationId }: WorkplaceDto,
  ): Promise<void> {
    if (!(await this.actors.find(actorId, organisationId))) throw notFound();
    await this.sessions.workIn(sessionId, organisationId);
  }
}
