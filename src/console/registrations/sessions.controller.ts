import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ActContext } from '../../acts/domain/act-context';
import { CheckInCodes, type ShownCode } from '../../registrations/check-in-codes.service';
import type { PublicSession, RegistrationView } from '../../registrations/domain/public-session';
import { LookAtSessions, type SessionForPerson } from '../../registrations/look-at-sessions.service';
import { RegisterForSession, type Registered } from '../../registrations/register-for-session.service';
import { RegisterNewcomer } from '../../registrations/register-newcomer.service';
import { DeliveryPolicy } from '../../messaging/delivery-policy.service';
import { SignUpHousehold, type HouseholdTaken } from '../../registrations/sign-up-household.service';
import { answer } from '../http/answer';
import { PeriodQuery, rangeOf } from '../http/params';
import { notFound } from '../http/problem';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';
import { doorProblem, registrationProblem } from './registration-problem';
import { HouseholdDto, RegisterDto } from './registrations.dto';

const QUARTER = 90;

/** Sessions that families may come to. */
interface RosterLine extends RegistrationView {
  /** False: no channel leads to her, somebody has to call. */
  readonly reached: boolean;
  /** Of whoever came by a poster and is reached by no channel. */
  readonly phone: string | null;
}

@ApiTags('registrations')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api/sessions')
@UseGuards(SignedInGuard)
export class SessionsController {
  constructor(
    private readonly sessions: LookAtSessions,
    private readonly registering: RegisterForSession,
    private readonly codes: CheckInCodes,
    private readonly newcomers: RegisterNewcomer,
    private readonly delivery: DeliveryPolicy,
    private readonly households: SignUpHousehold,
  ) {}

  @Get()
  @ApiOperation({ summary: "Sessions to come that are open to the public, with the signed-in person's registration" })
  async upcoming(
    @Context() context: ActContext,
    @Query() query: PeriodQuery,
  ): Promise<{ sessions: SessionForPerson[] }> {
    const range = rangeOf(query, context, QUARTER);
    const options = { personId: context.actorId, until: range.to };
    const sessions = await this.sessions.upcoming(context.scope, Math.max(context.now, range.from), options);
    return { sessions };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One session' })
  async session(@Context() context: ActContext, @Param('id') id: string): Promise<PublicSession> {
    const session = await this.sessions.session(context.scope, id);
    if (!session) throw notFound();
    return session;
  }

  @Get(':id/registrations')
  @Allow('coordinator')
  @ApiOperation({
    summary: 'Who comes and who waits, with the number of those who came by a poster and whom no channel reaches',
  })
  async roster(@Context() context: ActContext, @Param('id') id: string): Promise<{ registrations: RosterLine[] }> {
    if (!(await this.sessions.session(context.scope, id))) throw notFound();
    const phones = await this.newcomers.phones(context.scope, id);
    const roster = await this.sessions.roster(context.scope, id);
    const people = roster.map(({ personId }) => personId);
    const unreached = new Set(await this.delivery.unreached(people, context.now));
    return {
      registrations: roster.map((one) => {
        const reached = !unreached.has(one.personId);
        return { ...one, reached, phone: reached ? null : (phones.get(one.personId) ?? null) };
      }),
    };
  }

  @Post(':id/registrations')
  @HttpCode(201)
  @ApiOperation({ summary: 'Signs a household up, or puts it on the waitlist' })
  async register(
    @Context() context: ActContext,
    @Param('id') sessionId: string,
    @Body() body: RegisterDto,
  ): Promise<Registered> {
    const registered = await this.registering.register(context, {
      sessionId,
      party: body.party,
      personId: body.personId,
    });
    return answer(registered, registrationProblem(context.scope.zone));
  }

  @Post(':id/households')
  @HttpCode(200)
  @Allow('coordinator')
  @ApiOperation({ summary: 'Signs a household up by name and telephone, or lets it in; one number is one household' })
  async household(
    @Context() context: ActContext,
    @Param('id') sessionId: string,
    @Body() { name, phone, party, here }: HouseholdDto,
  ): Promise<HouseholdTaken> {
    const taken = await this.households.take(context, { sessionId, name, phone: phone ?? null, party, here });
    return answer(taken, doorProblem(context.scope.zone));
  }

  @Post(':id/check-in-code')
  @HttpCode(200)
  @Allow('coordinator')
  @ApiOperation({ summary: 'The code that those who come check in with' })
  async checkInCode(@Context() context: ActContext, @Param('id') sessionId: string): Promise<ShownCode> {
    return answer(await this.codes.show(context, { sessionId }), registrationProblem(context.scope.zone));
  }
}
