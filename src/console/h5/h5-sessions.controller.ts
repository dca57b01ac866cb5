import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Result } from '../../kernel/result';
import { CancelRegistration } from '../../registrations/cancel-registration.service';
import { ChangeParty } from '../../registrations/change-party.service';
import { CheckIn } from '../../registrations/check-in.service';
import type { RegistrationRefusal } from '../../registrations/domain/registration-refusal';
import { GiveFeedback } from '../../registrations/give-feedback.service';
import { RegisterForSession } from '../../registrations/register-for-session.service';
import { answer } from '../http/answer';
import { registrationProblem } from '../registrations/registration-problem';
import { CheckInDto, FeedbackDto, PartyDto } from '../registrations/registrations.dto';
import { ByLink, LinkGuard, Visiting, type Visit } from './link.guard';
import { VisitViews, type VisitView } from './visit-views.service';

/** What a household answers by a link; every answer shows how things stand then. */
@ApiTags('h5')
@ApiHeader({ name: 'Authorization', description: '`Link <token>`, the part of the address behind #' })
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api/h5/session')
@UseGuards(LinkGuard)
export class H5SessionsController {
  constructor(
    private readonly views: VisitViews,
    private readonly registering: RegisterForSession,
    private readonly parties: ChangeParty,
    private readonly cancelling: CancelRegistration,
    private readonly checkIns: CheckIn,
    private readonly feedback: GiveFeedback,
  ) {}

  @Post('register')
  @HttpCode(200)
  @ByLink('session')
  @ApiOperation({ summary: 'Signs the household up, or puts it on the waitlist' })
  async register(@Visiting() visit: Visit, @Body() { party }: PartyDto): Promise<VisitView> {
    const { context, link } = visit;
    return this.after(visit, await this.registering.register(context, { sessionId: link.subjectId, party }));
  }

  @Post('party')
  @HttpCode(200)
  @ByLink('session')
  @ApiOperation({ summary: 'Changes how many come' })
  async party(@Visiting() visit: Visit, @Body() { party }: PartyDto): Promise<VisitView> {
    const registrationId = await this.views.registrationId(visit);
    return this.after(visit, await this.parties.change(visit.context, { registrationId, party }));
  }

  @Post('cancel')
  @HttpCode(200)
  @ByLink('session', 'unregister')
  @ApiOperation({ summary: 'Cancels; the first who waits gets the place' })
  async cancel(@Visiting() visit: Visit): Promise<VisitView> {
    const registrationId = await this.views.registrationId(visit);
    return this.after(visit, await this.cancelling.cancel(visit.context, { registrationId }));
  }

  @Post('check-in')
  @HttpCode(200)
  @ByLink('session')
  @ApiOperation({ summary: 'Checks in with the code that is shown at the session' })
  async checkIn(@Visiting() visit: Visit, @Body() { code, party }: CheckInDto): Promise<VisitView> {
    return this.after(visit, await this.checkIns.withCode(visit.context, { code, party }));
  }

  @Post('feedback')
  @HttpCode(200)
  @ByLink('session')
  @ApiOperation({ summary: 'Rates the session, 1 to 5' })
  async rate(@Visiting() visit: Visit, @Body() { score, text }: FeedbackDto): Promise<VisitView> {
    const registrationId = await this.views.registrationId(visit);
    return this.after(visit, await this.feedback.give(visit.context, { registrationId, score, text }));
  }

  private after(visit: Visit, result: Result<unknown, RegistrationRefusal>): Promise<VisitView> {
    answer(result, registrationProblem(visit.context.scope.zone));
    return this.views.of(visit);
  }
}
