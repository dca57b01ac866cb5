import { Injectable } from '@nestjs/common';
import { CrisisCare } from '../../crisis/crisis-care.service';
import { saying, type Plan } from '../plan';
import { inGroup, questionOpenTo, type ReadMessage, type Reader } from '../reader';

/** What sounds like a danger to life, named or hinted at. An open question stays open. */
@Injectable()
export class CrisisHeard implements Reader {
  constructor(private readonly care: CrisisCare) {}

  async read({ message, readings, speaker, now }: ReadMessage): Promise<Plan | null> {
    const crisis = readings.find(({ act }) => act === 'crisis')?.crisis;
    return crisis ? saying(await this.care.hear(crisis, message, speaker, now), true) : null;
  }
}

/** What is said behind it: to the offer of a call back, or that it was not meant. */
@Injectable()
export class CrisisAfterwards implements Reader {
  constructor(private readonly care: CrisisCare) {}

  async read(read: ReadMessage): Promise<Plan | null> {
    const { heard, message, speaker, now } = read;
    if (heard.kind !== 'text' || inGroup(read)) return null;
    const askedMs = questionOpenTo(read)?.askedMs ?? 0;
    const outcome = await this.care.answer(message, heard.text, speaker, { askedMs, now });
    return outcome && saying(outcome, true);
  }
}
