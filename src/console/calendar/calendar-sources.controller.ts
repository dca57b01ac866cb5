import { Body, Controller, Delete, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { IsText } from '../http/params';
import { CalendarSources, type SourceRefusal } from '../../calendar/calendar-sources.service';
import type { CalendarSource } from '../../programmes/calendar-sources.queries';
import type { ActContext } from '../../acts/domain/act-context';
import type { SessionConflict } from '../../programmes/busy-times.service';
import { answer } from '../http/answer';
import { Problem } from '../http/problem';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';
import { busyText } from './busy-text';

export class NewSourceDto {
  @ApiProperty({ example: '电台日程' })
  @IsText(100)
  name: string;

  @ApiProperty({ example: 'https://calendar.example.org/room.ics' })
  @IsString()
  @MaxLength(1000)
  url: string;

  @ApiProperty({ required: false, description: 'Busy for sessions of this programme', example: 'xuanjiang' })
  @IsOptional()
  @IsText(64)
  programmeKey?: string;

  @ApiProperty({ required: false, description: 'Or for sessions held at this place, as it is written there' })
  @IsOptional()
  @IsText(200)
  place?: string;
}

/** Calendars of others that say when a place is taken. */
@ApiTags('calendar')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api/calendar/sources')
@UseGuards(SignedInGuard)
@Allow('coordinator')
export class CalendarSourcesController {
  constructor(private readonly sources: CalendarSources) {}

  @Get()
  @ApiOperation({ summary: 'The calendars that are read every hour, and planned sessions they are in the way of' })
  async list(
    @Context() { scope, now }: ActContext,
  ): Promise<{ sources: CalendarSource[]; conflicts: (SessionConflict & { detail: string })[] }> {
    const { sources, conflicts } = await this.sources.list(scope, now);
    return { sources, conflicts: conflicts.map((one) => ({ ...one, detail: busyText(one, scope.zone) })) };
  }

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'Adds a calendar and reads it at once' })
  async add(@Context() context: ActContext, @Body() body: NewSourceDto): Promise<{ sourceId: string }> {
    return answer(await this.sources.add(context, body), sourceProblem);
  }

  @Delete(':id')
  @HttpCode(200)
  @ApiOperation({ summary: 'Removes a calendar with its busy times' })
  async remove(@Context() context: ActContext, @Param('id') id: string): Promise<{ sourceId: string }> {
    return answer(await this.sources.remove(context, id), sourceProblem);
  }
}

function sourceProblem(refusal: SourceRefusal): Problem {
  const [status, detail] = told(refusal);
  return new Problem(status, { rule: refusal.rule, detail });
}

function told(refusal: SourceRefusal): readonly [number, string] {
  switch (refusal.rule) {
    case 'not-allowed':
      return [403, '只有统筹员可以'];
    case 'not-found':
      return [404, refusal.what === 'programme' ? '没有这个项目' : '没有这个日历'];
    case 'programme-or-place':
      return [422, '请写明项目或地点，两者取一'];
    case 'too-many-sources':
      return [409, `最多 ${String(refusal.most)} 个日历`];
    case 'bad-url':
      return refusal.fault === 'host-not-allowed'
        ? [422, '不读这个网站的日历，请管理员把它加进设置 CALENDAR_HOSTS']
        : [422, '地址要以 https:// 开头，不带用户名和密码'];
  }
}
