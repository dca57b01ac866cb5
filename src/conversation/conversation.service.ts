import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { civilDateOf } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { InboundMessage, Reply } from '../messaging/channel';
import { ContactRights } from '../messaging/contact-rights.service';
import { Outbox } from '../messaging/outbox.service';
import { AppClock } from '../kernel/app-clock';
import type { ActContext } from '../acts/domain/act-context';
import { Awaiting } from './dialogue/awaiting.service';
import { Called } from './dialogue/readers/called.service';
import { CrisisAlarm } from './dialogue/readers/crisis-alarm.service';
import { LIST_LIFE, NOTHING_OPEN, QUESTION_LIFE, listingFor, type Dialogue, type Step } from './dialogue/dialogue';
import { DialoguesRepository, dialogueKey, type Place } from './dialogue/dialogues.repository';
import { hear } from './dialogue/hearing';
import { InboxRepository, messageKey } from './dialogue/inbox.repository';
import { CommandTable } from './commands/command-table';
import { Proposals } from './language-model/proposals.service';
import { OneByOne } from './dialogue/one-by-one';
import { MailBinding } from './commands/mail-address';
import { ConversationSettings, Pace } from './dialogue/pace';
import { mayBeForOthers, plan, read, supposed, type Standing } from './dialogue/readers/requests';
import { Speakers } from './dialogue/speakers.service';
import { Strangers } from './dialogue/readers/strangers.service';
import { said, type Outcome, type Speaker, type Turn } from './dialogue/turn';
import { Vocabularies } from './dialogue/vocabularies.service';
import * as say from './wording/manners';

/** What a message is answered, and what stands open afterwards. */
interface Answer {
  readonly replies: readonly Reply[];
  /** Goes to the private chat although it was asked in a group. */
  readonly aside?: readonly Reply[];
  readonly dialogues?: readonly { place: Place; dialogue: Dialogue }[];
  readonly secret?: boolean;
}

/** Door 1: everything that is said to the service comes in here, whatever the channel. */
@Injectable()
export class Conversation {
  private readonly queue = new OneByOne();
  private readonly pace: Pace;

  constructor(
    private readonly database: Database,
    private readonly clock: AppClock,
    private readonly inbox: InboxRepository,
    private readonly dialogues: DialoguesRepository,
    private readonly speakers: Speakers,
    private readonly strangers: Strangers,
    private readonly mail: MailBinding,
    private readonly commands: CommandTable,
    private readonly crisis: CrisisAlarm,
    private readonly vocabularies: Vocabularies,
    private readonly awaiting: Awaiting,
    private readonly outbox: Outbox,
    private readonly proposals: Proposals,
    private readonly called: Called,
    private readonly rights: ContactRights,
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
    const heard = hear(message);
    if (heard.kind === 'silence') return [];
    const before = await this.inbox.answerTo(message);
    if (before) return before;
    const now = this.clock.now();
    const speaker = await this.speakers.of(message);
    if (heard.kind === 'too-long' && heard.alarming) return this.alarm(message, speaker, now);
    const slow = this.pace.take(message.channel, message.externalId, now);
    if (heard.kind === 'text' && soundsLikeCrisis(heard.text, now, speaker)) return this.alarm(message, speaker, now);
    if (slow !== 'pass') return slow === 'warn' ? said(say.slower()).replies : [];
    switch (heard.kind) {
      case 'attachment':
        return said(say.textOnly()).replies;
      case 'too-long':
        return said(say.tooLong()).replies;
      case 'wordless':
        return said(say.wordless()).replies;
      case 'text':
        return this.answer(message, heard.text, speaker, now);
    }
  }

  private async answer(
    message: InboundMessage,
    text: string,
    speaker: Speaker | null,
    now: Instant,
  ): Promise<readonly Reply[]> {
    if (speaker) await this.rights.heardFrom(message, speaker.personId, now);
    const binding =
      (await this.mail.answer(message, text, speaker, now)) ??
      (await this.strangers.answer(message, text, speaker, now));
    const answer = binding ? { replies: binding } : speaker ? await this.converse(message, text, speaker, now) : null;
    if (!answer) return [];
    if (!speaker) await this.firstHeardFrom(message, now);
    await this.keep(message, speaker, answer, now);
    return answer.replies;
  }

