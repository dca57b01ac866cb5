import { Inject, Injectable } from '@nestjs/common';
import type { Configuration } from '../../../config/configuration';
import { CalendarFiles } from '../../calendar/calendar-files.service';
import { FeedTokens, feedPath } from '../../calendar/feed-tokens.service';
import { Database } from '../../database/database';
import { CONFIGURATION } from '../../organisations/configuration.token';
import { isCoordinator } from '../../organisations/domain/act-context';
import { Programmes } from '../../programmes/programmes.service';
import { said, told, type Command, type Outcome, type Turn } from '../turn';
import * as say from '../wording';

const RESET = /重置|重设|换(?:个|一个)?(?:新)?地址|作废/u;
const EVERYTHING = /全部|所有|组织|全组织/u;

/** 日历: the address of the speaker's own feed, how to add it, and a file of what she has now. 日历 重置 ends all before. */
@Injectable()
export class CalendarCommand implements Command {
  readonly act = 'calendar';
  readonly audience = 'everybody';

  constructor(
    private readonly feeds: FeedTokens,
    private readonly files: CalendarFiles,
    private readonly programmes: Programmes,
    private readonly database: Database,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async run(turn: Turn): Promise<Outcome> {
    // The address is a secret: it is never owed to the outbox, which would store it.
    if (turn.inGroup) return said(say.privateOnly());
    if (RESET.test(turn.text)) return this.answer(say.calendarReset, await this.feeds.reset(turn.act()));
    const sessions = isCoordinator(turn.speaker) ? await this.sessionsOf(turn) : null;
    if (sessions) return sessions;
    const token = await this.feeds.issue(turn.act());
    const file = await this.files.shiftsOf(turn.scope, turn.speaker.personId, turn.now);
    const text = this.answer((url, page) => say.calendarText(url, page, file !== null), token);
    return file ? { ...text, replies: [...text.replies, { file }] } : text;
  }

  /** 日历 天天询, 日历 全部: all sessions, for a coordinator who asks for them; null when she did not. */
  private async sessionsOf(turn: Turn): Promise<Outcome | null> {
    const wanted = turn.step.slots.programme;
    const all = wanted ? await this.database.read((tx) => this.programmes.list(tx, turn.scope)) : [];
    const programme = all.find(({ key, name }) => key === wanted || name === wanted);
    if (!programme && !EVERYTHING.test(turn.text)) return null;
    const made = await this.feeds.issueSessions(turn.act(), programme ? { programmeId: programme.id } : 'organisation');
    return made.ok ? this.answer((url, page) => say.sessionsCalendar(url, page, programme?.name), made.value) : null;
  }

  private answer(words: (url: string, page: string) => string, token: string): Outcome {
    const { publicUrl, host, port } = this.configuration;
    const base = publicUrl ?? `http://${host}:${String(port)}`;
    return told(words(`${base}${feedPath(token)}`, `${base}/h5/calendar#${token}`), { secret: true });
  }
}
