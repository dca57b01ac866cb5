import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import { MailAddresses, type MailRefusal } from '../../accounts/mail-addresses.service';
import { Channels } from '../../messaging/channels';
import { answer } from '../http/answer';
import { notFound, Problem } from '../http/problem';
import { ByLink, LinkGuard, Visiting, type Visit } from './link.guard';
import * as say from './h5-reach-texts';
import { VisitViews, type VisitView } from './visit-views.service';

export class MailAddressDto {
  @ApiProperty({ example: 'huang@example.com' })
  @IsString()
  @MaxLength(191)
  address: string;
}

export class MailCodeDto {
  @ApiProperty({ example: '482913', description: 'The code that was sent to the address' })
  @IsString()
  @Matches(/^\d{6}$/u, { message: '验证码是六位数字' })
  code: string;
}

/** How whoever has no account on a channel leaves a way to be reached, by the page that is hers alone. */
@ApiTags('h5')
@ApiHeader({ name: 'Authorization', description: '`Link <token>`, the part of the address behind #' })
@Controller('api/h5/mail')
@UseGuards(LinkGuard)
export class H5ReachController {
  constructor(
    private readonly views: VisitViews,
    private readonly addresses: MailAddresses,
    private readonly channels: Channels,
  ) {}

  @Post()
  @HttpCode(200)
  @ByLink('session', 'own')
  @ApiOperation({ summary: 'Sends a code to a mail address, which proves that it is hers' })
  async address(@Visiting() { context }: Visit, @Body() body: MailAddressDto): Promise<{ address: string }> {
    const mail = this.channels.get('mail');
    if (!mail) throw notFound(say.noMailHere());
    const { address, code } = answer(await this.addresses.prove(context, body.address), mailProblem);
    // the code is a secret: it is handed over at once and never owed to the outbox, which would store it
    const sent = await mail.send({ externalId: address }, { text: say.mailCode(code) });
    if (sent.state !== 'sent') throw new Problem(502, { rule: 'not-sent', detail: say.mailNotSent(address) });
    return { address };
  }

  @Post('code')
  @HttpCode(200)
  @ByLink('session', 'own')
  @ApiOperation({ summary: 'Makes the address to which this code was sent hers' })
  async code(@Visiting() visit: Visit, @Body() { code }: MailCodeDto): Promise<VisitView> {
    answer(await this.addresses.confirm(visit.context, code), mailProblem);
    return this.views.of(visit);
  }
}

const STATUS = { 'no-address': 422, 'too-many-codes': 429, 'wrong-code': 409 } as const;

const mailProblem = (refusal: MailRefusal): Problem =>
  new Problem(STATUS[refusal.rule], { rule: refusal.rule, detail: say.mailRefusal(refusal) });