  /** Whoever has just bound herself with this message has thereby written, too. */
  private async firstHeardFrom(message: InboundMessage, now: Instant): Promise<void> {
    const bound = await this.speakers.of(message);
    if (bound) await this.rights.heardFrom(message, bound.personId, now);
  }

  private async alarm(message: InboundMessage, speaker: Speaker | null, now: Instant): Promise<readonly Reply[]> {
    const replies = await this.crisis.raise(message, speaker, now);
    await this.keep(message, speaker, { replies }, now);
    return replies;
  }

  private async converse(message: InboundMessage, text: string, speaker: Speaker, now: Instant): Promise<Answer> {
    if (!inGroup(message) && this.called.mayAnswer(text)) {
      const called = await this.called.answer(contextOf(message, speaker, now, 'call'));
      if (called) return { replies: called.replies };
    }
    const places = placesOf(message, speaker);
    const known = await this.database.read((tx) => this.dialogues.of(tx, speaker.personId));
    const key = dialogueKey(places.here);
    const here = known.get(key) ?? NOTHING_OPEN;
    const elsewhere = [...known].filter(([other]) => other !== key).map(([, dialogue]) => dialogue);
    const vocabulary = await this.vocabularies.of(speaker.scope);
    const { scope, roles } = speaker;
    const standing: Standing = { here, elsewhere, now, roles, zone: scope.zone, ...vocabulary };
    const awaited = mayBeForOthers(text, standing) ? await this.awaiting.of(speaker, now) : undefined;
    const planned = plan(text, standing, awaited);
    const outcome =
      (planned.lost === true ? await this.supposed(text, standing, message, speaker) : null) ??
      planned.outcome ??
      (await this.carryOut(planned.steps, standing, message, speaker));
    const after = open(planned.keepsQuestion ? here : { ...here, question: null, questionUntilMs: 0 }, outcome, now);
    if (message.conversation.kind === 'private' || outcome.personal !== true) {
      const dialogues = same(here, after) ? [] : [{ place: places.here, dialogue: after }];
      const replies = inGroup(message) ? oneMessage(outcome.replies) : outcome.replies;
      return { replies, dialogues, secret: outcome.secret };
    }
    const quietHere = { ...here, question: null, questionUntilMs: 0 };
    const privately = open(known.get(dialogueKey(places.private)) ?? NOTHING_OPEN, outcome, now);
    return {
      replies: said(say.answeredPrivately(speaker.name)).replies,
      aside: outcome.replies,
      dialogues: [
        ...(same(here, quietHere) ? [] : [{ place: places.here, dialogue: quietHere }]),
        { place: places.private, dialogue: privately },
      ],
    };
  }

  /** What a language model believes was meant, in private alone; null where none is set up or it has no idea either. */
  private async supposed(
    text: string,
    standing: Standing,
    message: InboundMessage,
    speaker: Speaker,
  ): Promise<Outcome | null> {
    if (inGroup(message)) return null;
    const context = contextOf(message, speaker, standing.now, 'model');
    const reading = await this.proposals.propose(text, context, (sentence) => read(sentence, standing));
    return reading && supposed(reading, standing);
  }

  private async carryOut(
    steps: readonly Step[],
    standing: Standing,
    message: InboundMessage,
    speaker: Speaker,
  ): Promise<Outcome> {
    const outcomes: Outcome[] = [];
    let acts = 0;
    for (const step of steps) {
      const turn: Turn = {
        speaker,
        about: speaker,
        scope: speaker.scope,
        now: standing.now,
        today: civilDateOf(standing.now, speaker.scope.zone),
        step,
        text: message.text,
        listing: listingFor(standing.here, standing.elsewhere, standing.now),
        inGroup: inGroup(message),
        channel: message.channel,
        act: () => contextOf(message, speaker, standing.now, String(acts++)),
      };
      outcomes.push(await this.commands.run(turn));
    }
    return together(outcomes);
  }

