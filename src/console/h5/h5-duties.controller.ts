import { Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Result } from '../../kernel/result';
import { ConfirmShift } from '../../rota/confirm-shift.service';
import type { RotaRefusal } from '../../rota/domain/refusal';
import { DropShift } from '../../rota/drop-shift.service';
import { Duty } from '../../rota/duty.service';
import { answer } from '../http/answer';
import { rotaProblem } from '../rota/rota-problem';
import { ByLink, LinkGuard, Visiting, type Visit } from './link.guard';
import { VisitViews, type VisitView } from './visit-views.service';

/** What a volunteer answers by a link about one duty; every answer shows how things stand then. */
@ApiTags('h5')
@ApiHeader({ name: 'Authorization', description: '`Link <token>`, the part of the address behind #' })
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key again gets the first answer' })
@Controller('api/h5/duty')
@UseGuards(LinkGuard)
export class H5DutiesController {
  constructor(
    private readonly views: VisitViews,
    private readonly confirms: ConfirmShift,
    private readonly drops: DropShift,
    private readonly duty: Duty,
  ) {}

  @Post('confirm')
  @HttpCode(200)
  @ByLink('duty', 'confirm')
  @ApiOperation({ summary: 'Says that she will come' })
  async confirm(@Visiting() visit: Visit): Promise<VisitView> {
    return this.after(visit, await this.confirms.confirm(visit.context, wishOf(visit)));
  }

  @Post('let-go')
  @HttpCode(200)
  @ByLink('duty', 'let-go')
  @ApiOperation({
    summary: 'Lets the shift go; after the cut-off it is offered, and stays hers until somebody takes it',
  })
  async letGo(@Visiting() visit: Visit): Promise<VisitView> {
    return this.after(visit, await this.drops.drop(visit.context, wishOf(visit)));
  }

  @Post('arrive')
  @HttpCode(200)
  @ByLink('duty')
  @ApiOperation({ summary: 'Goes on duty' })
  async arrive(@Visiting() visit: Visit): Promise<VisitView> {
    return this.after(visit, await this.duty.arrive(visit.context, wishOf(visit)));
  }

  @Post('leave')
  @HttpCode(200)
  @ByLink('duty')
  @ApiOperation({ summary: 'Goes off duty' })
  async leave(@Visiting() visit: Visit): Promise<VisitView> {
    return this.after(visit, await this.duty.offDuty(visit.context, wishOf(visit)));
  }

  private after(visit: Visit, result: Result<unknown, RotaRefusal>): Promise<VisitView> {
    answer(result, rotaProblem(visit.context.scope.zone));
    return this.views.of(visit);
  }
}

const wishOf = (visit: Visit): { assignmentId: string } => ({ assignmentId: visit.link.subjectId });
