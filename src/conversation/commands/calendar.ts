import { Injectable } from '@nestjs/common';
import { CalendarFiles } from '../../calendar/calendar-files.service';
import { FeedTokens, feedPath } from '../../calendar/feed-tokens.service';
import { Database } from '../../database/database';
import { isCoordinator } from '../../acts/domain/act-context';
import { Installation } from '../../accounts/installation.service';
import { Programmes, type Programme } from '../../programmes/programmes.service';
import { onlyComes, reply, replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import { coordinatorsOnly, privateOnly } from '../wording/manners';
import * as say from '../wording/calendar';
import { OwnRegistrations } from './own-registrations.service';

const RESET = /重置|重设|换(?:个|一个)?(?:新)?地址|作废/u;
const EVERYTHING = /全部|所有|组织|全组织/u;

/**
 * 日历: the address of the speaker's own feed, how to add it, and a file of what she has now; 日历 天天询 and 日历 全部: all
 * sessions, for a coordinator. With 重置 the addresses so far end: her own, those of the programme, or all she has.
 */
@Injectable()
export class CalendarCommand implements Command {
  readonly act = 'calendar';
  readonly audience = 'everybody';

  constructor(
    private readonly feeds: FeedTokens,
    private readonly files: CalendarFiles,
    private readonly programmes: Programmes,
    private readonly database: Database,
    private readonly installation: Installation,
    private readonly registrations: OwnRegistrations,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    // The address is a secret: it is never owed to the outbox, which would store it.
    if (turn.inGroup) return reply(privateOnly());
    const coordinates = isCoordinator(turn.speaker);
    const programme = coordinates ? await this.programmeOf(turn) : undefined;
    const everything = EVERYTHING.test(turn.text);
    if (RESET.test(turn.text)) return this.reset(turn, programme, everything, coordinates);
    if (coordinates && (programme || everything)) return this.sessions(turn, programme);
    const token = await this.feeds.issue(turn.act());
    const file = await this.files.allOf(turn.scope, turn.speaker.personId, turn.now);
    const serves = !onlyComes(turn.speaker.roles);
    const places = serves ? [] : (await this.registrations.referents(turn)).map(({ line }) => line);
    const text = secret(say.calendarText(this.at(token), { hasFile: file !== null, serves, places }));
    return file ? { ...text, replies: [...text.replies, { file }] } : text;
  }

  private async reset(
    turn: Turn,
    programme: Programme | undefined,
    everything: boolean,
    coordinates: boolean,
  ): Promise<CommandAnswer> {
    if (programme) {
      const made = await this.feeds.resetSessions(turn.act(), { programmeId: programme.id });
      return made.ok
        ? secret(say.sessionsCalendarReset(this.at(made.value.token), programme.name))
        : reply(coordinatorsOnly());
    }
    const { token, others } = await this.feeds.reset(turn.act(), everything ? 'everything' : 'own');
    return secret(
      everything
        ? say.everyCalendarReset(this.at(token), coordinates)
        : say.calendarReset(this.at(token), others, !onlyComes(turn.speaker.roles)),
    );
  }

  private async sessions(turn: Turn, programme: Programme | undefined): Promise<CommandAnswer> {
    const made = await this.feeds.issueSessions(turn.act(), programme ? { programmeId: programme.id } : 'organisation');
    return made.ok ? secret(say.sessionsCalendar(this.at(made.value), programme?.name)) : reply(coordinatorsOnly());
  }

  private async programmeOf(turn: Turn): Promise<Programme | undefined> {
    const wanted = turn.step.slots.programme;
    if (!wanted) return undefined;
    const all = await this.database.read((tx) => this.programmes.list(tx, turn.scope));
    return all.find(({ key, name }) => key === wanted || name === wanted);
  }

  private at(token: string): say.FeedAddress {
    const { baseUrl } = this.installation;
    return { url: `${baseUrl}${feedPath(token)}`, page: `${baseUrl}/h5/calendar#${token}` };
  }
}

const secret = (text: string): CommandAnswer => replyPrivately(text, { secret: true });