  /** Writes down, in one unit, that the message was answered, what stands open now, and what goes to the private chat. */
  private async keep(message: InboundMessage, speaker: Speaker | null, answer: Answer, now: Instant): Promise<void> {
    await this.database.write(async (tx) => {
      await this.inbox.keep(tx, message, answer.secret === true ? null : answer.replies, now);
      for (const { place, dialogue } of answer.dialogues ?? []) await this.dialogues.save(tx, place, dialogue, now);
      if (!speaker || !answer.aside || answer.aside.length === 0) return;
      await this.outbox.owe(tx, now, {
        orgId: speaker.scope.orgId,
        personId: speaker.personId,
        dedupeKey: `aside.${message.channel}.${messageKey(message)}`,
        kind: 'aside',
        class: 'urgent',
        content: { say: answer.aside },
        dueMs: now,
      });
    });
  }
}

/** The context of one act that a message asks for; the same message again gives the same key. */
function contextOf(message: InboundMessage, speaker: Speaker, now: Instant, which: string): ActContext {
  return {
    scope: speaker.scope,
    actorId: speaker.personId,
    roles: speaker.roles,
    now,
    channel: message.channel,
    idempotencyKey: `${message.channel}.${messageKey(message)}.${which}`,
  };
}

const inGroup = (message: InboundMessage): boolean => message.conversation.kind === 'group';

function soundsLikeCrisis(text: string, now: Instant, speaker: Speaker | null): boolean {
  const zone = speaker?.scope.zone ?? 'Asia/Shanghai';
  return read(text, { here: NOTHING_OPEN, elsewhere: [], now, zone }).some((reading) => reading.act === 'crisis');
}

function placesOf(message: InboundMessage, speaker: Speaker): { here: Place; private: Place } {
  const common = { orgId: speaker.scope.orgId, personId: speaker.personId, channel: message.channel };
  return {
    here: { ...common, kind: message.conversation.kind, conversation: message.conversation.id },
    private: { ...common, kind: 'private', conversation: message.externalId },
  };
}

function open(dialogue: Dialogue, outcome: Outcome, now: Instant): Dialogue {
  const listed = outcome.listing ? { listing: outcome.listing, listingUntilMs: now + LIST_LIFE } : {};
  const asked = outcome.question
    ? { question: { ...outcome.question, askedMs: now }, questionUntilMs: now + QUESTION_LIFE }
    : {};
  return { ...dialogue, ...listed, ...asked };
}

const same = (a: Dialogue, b: Dialogue): boolean => a.listing === b.listing && a.question === b.question;

/** The outcomes of several acts as one: a line for each that is settled, and in full what asks or shows something. */
function together(outcomes: readonly Outcome[]): Outcome {
  const [only] = outcomes;
  if (only && outcomes.length === 1) return only;
  const inFull = (outcome: Outcome): boolean =>
    outcome.question !== undefined || outcome.replies.some((reply) => !('text' in reply));
  const settled = outcomes.filter((outcome) => !inFull(outcome));
  const rest = outcomes.filter(inFull);
  const texts = settled.flatMap(({ replies }) => replies.map((reply) => ('text' in reply ? reply.text : '')));
  return {
    replies: [...say.inShort(texts).map((text) => ({ text })), ...rest.flatMap((outcome) => outcome.replies)],
    personal: outcomes.some((outcome) => outcome.personal),
    secret: outcomes.some((outcome) => outcome.secret),
    question: rest.findLast((outcome) => outcome.question)?.question,
  };
}

/** In a group all that is said comes in one message; files stay their own. */
function oneMessage(replies: readonly Reply[]): readonly Reply[] {
  const texts = replies.flatMap((reply) => ('text' in reply ? [reply.text] : []));
  const rest = replies.filter((reply) => !('text' in reply));
  return texts.length > 1 ? [...said(texts.join('\n')).replies, ...rest] : replies;
}
