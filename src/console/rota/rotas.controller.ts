import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { addDays, firstOfMonth, type CivilDate, type ZoneName } from '../../kernel/civil-time';
import type { ActContext } from '../../acts/domain/act-context';
import { SessionPlanner } from '../../sessions/session-planner.service';
import { CopyMonth } from '../../drafts/copy-month.service';
import { ruleText } from '../../rota/domain/rule-words';
import { isHard } from '../../rota/domain/violation';
import { JudgePerson, type ShiftVerdict } from '../../rota/judge-person.service';
import { OpenVersion, type OpenedVersion } from '../../drafts/open-version.service';
import { RotaVersions, type RotaVersion } from '../../drafts/rota-versions.service';
import type { DutyView } from '../../rota/domain/shift-view';
import { DraftRota, type DraftMade, type RotaWritten } from '../../drafts/draft-rota.service';
import { LookAtPeople, type MonthDay, type PersonMonth } from '../../rota/look-at-people.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { PublishRota } from '../../drafts/publish-rota.service';
import { RepairRota, type RepairProposed } from '../../drafts/repair-rota.service';
import { answer } from '../http/answer';
import { intervalOf, MonthParam } from '../http/params';
import { notFound } from '../http/problem';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';
import { CopyDto, DraftDto, PublishDto, RepairDto, VerdictsQuery, VersionParam } from './rota.dto';
import { toldPreview, type ToldPreview } from './told-preview';
import { rotaProblem } from './rota-problem';

/** A month's rota: looked at, drafted, compared, published. */
@ApiTags('rota')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api/rotas/:month')
@UseGuards(SignedInGuard)
@Allow('coordinator')
export class RotasController {
  constructor(
    private readonly rota: LookAtRota,
    private readonly drafts: DraftRota,
    private readonly publishing: PublishRota,
    private readonly judging: JudgePerson,
    private readonly versions: RotaVersions,
    private readonly opening: OpenVersion,
    private readonly copying: CopyMonth,
    private readonly planner: SessionPlanner,
    private readonly repairs: RepairRota,
    private readonly people: LookAtPeople,
  ) {}

  @Get()
  @Allow('volunteer', 'coordinator')
  @ApiOperation({ summary: 'Every seat of the month and who has it' })
  async month(@Context() context: ActContext, @Param() { month }: MonthParam): Promise<{ duties: DutyView[] }> {
    return { duties: await this.rota.duties(context.scope, intervalOf(daysOfMonth(month), context.scope)) };
  }

  @Get('people')
  @ApiOperation({ summary: 'The month of each volunteer: her shifts, nights, weekends and holidays, and her leave' })
  ofPeople(
    @Context() { scope }: ActContext,
    @Param() { month }: MonthParam,
  ): Promise<{ days: MonthDay[]; people: PersonMonth[] }> {
    return this.people.month(scope, `${month}-01`);
  }

  @Get('verdicts')
  @ApiOperation({ summary: 'What stands in the way of one person on each shift of the month' })
  async verdicts(
    @Context() context: ActContext,
    @Param() { month }: MonthParam,
    @Query() { personId, without }: VerdictsQuery,
  ): Promise<{ verdicts: ToldVerdict[] }> {
    const { scope, now } = context;
    const range = intervalOf(daysOfMonth(month), scope);
    const verdicts = await this.judging.shifts(scope, { personId, without, range }, now);
    if (!verdicts) throw notFound();
    return { verdicts: verdicts.map((verdict) => toldVerdict(verdict, scope.zone)) };
  }

  @Get('versions')
  @ApiOperation({ summary: 'What was drafted and published before, the newest first' })
  async history(
    @Context() { scope }: ActContext,
    @Param() { month }: MonthParam,
  ): Promise<{ versions: RotaVersion[] }> {
    return { versions: await this.versions.of(scope, month) };
  }

  @Get('versions/:version')
  @ApiOperation({ summary: 'An old version, seat by seat, and how the rota differs from it now' })
  async open(@Context() { scope }: ActContext, @Param() { month, version }: VersionParam): Promise<OpenedVersion> {
    const opened = await this.opening.open(scope, month, version);
    if (!opened) throw notFound('没有这个版本');
    return opened;
  }

  @Post('copy')
  @HttpCode(200)
  @ApiOperation({ summary: 'Drafts the month as another was: the same people on the same weekdays' })
  async copy(
    @Context() context: ActContext,
    @Param() { month }: MonthParam,
    @Body() { from }: CopyDto,
  ): Promise<RotaWritten> {
    await this.planner.planMonth(context.scope, month, context.now);
    return answer(await this.copying.copy(context, month, from), rotaProblem(context.scope.zone));
  }

  @Post('draft')
  @HttpCode(200)
  @ApiOperation({ summary: 'Proposes people for the free seats; nothing changes before it is published' })
  async draft(
    @Context() context: ActContext,
    @Param() { month }: MonthParam,
    @Body() { seconds }: DraftDto,
  ): Promise<DraftMade> {
    await this.planner.planMonth(context.scope, month, context.now);
    return answer(await this.drafts.draft(context, month, seconds), rotaProblem(context.scope.zone));
  }

  @Post('repair')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Proposes the fewest changes that fill a shift of the month, as a draft to publish; null when there are none',
  })
  async repair(
    @Context() context: ActContext,
    @Param() _month: MonthParam,
    @Body() { shiftId }: RepairDto,
  ): Promise<{ repair: RepairProposed | null }> {
    return { repair: answer(await this.repairs.propose(context, shiftId), rotaProblem(context.scope.zone)) };
  }

  @Get('preview')
  @ApiOperation({ summary: 'What publishing the draft would change' })
  async preview(@Context() context: ActContext, @Param() { month }: MonthParam): Promise<ToldPreview> {
    return toldPreview(answer(await this.publishing.preview(context, month), rotaProblem(context.scope.zone)));
  }

  @Post('publish')
  @HttpCode(200)
  @ApiOperation({ summary: 'Publishes the draft that was previewed; only those concerned are told' })
  async publish(
    @Context() context: ActContext,
    @Param() { month }: MonthParam,
    @Body() { version }: PublishDto,
  ): Promise<ToldPreview> {
    const published = await this.publishing.publish(context, { month, version });
    return toldPreview(answer(published, rotaProblem(context.scope.zone)));
  }
}

/** A verdict in words; `hard`: no reason sets it aside. */
interface ToldVerdict {
  readonly shiftId: string;
  readonly reasons: readonly string[];
  readonly hard: boolean;
}

function toldVerdict({ shiftId, violations }: ShiftVerdict, zone: ZoneName): ToldVerdict {
  return { shiftId, reasons: violations.map((one) => ruleText(one, zone)), hard: violations.some(isHard) };
}

function daysOfMonth(month: string): { from: CivilDate; to: CivilDate } {
  const first = `${month}-01`;
  return { from: first, to: addDays(firstOfMonth(first, 1), -1) };
}
