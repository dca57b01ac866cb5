import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Message } from 'wechaty';
import { Conversation } from '../../conversation/conversation.service';
import type { Address, Channel, ChannelCapabilities, InboundMessage, Reply, SendResult } from '../../messaging/channel';
import { Channels } from '../../messaging/channels';
import type { DeliveryReason } from '../../messaging/domain/delivery-reasons';
import { piecesOf } from '../../messaging/domain/pieces';
import { AppClock } from '../../kernel/app-clock';
import { InTurn } from '../in-turn';
import { inboundOf, WECHAT } from './inbound';
import { contactOf, roomOf, sayTo } from './outbound';
import { PuppetFactory } from './puppet-factory';
import { WechatConnection, type ConnectionTiming } from './wechat-connection';

export const CONNECTION_TIMING_TOKEN = Symbol('CONNECTION_TIMING');

/** WeChat through a wechaty puppet: hands every message to the conversation and its answers back, in order. */
@Injectable()
export class WechatChannel implements Channel, OnApplicationBootstrap, OnModuleDestroy {
  readonly key = WECHAT;
  readonly capabilities: ChannelCapabilities = {
    proactive: 'always',
    // Nobody published a limit for personal accounts; the platform's other doors stop at 2048 bytes.
    maxTextBytes: 2048,
    files: true,
    cards: false,
    concurrency: 1,
  };

  private readonly log = new Logger('wechat');
  private readonly inTurn = new InTurn();
  private readonly connection: WechatConnection;

  constructor(
    puppets: PuppetFactory,
    @Inject(CONNECTION_TIMING_TOKEN) timing: ConnectionTiming,
    private readonly channels: Channels,
    private readonly conversation: Conversation,
    private readonly clock: AppClock,
  ) {
    const events = {
      online: () => {
        this.channels.register(this);
      },
      offline: () => {
        this.channels.unregister(this.key);
      },
      message: (message: Message) => this.handle(message),
    };
    this.connection = new WechatConnection(puppets, events, timing);
  }

  onApplicationBootstrap(): void {
    this.connection.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.connection.stop();
  }

  async send(to: Address, message: Reply): Promise<SendResult> {
    const { bot } = this.connection;
    if (!bot) return { state: 'retry', reason: 'WeChat is not connected' satisfies DeliveryReason };
    try {
      const target = to.group ? await roomOf(bot, to.group) : await contactOf(bot, to.externalId);
      return target
        ? await sayTo(target, message)
        : { state: 'refused', reason: 'WeChat knows no such contact' satisfies DeliveryReason };
    } catch (error) {
      // Nothing was handed over yet.
      return { state: 'retry', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Messages of one person are answered in the order in which she sent them. */
  private async handle(message: Message): Promise<void> {
    await this.inTurn.run(message.talker().id, () => this.answer(message));
  }

  private async answer(message: Message): Promise<void> {
    const { bot } = this.connection;
    const inbound = bot ? await inboundOf(bot, message, this.clock.now()) : null;
    if (!inbound) return;
    const replies = await this.conversation.receive(inbound);
    for (const reply of piecesOf(replies, this.capabilities.maxTextBytes)) {
      const outcome = await this.reply(message, reply);
      if (outcome.state === 'sent') continue;
      this.reportLost(inbound, outcome);
      return;
    }
  }

  private async reply(message: Message, reply: Reply): Promise<SendResult> {
    const room = message.room();
    return room ? sayTo(room, reply, message.talker()) : sayTo(message.talker(), reply);
  }

  /** The person asks again and gets the kept answer; her act was done once. */
  private reportLost(inbound: InboundMessage, outcome: SendResult): void {
    const reason = outcome.state === 'sent' ? '' : outcome.reason;
    this.log.warn(`an answer in a ${inbound.conversation.kind} chat was not delivered (${outcome.state}): ${reason}`);
  }
}
