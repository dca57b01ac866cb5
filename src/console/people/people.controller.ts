import { Controller, Delete, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { BoundAccounts, type BoundAccount } from '../../accounts/bound-accounts.service';
import { BindingCodes, type BindingRefusal } from '../../accounts/binding-codes.service';
import type { ActContext, Role } from '../../acts/domain/act-context';
import { DeliveryPolicy, type Way } from '../../messaging/delivery-policy.service';
import type { PersonSummary } from '../../organisations/people.queries';
import { People } from '../../organisations/people.service';
import { answer } from '../http/answer';
import { Problem } from '../http/problem';
import { Allow, Context } from '../sign-in/current-actor';
import { accountProblem, stepUp } from '../sign-in/sign-in-problem';
import { SignedInGuard } from '../sign-in/signed-in.guard';

const LISTED_ROLES = ['volunteer', 'coordinator', 'participant', 'leader'] as const;

export class PeopleQuery {
  @ApiProperty({ required: false, description: 'A name, a given name or its pinyin' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  called?: string;

  @ApiProperty({ required: false, enum: LISTED_ROLES })
  @IsOptional()
  @IsIn(LISTED_ROLES)
  role?: (typeof LISTED_ROLES)[number];
}

/** The people of the organisation. Their telephone numbers are not given out here. */
@ApiTags('people')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api/people')
@UseGuards(SignedInGuard)
@Allow('coordinator')
export class PeopleController {
  constructor(
    private readonly people: People,
    private readonly codes: BindingCodes,
    private readonly bound: BoundAccounts,
    private readonly delivery: DeliveryPolicy,
  ) {}

  @Get()
  @ApiOperation({ summary: 'People by name or by role; volunteers when nothing is said' })
  async list(@Context() context: ActContext, @Query() query: PeopleQuery): Promise<{ people: PersonSummary[] }> {
    const called = query.called?.trim();
    if (called) return { people: await this.people.find(context.scope, called) };
    const role: Role = query.role ?? 'volunteer';
    return { people: await this.people.withRole(context.scope, role) };
  }

  @Post(':id/binding-code')
  @HttpCode(200)
  @Allow('coordinator', 'operator')
  @ApiOperation({ summary: 'A code with which the person binds her account; it is shown this once' })
  async bindingCode(
    @Context() context: ActContext,
    @Param('id') personId: string,
  ): Promise<{ code: string; expiresMs: number }> {
    return answer(await this.codes.issue(context, personId), bindingProblem);
  }

  @Get(':id/accounts')
  @Allow('coordinator', 'operator')
  @ApiOperation({ summary: 'The accounts on channels that are bound to the person, and how she is reached now' })
  async accounts(
    @Context() context: ActContext,
    @Param('id') personId: string,
  ): Promise<{ accounts: BoundAccount[]; ways: Way[] }> {
    const accounts = await this.bound.listOf(context, personId);
    if (!accounts) throw new Problem(404, { rule: 'not-found', detail: '没有这个人' });
    return { accounts, ways: await this.delivery.waysTo(personId, context.now) };
  }

  @Delete(':id/accounts/:accountId')
  @HttpCode(204)
  @Allow('coordinator', 'operator')
  @ApiOperation({ summary: 'Ends one of them, as when a telephone was lost, and signs all her browsers out' })
  async endAccount(
    @Context() context: ActContext,
    @Param('id') personId: string,
    @Param('accountId') accountId: string,
  ): Promise<void> {
    answer(await this.bound.end(context, personId, accountId), accountProblem);
  }
}

function bindingProblem(refusal: BindingRefusal): Problem {
  switch (refusal.rule) {
    case 'not-allowed':
      return new Problem(403, { rule: refusal.rule, detail: '只有统筹员可以发绑定码' });
    case 'above-you':
      return new Problem(403, { rule: refusal.rule, detail: '这位的身份比你高，绑定码要由身份更高的人来发' });
    case 'step-up':
      return stepUp();
    case 'not-found':
      return new Problem(404, { rule: refusal.rule, detail: '没有这个人' });
    case 'wrong-code':
      return new Problem(422, { rule: refusal.rule, detail: '绑定码不对' });
    case 'too-many-tries':
      return new Problem(429, { rule: refusal.rule, detail: '试得太多了，请稍后再试' });
  }
}
