import { Inject, Injectable } from '@nestjs/common';
import type { Configuration } from '../../../config/configuration';
import { CalendarFiles } from '../../calendar/calendar-files.service';
import { FeedTokens, feedPath } from '../../calendar/feed-tokens.service';
import { CONFIGURATION } from '../../organisations/configuration.token';
import { said, told, type Command, type Outcome, type Turn } from '../turn';
import * as say from '../wording';

/** 日历: the address of the speaker's own feed and a file of what she has now. */
@Injectable()
export class CalendarCommand implements Command {
  readonly act = 'calendar';
  readonly audience = 'everybody';

  constructor(
    private readonly feeds: FeedTokens,
    private readonly files: CalendarFiles,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async run(turn: Turn): Promise<Outcome> {
    // The address is a secret: it is never owed to the outbox, which would store it.
    if (turn.inGroup) return said(say.privateOnly());
    const token = await this.feeds.issue(turn.act());
    const file = await this.files.shiftsOf(turn.scope, turn.speaker.personId, turn.now);
    const { publicUrl, host, port } = this.configuration;
    const url = `${publicUrl ?? `http://${host}:${String(port)}`}${feedPath(token)}`;
    const text = told(say.calendarText(url, file !== null), {});
    return { ...text, secret: true, replies: file ? [...text.replies, { file }] : text.replies };
  }
}
