import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { WecomSettings } from '../../../config/configuration';
import { CallBackDesk, type Counter } from '../callback/call-back-desk';
import { CallBackDoor } from '../callback/call-back-door';
import { MessageCipher } from '../callback/message-cipher';
import { inboundFor } from './inbound';
import { WECOM_SETTINGS, WecomChannel } from './wecom.channel';
import { textOf } from './wecom-texts';

/** What WeCom calls: messages and events of members who use the app. */
@ApiTags('channels')
@Controller('channels/wecom')
export class WecomController {
  private readonly counter: Counter;
  private readonly cipher: MessageCipher;

  constructor(
    @Inject(WECOM_SETTINGS) { token, aesKey, corpId, agentId }: WecomSettings,
    channel: WecomChannel,
    private readonly desk: CallBackDesk,
  ) {
    this.cipher = new MessageCipher(aesKey, corpId);
    this.counter = { channel, door: new CallBackDoor(token, this.cipher), inboundOf: inboundFor(agentId), textOf };
  }

  @Get()
  @ApiOperation({ summary: 'WeCom looks whether the address is ours: gives back what it sent, decrypted' })
  verify(@Req() request: Request, @Res() response: Response): void {
    this.desk.verify(request, response, (query, now) => {
      const encrypted = query.get('echostr') ?? '';
      this.counter.door.check(query, 'msg_signature', [encrypted], now);
      return this.cipher.decrypt(encrypted);
    });
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'WeCom delivers a message or an event; answered within five seconds or later' })
  async take(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.desk.take(request, response, this.counter);
  }
}
