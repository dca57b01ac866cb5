import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { civilDateOf } from '../../kernel/civil-time';
import { LookAtChannels, type ChannelState } from '../../messaging/look-at-channels.service';
import { ChangeOrganisation } from '../../settings/change-organisation.service';
import type { ActContext } from '../../acts/domain/act-context';
import { LookAtOrganisation, type OrganisationView } from '../../settings/look-at-organisation.service';
import { ChangeProgramme, type ProgrammeChanged } from '../../sessions/change-programme.service';
import type { Consequences } from '../../sessions/consequences';
import { HolidayTables } from '../../programmes/holiday-tables.service';
import type { DaysOff } from '../../programmes/holidays';
import { LookAtProgrammes, type ProgrammeList } from '../../programmes/look-at-programmes.service';
import { answer } from '../http/answer';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';
import { settingProblem } from './setting-problem';
import {
  ChangeOrganisationDto,
  ChangeProgrammeDto,
  HolidaysQuery,
  NewOrganisationDto,
  OrganisationParam,
  PreviewChangeDto,
  ProgrammeParam,
} from './settings.dto';

/** How an organisation is set up. Whoever changes it names the version she read, so that nobody overwrites another. */
@ApiTags('settings')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api/settings')
@UseGuards(SignedInGuard)
@Allow('coordinator', 'operator')
export class SettingsController {
  constructor(
    private readonly organisations: LookAtOrganisation,
    private readonly changeOrganisation: ChangeOrganisation,
    private readonly programmes: LookAtProgrammes,
    private readonly changeProgramme: ChangeProgramme,
    private readonly holidayTables: HolidayTables,
    private readonly channels: LookAtChannels,
  ) {}

  @Get('organisation')
  @ApiOperation({ summary: 'The organisation with those below it, what it sets for itself, and how its channels are' })
  async organisation(@Context() context: ActContext): Promise<OrganisationView & { channels: ChannelState[] }> {
    const [view, channels] = await Promise.all([
      this.organisations.view(context),
      this.channels.states(context.scope.orgId, context.now),
    ]);
    return { ...view, channels };
  }

  @Patch('organisations/:id')
  @ApiOperation({ summary: 'Changes the name, the crisis text, the quiet hours or the holidays of an organisation' })
  async change(
    @Context() context: ActContext,
    @Param() { id }: OrganisationParam,
    @Body() { seen, ...change }: ChangeOrganisationDto,
  ): Promise<{ version: string }> {
    return answer(await this.changeOrganisation.change(context, id, seen, change), settingProblem(context.scope.zone));
  }

  @Post('organisations')
  @HttpCode(200)
  @Allow('county-coordinator', 'operator')
  @ApiOperation({ summary: 'A new organisation below one of the tree' })
  async add(
    @Context() context: ActContext,
    @Body() { parentId, name }: NewOrganisationDto,
  ): Promise<{ id: string; name: string }> {
    return answer(await this.changeOrganisation.addBelow(context, parentId, name), settingProblem(context.scope.zone));
  }

  @Get('programmes')
  @ApiOperation({ summary: 'Programmes with their posts, measures, rules and times of reminders' })
  list(@Context() { scope }: ActContext): Promise<ProgrammeList> {
    return this.programmes.settings(scope);
  }

  @Post('programmes/:key/preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'What a change would mean for the sessions to come; changes nothing' })
  async preview(
    @Context() { scope, now }: ActContext,
    @Param() { key }: ProgrammeParam,
    @Body() { change }: PreviewChangeDto,
  ): Promise<Consequences> {
    return answer(await this.changeProgramme.preview(scope, key, change, now), settingProblem(scope.zone));
  }

  @Patch('programmes/:key')
  @ApiOperation({ summary: 'Changes what is set for a programme' })
  async changeOne(
    @Context() context: ActContext,
    @Param() { key }: ProgrammeParam,
    @Body() { seen, change }: ChangeProgrammeDto,
  ): Promise<ProgrammeChanged> {
    return answer(await this.changeProgramme.change(context, key, seen, change), settingProblem(context.scope.zone));
  }

  @Get('holidays')
  @ApiOperation({ summary: 'Public holidays of a year; null while nobody knows its table' })
  async holidays(
    @Context() { scope, now }: ActContext,
    @Query() query: HolidaysQuery,
  ): Promise<{ year: number; daysOff: readonly DaysOff[] | null; own: boolean }> {
    const year = query.year ?? Number(civilDateOf(now, scope.zone).slice(0, 4));
    const table = await this.holidayTables.of(scope.orgId);
    return { year, daysOff: table.daysOff(year), own: table.isOwn(year) };
  }
}
