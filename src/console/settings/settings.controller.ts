import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { civilDateOf } from '../../kernel/civil-time';
import { Channels } from '../../messaging/channels';
import type { ActContext } from '../../organisations/domain/act-context';
import { Organisations } from '../../organisations/organisations.service';
import { daysOffOf, type DaysOff } from '../../programmes/holidays';
import { LookAtProgrammes } from '../../programmes/look-at-programmes.service';
import type { Programme } from '../../programmes/programmes.service';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';

export class HolidaysQuery {
  @ApiProperty({ required: false, example: 2026 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(2000)
  @Max(2100)
  year?: number;
}

/** How an organisation is set up. */
@ApiTags('settings')
@Controller('api/settings')
@UseGuards(SignedInGuard)
@Allow('coordinator', 'operator')
export class SettingsController {
  constructor(
    private readonly organisations: Organisations,
    private readonly programmes: LookAtProgrammes,
    private readonly channels: Channels,
  ) {}

  @Get('organisation')
  @ApiOperation({ summary: 'The organisation with those below it, and the channels by which it reaches people' })
  async organisation(@Context() { scope }: ActContext): Promise<{
    id: string;
    name: string;
    timeZone: string;
    sample: boolean;
    tree: { id: string; name: string; depth: number }[];
    channels: string[];
  }> {
    const all = await this.organisations.list();
    const own = all.find(({ id }) => id === scope.orgId);
    const path = own?.path ?? '/';
    const depthOf = (other: string): number => other.slice(path.length).split('/').length - 1;
    const tree = all.filter((one) => one.path.startsWith(path));
    return {
      id: scope.orgId,
      name: own?.name ?? '',
      timeZone: scope.zone,
      sample: own?.sample ?? false,
      tree: tree.map((one) => ({ id: one.id, name: one.name, depth: depthOf(one.path) })),
      channels: this.channels.keys(),
    };
  }

  @Get('programmes')
  @ApiOperation({ summary: 'Programmes with their posts, measures, rules and times of reminders' })
  async list(@Context() { scope }: ActContext): Promise<{ programmes: Programme[] }> {
    return { programmes: await this.programmes.list(scope) };
  }

  @Get('holidays')
  @ApiOperation({ summary: 'Public holidays of a year; null while the table does not cover the year yet' })
  holidays(
    @Context() { scope, now }: ActContext,
    @Query() query: HolidaysQuery,
  ): { year: number; daysOff: readonly DaysOff[] | null } {
    const year = query.year ?? Number(civilDateOf(now, scope.zone).slice(0, 4));
    return { year, daysOff: daysOffOf(year) };
  }
}
