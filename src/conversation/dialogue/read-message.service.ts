import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import type { Instant } from '../../kernel/clock';
import type { InboundMessage } from '../../messaging/channel';
import { readAnswer } from '../grammar/readings/answers';
import { readWord } from '../grammar/readings/words';
import type { Reading } from '../grammar/reading';
import { NOTHING_OPEN, openQuestion } from './dialogue';
import { DialoguesRepository, dialogueKey } from './dialogues.repository';
import type { Heard } from './hearing';
import { placesOf } from './places';
import type { ReadMessage } from './reader';
import { nothingStanding, read, type MessageContext } from './message-context';
import { HOME_ZONE, type Speaker } from './turn';
import { Vocabularies } from './vocabularies.service';

/** The one reading of a message, in what stands open for whoever sent it. */
@Injectable()
export class ReadMessages {
  constructor(
    private readonly database: Database,
    private readonly dialogues: DialoguesRepository,
    private readonly vocabularies: Vocabularies,
  ) {}

  /** Of a message that came too fast nothing is looked up: it is only searched for a danger to life. */
  async read(
    message: InboundMessage,
    heard: Heard,
    speaker: Speaker | null,
    pace: ReadMessage['pace'],
    now: Instant,
  ): Promise<ReadMessage> {
    const known =
      speaker && heard.kind === 'text' && pace === 'pass' ? await this.standingOf(message, speaker, now) : null;
    const standing = known?.standing ?? nothingStanding(now, speaker?.scope.zone ?? HOME_ZONE);
    const question = openQuestion(standing.here, now);
    return {
      message,
      heard,
      pace,
      now,
      speaker,
      standing,
      privately: known?.privately ?? NOTHING_OPEN,
      readings: readingsOf(heard, standing),
      word: heard.kind === 'text' ? readWord(heard.text) : null,
      answer: question && heard.kind === 'text' ? readAnswer(heard.text, question.options.length) : null,
    };
  }

  private async standingOf(message: InboundMessage, speaker: Speaker, now: Instant) {
    const { scope, roles } = speaker;
    const dialogues = await this.database.read((tx) => this.dialogues.of(tx, speaker.personId));
    const words = await this.vocabularies.of(scope);
    const places = placesOf(message, speaker);
    const key = dialogueKey(places.here);
    const here = dialogues.get(key) ?? NOTHING_OPEN;
    const elsewhere = [...dialogues].filter(([other]) => other !== key).map(([, dialogue]) => dialogue);
    const standing: MessageContext = { here, elsewhere, now, roles, zone: scope.zone, ...words };
    return { standing, privately: dialogues.get(dialogueKey(places.private)) ?? NOTHING_OPEN };
  }
}

function readingsOf(heard: Heard, standing: MessageContext): readonly Reading[] {
  switch (heard.kind) {
    case 'text':
      return read(heard.text, standing);
    case 'too-long':
    case 'too-fast':
      return heard.crisis ? [{ act: 'crisis', slots: {}, ask: null, crisis: heard.crisis }] : [];
    case 'attachment':
    case 'wordless':
    case 'silence':
      return [];
  }
}
