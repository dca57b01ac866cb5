import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { ActContext } from '../../organisations/domain/act-context';
import {
  LookAtVolunteers,
  type VolunteerLine,
  type VolunteerProfile,
} from '../../volunteers/look-at-volunteers.service';
import { PageQuery, pageOf } from '../http/params';
import { notFound } from '../http/problem';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';

const ONLY = ['unreachable', 'running-out', 'on-leave', 'trainee'] as const;

export class VolunteersQuery extends PageQuery {
  @ApiProperty({ required: false, description: 'A part of the name, of its pinyin or of its initials' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  called?: string;

  @ApiProperty({ required: false, description: 'The key of a qualification' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  qualification?: string;

  @ApiProperty({ required: false, enum: ONLY })
  @IsOptional()
  @IsIn(ONLY)
  only?: (typeof ONLY)[number];
}

/** Those who serve. Their telephone numbers are not given out here. */
@ApiTags('people')
@Controller('api/volunteers')
@UseGuards(SignedInGuard)
@Allow('coordinator')
export class VolunteersController {
  constructor(private readonly volunteers: LookAtVolunteers) {}

  @Get()
  @ApiOperation({ summary: 'Volunteers with what they may do, how much they serve and whether they can be reached' })
  async list(
    @Context() { scope, now }: ActContext,
    @Query() query: VolunteersQuery,
  ): Promise<{ volunteers: VolunteerLine[]; total: number }> {
    const { called, qualification, only } = query;
    return this.volunteers.page(scope, { ...pageOf(query), called, qualification, only }, now);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One volunteer, with her week, her leave and her load' })
  async profile(@Context() { scope, now }: ActContext, @Param('id') id: string): Promise<VolunteerProfile> {
    const profile = await this.volunteers.profile(scope, id, now);
    if (!profile) throw notFound();
    return profile;
  }
}
