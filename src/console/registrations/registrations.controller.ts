import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Res, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CalendarFiles } from '../../calendar/calendar-files.service';
import type { Result } from '../../kernel/result';
import { isCoordinator, type ActContext } from '../../acts/domain/act-context';
import { CancelRegistration, type Cancelled } from '../../registrations/cancel-registration.service';
import { ChangeParty, type PartyChanged } from '../../registrations/change-party.service';
import { CheckIn, type CheckedIn } from '../../registrations/check-in.service';
import type { RegistrationView } from '../../registrations/domain/public-session';
import type { RegistrationRefusal } from '../../registrations/domain/registration-refusal';
import { GiveFeedback, type FeedbackGiven } from '../../registrations/give-feedback.service';
import { LookAtSessions } from '../../registrations/look-at-sessions.service';
import { WhomToCall, type ToCall } from '../../messaging/whom-to-call.service';
import { answer } from '../http/answer';
import { notFound } from '../http/problem';
import { sendFile } from '../http/send-file';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';
import { doorProblem, registrationProblem } from './registration-problem';
import { AdmitDto, CheckInDto, FeedbackDto, PartyDto } from './registrations.dto';

type PlaceGiven = Omit<Cancelled, 'promoted'> & { readonly promoted: number; readonly toCall: readonly ToCall[] };

/** The life of a registration. Whose it is decides who sees it: the household itself, and coordinators. */
@ApiTags('registrations')
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api')
@UseGuards(SignedInGuard)
export class RegistrationsController {
  constructor(
    private readonly sessions: LookAtSessions,
    private readonly parties: ChangeParty,
    private readonly cancelling: CancelRegistration,
    private readonly checkIns: CheckIn,
    private readonly feedback: GiveFeedback,
    private readonly files: CalendarFiles,
    private readonly whom: WhomToCall,
  ) {}

  @Get('registrations')
  @ApiOperation({ summary: "The signed-in person's registrations to come" })
  async mine(@Context() context: ActContext): Promise<{ registrations: RegistrationView[] }> {
    return { registrations: await this.sessions.mine(context.scope, context.actorId, context.now) };
  }

  @Get('registrations/:id')
  @ApiOperation({ summary: 'One registration' })
  async one(@Context() context: ActContext, @Param('id') id: string): Promise<RegistrationView> {
    return this.visible(context, id);
  }

  @Get('registrations/:id/calendar.ics')
  @ApiOperation({ summary: 'The session as a calendar file' })
  async calendar(@Context() context: ActContext, @Param('id') id: string, @Res() response: Response): Promise<void> {
    await this.visible(context, id);
    sendFile(response, await this.files.registration(context.scope, id));
  }

  @Patch('registrations/:id')
  @ApiOperation({ summary: 'Changes how many come' })
  async change(@Context() context: ActContext, @Param('id') id: string, @Body() body: PartyDto): Promise<PartyChanged> {
    await this.visible(context, id);
    return told(context, await this.parties.change(context, { registrationId: id, party: body.party }));
  }

  @Delete('registrations/:id')
  @ApiOperation({ summary: 'Cancels it; the first who waits gets the place' })
  async cancel(@Context() context: ActContext, @Param('id') id: string): Promise<PlaceGiven> {
    await this.visible(context, id);
    const cancelled = told(context, await this.cancelling.cancel(context, { registrationId: id }));
    const { promoted, session } = cancelled;
    const about = { type: 'session', id: session.sessionId } as const;
    // who moved up is nobody's business but the coordinators'
    const toCall = isCoordinator(context) ? await this.whom.among(context, promoted, about) : [];
    return { ...cancelled, promoted: promoted.length, toCall };
  }

  @Post('registrations/:id/admit')
  @HttpCode(200)
  @Allow('coordinator')
  @ApiOperation({ summary: 'Records that the household came' })
  async admit(@Context() context: ActContext, @Param('id') id: string, @Body() body: AdmitDto): Promise<CheckedIn> {
    const came = await this.checkIns.admit(context, { registrationId: id, party: body.party });
    return answer(came, doorProblem(context.scope.zone));
  }

  @Post('registrations/:id/feedback')
  @HttpCode(200)
  @ApiOperation({ summary: 'Rates the session, 1 to 5' })
  async rate(
    @Context() context: ActContext,
    @Param('id') id: string,
    @Body() body: FeedbackDto,
  ): Promise<FeedbackGiven> {
    await this.visible(context, id);
    return told(context, await this.feedback.give(context, { registrationId: id, score: body.score, text: body.text }));
  }

  @Post('registrations/:id/take-back')
  @HttpCode(200)
  @Allow('coordinator')
  @ApiOperation({ summary: 'Takes a mistaken 到了 back: the household is signed up again and counted no longer' })
  async takeBack(@Context() context: ActContext, @Param('id') id: string): Promise<{ registrationId: string }> {
    return told(context, await this.checkIns.takeBack(context, { registrationId: id }));
  }

  @Post('check-in')
  @HttpCode(200)
  @ApiOperation({ summary: 'Checks in with the code that is shown at the session' })
  async checkIn(@Context() context: ActContext, @Body() body: CheckInDto): Promise<CheckedIn> {
    return told(context, await this.checkIns.withCode(context, body));
  }

  private async visible(context: ActContext, id: string): Promise<RegistrationView> {
    const registration = await this.sessions.registration(context.scope, id);
    const mayLook = registration?.personId === context.actorId || isCoordinator(context);
    if (!registration || !mayLook) throw notFound();
    return registration;
  }
}

function told<T>(context: ActContext, result: Result<T, RegistrationRefusal>): T {
  return answer(result, registrationProblem(context.scope.zone));
}
