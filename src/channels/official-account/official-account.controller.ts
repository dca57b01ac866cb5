import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { OfficialAccountSettings } from '../../../config/configuration';
import { CallBackDesk, type Counter } from '../callback/call-back-desk';
import { CallBackDoor } from '../callback/call-back-door';
import { MessageCipher } from '../callback/message-cipher';
import { inboundOf } from './inbound';
import { OFFICIAL_ACCOUNT_SETTINGS, OfficialAccountChannel } from './official-account.channel';
import { stillWorking, textOf, tooLong } from './official-account-texts';

/** What the platform calls: messages and events of people who follow the account. */
@ApiTags('channels')
@Controller('channels/official-account')
export class OfficialAccountController {
  private readonly counter: Counter;

  constructor(
    @Inject(OFFICIAL_ACCOUNT_SETTINGS) { token, aesKey, appId }: OfficialAccountSettings,
    channel: OfficialAccountChannel,
    private readonly desk: CallBackDesk,
  ) {
    const door = new CallBackDoor(token, aesKey === null ? null : new MessageCipher(aesKey, appId));
    const answersOnly = channel.capabilities.proactive === 'never' ? { stillWorking, tooLong } : undefined;
    this.counter = { channel, door, inboundOf, textOf, ...(answersOnly && { answersOnly }) };
  }

  @Get()
  @ApiOperation({ summary: 'The platform looks whether the address is ours: gives back what it sent' })
  verify(@Req() request: Request, @Res() response: Response): void {
    this.desk.verify(request, response, (query, now) => {
      this.counter.door.check(query, 'signature', [], now);
      return query.get('echostr') ?? '';
    });
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'The platform delivers a message or an event; answered within five seconds or later' })
  async take(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.desk.take(request, response, this.counter);
  }
}
