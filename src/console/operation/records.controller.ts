import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { MESSAGE_STATES, type MessageState } from '../../messaging/domain/message';
import { MessageLog, type LoggedMessage } from '../../messaging/message-log.service';
import type { ActContext } from '../../acts/domain/act-context';
import { LookAtAudit, type AuditView } from '../../acts/look-at-audit.service';
import { PageQuery, pageOf } from '../http/params';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';

export class MessagesQuery extends PageQuery {
  @ApiProperty({ required: false, enum: MESSAGE_STATES })
  @IsOptional()
  @IsIn(MESSAGE_STATES)
  state?: MessageState;
}

export class AuditQuery extends PageQuery {
  @ApiProperty({ required: false, example: 'assign' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  act?: string;

  @ApiProperty({ required: false, description: 'Who acted, or for whom' })
  @IsOptional()
  @IsString()
  @MaxLength(26)
  personId?: string;
}

/** What was sent and what was done. */
@ApiTags('operation')
@Controller('api')
@UseGuards(SignedInGuard)
export class RecordsController {
  constructor(
    private readonly sent: MessageLog,
    private readonly done: LookAtAudit,
  ) {}

  @Get('messages')
  @Allow('coordinator', 'operator')
  @ApiOperation({ summary: 'What became of messages, the latest first; not what they said' })
  async messages(
    @Context() { scope }: ActContext,
    @Query() query: MessagesQuery,
  ): Promise<{ messages: LoggedMessage[]; total: number }> {
    const asked = query.state ? { states: [query.state] } : {};
    const counts = await this.sent.count(scope, asked);
    const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
    return { messages: await this.sent.find(scope, asked, pageOf(query)), total };
  }

  @Get('audit')
  @Allow('coordinator', 'operator')
  @ApiOperation({ summary: 'The operation log, the latest first' })
  async audit(
    @Context() { scope }: ActContext,
    @Query() query: AuditQuery,
  ): Promise<{ entries: AuditView[]; total: number }> {
    return this.done.page(scope, { ...pageOf(query), act: query.act, personId: query.personId });
  }
}
