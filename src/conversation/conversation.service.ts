import { Injectable } from '@nestjs/common';
import { Maintenance } from '../installation/maintenance.service';
import { AppClock } from '../kernel/app-clock';
import type { InboundMessage, Reply } from '../messaging/channel';
import { ContactRights } from '../messaging/contact-rights.service';
import { CarryOut } from './commands/carry-out.service';
import { answerOf, stillAsking } from './dialogue/answer';
import { hear, hearDanger, isOverheard } from './dialogue/hearing';
import { KeptAnswers } from './dialogue/kept-answers.service';
import { OneByOne } from './dialogue/one-by-one';
import { ConversationSettings, Pace } from './dialogue/pace';
import { ReadMessages } from './dialogue/read-message.service';
import type { ReadMessage } from './dialogue/reader';
import type { Plan } from './dialogue/plan';
import { Readers } from './dialogue/readers.service';
import * as sayManners from './wording/manners';
import { Speakers } from './dialogue/speakers.service';
import type { CommandAnswer } from './dialogue/turn';

/**
 * Door 1: everything that is said to the service comes in here, whatever the channel. A message is heard, read once, planned
 * by the first reader that makes something of it, carried out, and answered.
 */
@Injectable()
export class Conversation {
  private readonly queue = new OneByOne();
  private readonly pace: Pace;

  constructor(
    private readonly clock: AppClock,
    private readonly kept: KeptAnswers,
    private readonly speakers: Speakers,
    private readonly reading: ReadMessages,
    private readonly readers: Readers,
    private readonly acting: CarryOut,
    private readonly rights: ContactRights,
    private readonly maintenance: Maintenance,
    settings: ConversationSettings,
  ) {
    this.pace = new Pace(settings);
  }

  /** Answers a message. The same message again gets the answer of the first time; messages of one person wait in turn. */
  async receive(message: InboundMessage): Promise<Reply[]> {
    const replies = await this.queue.run(`${message.channel}.${message.externalId}`, () => this.take(message));
    return [...replies];
  }

  private async take(message: InboundMessage): Promise<readonly Reply[]> {
    // What people say among themselves in a group costs nobody anything.
    const overheard = isOverheard(message) ? hear(message) : null;
    if (overheard?.kind === 'silence') return [];
    const now = this.clock.now();
    const sender = { channel: message.channel, account: message.externalId, source: message.source };
    const own = this.pace.take(sender, now);
    if (own === 'deaf') return [];
    const before = await this.kept.to(message);
    if (before) return before;
    const speaker = await this.speakers.of(message);
    const pace = speaker !== null || own !== 'pass' ? own : this.pace.takeOfStranger(sender, now);
    if (pace === 'deaf') return [];
    const held = pace === 'pass' && (await this.maintenance.isOn());
    const heard = pace === 'pass' && !held ? (overheard ?? hear(message)) : hearDanger(message);
    if (heard.kind === 'silence') return [];
    // a danger to life is answered even then
    if (held && heard.kind === 'too-fast' && heard.crisis === null) return [{ text: sayManners.underMaintenance() }];
    return this.answer(await this.reading.read(message, heard, speaker, pace, now));
  }

  private async answer(read: ReadMessage): Promise<readonly Reply[]> {
    const plan = await this.readers.plan(read);
    if (plan.fleeting) return plan.outcome?.replies ?? [];
    await this.noteThatSheWrote(read);
    const outcome = plan.outcome ?? (await this.done(plan, read));
    const answer = answerOf(read, outcome, plan.keepsQuestion);
    await this.kept.keep(read, answer);
    return answer.replies;
  }

  private async done({ steps, keepsQuestion }: Plan, read: ReadMessage): Promise<CommandAnswer> {
    if (!read.speaker) return { replies: [] };
    const outcome = await this.acting.run(steps, read, read.speaker);
    return keepsQuestion ? stillAsking(read, outcome) : outcome;
  }

  /** Whoever has just bound herself with this message has thereby written, too. */
  private async noteThatSheWrote({ message, speaker, now }: ReadMessage): Promise<void> {
    const writer = speaker ?? (await this.speakers.of(message));
    if (writer) await this.rights.heardFrom(message, writer.personId, now);
  }
}
