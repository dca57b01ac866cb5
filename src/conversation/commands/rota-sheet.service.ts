import { Injectable } from '@nestjs/common';
import { addDays, dateOf, mondayOf, monthOf, type CivilDate } from '../../kernel/civil-time';
import { saidDate, saidStretch } from '../../kernel/said-time';
import { Installation } from '../../accounts/installation.service';
import { SheetTemplates } from '../../import/sheet-templates.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import type { DutyView } from '../../rota/domain/shift-view';
import { instantsOf } from '../../statistics/domain/counts';
import { inSetting, match } from '../dialogue/matching';
import { reply, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/duties';
import { periodSaid } from './stats';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** What is longer than that comes as a file. */
const DAYS_AS_LINES = 10;
/** As much as one message takes. */
const MOST_CHARACTERS = 560;
const MOST_LINES = 11;

/** 班表: who serves when, a line a day for a week, an Excel file for a month. */
@Injectable()
export class RotaSheet {
  constructor(
    private readonly look: LookAtRota,
    private readonly sheets: SheetTemplates,
    private readonly installation: Installation,
  ) {}

  async of(turn: Turn): Promise<CommandAnswer> {
    const week = mondayOf(turn.today);
    const { from, to } = periodSaid(turn) ?? { from: week, to: addDays(week, 6) };
    const zone = turn.scope.zone;
    const all = await this.look.duties(turn.scope, instantsOf({ from, to }, zone));
    const { programme, post } = turn.step.slots;
    const duties = match(all.map(inSetting), { programme, post }, zone).exact.filter(
      ({ startCivil }) => dateOf(startCivil) >= from,
    );
    const title = saidStretch(`${from}T00:00`, `${addDays(to, 1)}T00:00`, turn.today);
    if (duties.length === 0) return reply(say.noRota(title));
    if (addDays(from, DAYS_AS_LINES) <= to) return this.asFile(turn, monthOf(from), duties);
    const days = [...new Set(duties.map(({ startCivil }) => dateOf(startCivil)))];
    const lines = days.map((day) =>
      dayLine(
        day,
        duties.filter(({ startCivil }) => dateOf(startCivil) === day),
        turn.today,
      ),
    );
    const texts = inMessages([say.rotaHeading(title), ...lines, say.rotaNext(Number(monthOf(to).slice(5)))]);
    return { replies: texts.map((text) => ({ text })) };
  }

  private async asFile(turn: Turn, month: string, duties: readonly DutyView[]): Promise<CommandAnswer> {
    const seats = duties.reduce((sum, { seatsMin }) => sum + seatsMin, 0);
    const taken = duties.reduce((sum, { people, seatsMin }) => sum + Math.min(people.length, seatsMin), 0);
    const url =
      this.installation.reachable && turn.speaker.roles.includes('coordinator')
        ? `${this.installation.baseUrl}/console/rota/${month}`
        : null;
    const text = reply(say.rotaOfMonth(Number(month.slice(5)), { seats, taken, url }), { personal: true });
    const bytes = await this.sheets.rota(turn.scope, month, { filled: true });
    const file = { name: `${month}班表.xlsx`, type: XLSX, base64: bytes.toString('base64') };
    // A file is made anew rather than kept.
    return { ...text, secret: true, replies: [...text.replies, { file }] };
  }
}

function dayLine(day: CivilDate, duties: readonly DutyView[], today: CivilDate): string {
  const sessions = new Map<string, DutyView[]>();
  for (const duty of duties) sessions.set(duty.sessionId, [...(sessions.get(duty.sessionId) ?? []), duty]);
  return `${saidDate(day, today)} ${[...sessions.values()].map((seats) => say.sessionInShort(seats)).join('；')}`;
}

/** The lines in as many messages as they take. */
function inMessages(lines: readonly string[]): string[] {
  const messages: string[] = [];
  let open: string[] = [];
  for (const line of lines) {
    const full = open.length >= MOST_LINES || [...open, line].join('\n').length > MOST_CHARACTERS;
    if (full && open.length > 0) {
      messages.push(open.join('\n'));
      open = [];
    }
    open.push(line);
  }
  return [...messages, open.join('\n')];
}
