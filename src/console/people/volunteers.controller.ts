import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AddVolunteer, type AddVolunteerRefusal, type VolunteerAdded } from '../../accounts/add-volunteer.service';
import type { ActContext } from '../../acts/domain/act-context';
import { ChangeAvailability, type AvailabilityRefusal } from '../../volunteers/change-availability.service';
import type { AvailabilityWindow } from '../../volunteers/domain/volunteer';
import {
  LookAtVolunteers,
  type VolunteerLine,
  type VolunteerProfile,
} from '../../volunteers/look-at-volunteers.service';
import { RosterWishes } from '../../volunteers/roster-wishes.service';
import { answer } from '../http/answer';
import { pageOf } from '../http/params';
import { notFound, Problem } from '../http/problem';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';
import { AvailabilityDto, NewVolunteerDto, VolunteersQuery, WishesDto } from './volunteers.dto';

/** Those who serve. Their telephone numbers are not given out here. */
@ApiTags('people')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api/volunteers')
@UseGuards(SignedInGuard)
@Allow('coordinator')
export class VolunteersController {
  constructor(
    private readonly volunteers: LookAtVolunteers,
    private readonly adding: AddVolunteer,
    private readonly availability: ChangeAvailability,
    private readonly wishes: RosterWishes,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Volunteers with what they may do, how much they serve and whether they can be reached' })
  async list(
    @Context() { scope, now }: ActContext,
    @Query() query: VolunteersQuery,
  ): Promise<{ volunteers: VolunteerLine[]; total: number }> {
    const { called, qualification, only } = query;
    return this.volunteers.page(scope, { ...pageOf(query), called, qualification, only }, now);
  }

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'Adds somebody who serves, without a qualification yet and bound to no account' })
  async add(@Context() context: ActContext, @Body() body: NewVolunteerDto): Promise<VolunteerAdded> {
    return answer(await this.adding.add(context, body), addProblem);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One volunteer, with her week, her leave and her load' })
  async profile(@Context() { scope, now }: ActContext, @Param('id') id: string): Promise<VolunteerProfile> {
    const profile = await this.volunteers.profile(scope, id, now);
    if (!profile) throw notFound();
    return profile;
  }

  @Put(':id/availability')
  @ApiOperation({ summary: 'Sets the hours of the week in which she can serve; none means always' })
  async setAvailability(
    @Context() context: ActContext,
    @Param('id') id: string,
    @Body() { windows }: AvailabilityDto,
  ): Promise<{ availability: readonly AvailabilityWindow[] }> {
    return { availability: answer(await this.availability.change(context, id, windows), availabilityProblem) };
  }

  @Put(':id/wishes')
  @ApiOperation({ summary: 'Sets what she would like to be drafted for, and what she would rather not' })
  async setWishes(
    @Context() context: ActContext,
    @Param('id') id: string,
    @Body() { wishes }: WishesDto,
  ): Promise<Pick<VolunteerProfile, 'wishes'>> {
    const set = await this.wishes.setFor(context, id, wishes);
    if (!set) throw notFound();
    return {
      wishes: answer(set, ({ rule, most }) => new Problem(422, { rule, detail: `排班意愿最多 ${String(most)} 条` })),
    };
  }
}

function availabilityProblem(refusal: AvailabilityRefusal): Problem {
  switch (refusal.rule) {
    case 'not-found':
      return notFound();
    case 'not-allowed':
      return new Problem(403, { rule: refusal.rule, detail: '只有统筹员能改' });
    case 'bad-window':
      return new Problem(422, {
        rule: refusal.rule,
        detail: `第 ${String(refusal.index + 1)} 段的结束要晚于开始；跨过半夜的请分成两段，比如 20:00–24:00 和第二天 00:00–08:00`,
      });
  }
}

function addProblem(refusal: AddVolunteerRefusal): Problem {
  const { rule } = refusal;
  switch (rule) {
    case 'not-allowed':
      return new Problem(403, { rule, detail: '只有统筹员可以加志愿者' });
    case 'bad-name':
      return new Problem(422, { rule, detail: '姓名用二到二十个字，不带数字和符号' });
    case 'name-known':
      return new Problem(409, {
        rule,
        detail: `已经有 ${String(refusal.people)} 位叫这个名字；是另一个人就再加一位，是同一个人请在名单里找她`,
      });
  }
}
