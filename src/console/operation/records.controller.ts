import { Controller, Get, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { MESSAGE_STATES, type MessageState } from '../../messaging/domain/message';
import { DAY } from '../../kernel/clock';
import { WhomToCall, type ToCall } from '../../messaging/whom-to-call.service';
import { MessageLog, type LoggedMessage } from '../../messaging/message-log.service';
import type { MessageQuery } from '../../messaging/message-log.queries';
import type { ActContext } from '../../acts/domain/act-context';
import { LookAtAudit } from '../../acts/look-at-audit.service';
import { AuditLines, type AuditLine } from '../../sessions/audit-lines.service';
import { PageQuery, pageOf } from '../http/params';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';

const ASKED_STATES = [...MESSAGE_STATES, 'unreached'] as const;
const MOST_TO_CALL = { offset: 0, limit: 200 };

/** How many messages there are in each state; whom no channel reaches is counted apart. */
type MessageCounts = Partial<Record<MessageState | 'unreached', number>>;

export class MessagesQuery extends PageQuery {
  @ApiProperty({
    required: false,
    enum: ASKED_STATES,
    description: '`unreached`: no channel leads to the person; these are in no other state then',
  })
  @IsOptional()
  @IsIn(ASKED_STATES)
  state?: MessageState | 'unreached';
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
    private readonly whom: WhomToCall,
    private readonly lines: AuditLines,
  ) {}

  @Get('messages')
  @Allow('coordinator', 'operator')
  @ApiOperation({ summary: 'What became of messages, the latest first; not what they said' })
  async messages(
    @Context() { scope }: ActContext,
    @Query() query: MessagesQuery,
  ): Promise<{ messages: LoggedMessage[]; total: number; counts: MessageCounts }> {
    const [reached, unreached, messages] = await Promise.all([
      this.sent.count(scope, { unreached: false }),
      this.sent.count(scope, { unreached: true }),
      this.sent.find(scope, asked(query.state), pageOf(query)),
    ]);
    const counts: MessageCounts = { ...reached, unreached: sum(unreached) };
    return { messages, total: query.state ? (counts[query.state] ?? 0) : sum(counts), counts };
  }

  @Post('messages/to-call')
  @HttpCode(200)
  @Allow('coordinator')
  @ApiOperation({
    summary: 'Whom messages of the last day could not reach, with the numbers they left; noted in the log',
  })
  async toCall(@Context() context: ActContext): Promise<{ toCall: ToCall[] }> {
    const { scope, now } = context;
    const owed = await this.sent.find(scope, { unreached: true, from: now - DAY, to: now + 1 }, MOST_TO_CALL);
    const people = owed.flatMap(({ personId }) => personId ?? []);
    return { toCall: await this.whom.among(context, people, { type: 'organisation', id: scope.orgId }) };
  }

  @Get('audit')
  @Allow('coordinator', 'operator')
  @ApiOperation({ summary: 'The operation log, the latest first' })
  async audit(
    @Context() { scope }: ActContext,
    @Query() query: AuditQuery,
  ): Promise<{ entries: AuditLine[]; total: number }> {
    const question = { ...pageOf(query), act: query.act, personId: query.personId };
    const { entries, total } = await this.done.page(scope, question);
    return { entries: await this.lines.of(scope, entries), total };
  }
}

const asked = (state: MessagesQuery['state']): MessageQuery => {
  if (state === undefined) return {};
  return state === 'unreached' ? { unreached: true } : { states: [state], unreached: false };
};

const sum = (counts: MessageCounts): number => Object.values(counts).reduce((all, n) => all + n, 0);
