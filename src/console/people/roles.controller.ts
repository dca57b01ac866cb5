import { Body, Controller, Delete, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import type { ActContext, Role } from '../../acts/domain/act-context';
import { grantableBy } from '../../acts/domain/roles';
import { Grants, type GrantedRole, type GrantRefusal } from '../../accounts/grants.service';
import { answer } from '../http/answer';
import { Problem } from '../http/problem';
import { Allow, Context, StepUp } from '../sign-in/current-actor';
import { stepUp } from '../sign-in/sign-in-problem';
import { SignedInGuard } from '../sign-in/signed-in.guard';

const ROLES = ['volunteer', 'coordinator', 'county-coordinator', 'leader', 'operator'] as const;

export class RoleDto {
  @ApiProperty()
  @IsString()
  @MaxLength(26)
  personId: string;

  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES)
  role: (typeof ROLES)[number];
}

/** Who may do what. Nobody gives more than she has, and not without a fresh proof of who she is. */
@ApiTags('people')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api/roles')
@UseGuards(SignedInGuard)
@Allow('coordinator', 'operator')
export class RolesController {
  constructor(private readonly grants: Grants) {}

  @Get()
  @ApiOperation({ summary: 'Everybody who is more than a volunteer, and the roles that the signed-in person may give' })
  async list(@Context() { scope, roles }: ActContext): Promise<{ granted: GrantedRole[]; grantable: Role[] }> {
    return { granted: await this.grants.list(scope), grantable: grantableBy(roles) };
  }

  @Post()
  @HttpCode(200)
  @StepUp()
  @ApiOperation({ summary: 'Gives a role' })
  async give(@Context() context: ActContext, @Body() { personId, role }: RoleDto): Promise<GrantedRole> {
    return answer(await this.grants.give(context, personId, role), grantProblem);
  }

  @Delete(':personId/:role')
  @StepUp()
  @ApiOperation({ summary: 'Takes a role away' })
  async take(@Context() context: ActContext, @Param() { personId, role }: RoleDto): Promise<GrantedRole> {
    return answer(await this.grants.take(context, personId, role), grantProblem);
  }
}

function grantProblem(refusal: GrantRefusal): Problem {
  switch (refusal.rule) {
    case 'not-allowed':
      return new Problem(403, { rule: refusal.rule, detail: '你不能给出或收回这个身份' });
    case 'not-found':
      return new Problem(404, { rule: refusal.rule, detail: '没有找到' });
    case 'step-up':
      return stepUp();
    case 'last-coordinator':
      return new Problem(409, { rule: refusal.rule, detail: '这是最后一位统筹员，请先指定另一位' });
  }
}
