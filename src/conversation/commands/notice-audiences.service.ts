import { Injectable } from '@nestjs/common';
import { addDays, startOfDay } from '../../kernel/civil-time';
import { DAY } from '../../kernel/clock';
import type { NoticeAudience } from '../../messaging/domain/notice-audience';
import type { PersonSummary } from '../../organisations/people.queries';
import { People } from '../../organisations/people.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { LookAtPlanned } from '../../sessions/look-at-planned.service';
import { Tallies } from '../../statistics/tallies.service';
import { UNCONFIRMED_DAYS } from './gaps';
import { Vocabularies } from '../dialogue/vocabularies.service';
import { inSetting, match, windowOf } from '../dialogue/matching';
import { plannedReferent } from '../dialogue/referents';
import type { Turn } from '../dialogue/turn';
import { addresseesOf, type Addressees, type AudienceGroup } from '../grammar/readings/addressees';
import { particularsOf } from '../grammar/parse';
import type { Slots } from '../grammar/reading';
import * as sayNotify from '../wording/notify';
import * as sayPerson from '../wording/people';

/** To whom a notice goes, as people call them, and what is left of the words. */
export interface Addressed {
  readonly audience: NoticeAudience;
  readonly who: string;
  readonly text: string;
}

export interface Unclear {
  readonly unclear: string;
}

const AHEAD_DAYS = 35;

/** Finds whom a notice is for by what its first words call them. */
@Injectable()
export class NoticeAudiences {
  constructor(
    private readonly people: People,
    private readonly rota: LookAtRota,
    private readonly planned: LookAtPlanned,
    private readonly tallies: Tallies,
    private readonly vocabularies: Vocabularies,
  ) {}

  /** Without words for anybody it goes to every volunteer; words that sound like some of them and cannot be made out are asked about. */
  async of(turn: Turn, note: string): Promise<Addressed | Unclear> {
    const first = addresseesOf(note);
    const everybody = { audience: { kind: 'volunteers' as const }, who: sayNotify.volunteers() };
    if (!first) return { ...everybody, text: note };
    const { text } = first;
    const programme = await this.vocabularies.programmeCalled(turn.scope, first.programme);
    if (programme) {
      const audience = { kind: 'programme' as const, programmeKey: programme.key };
      return { audience, who: sayNotify.volunteersOf(programme.name), text };
    }
    if (first.group?.kind === 'everybody') return { ...everybody, text };
    if (first.group) return this.group(turn, first.group.kind, first.group.words, first);
    const named = await this.named(turn, first);
    if (named) return named;
    return first.soundsLikeSome ? { unclear: sayNotify.whoElse(first.said) } : { ...everybody, text: note };
  }

  private async named(turn: Turn, { names, text }: Addressees): Promise<Addressed | Unclear | null> {
    const found: PersonSummary[] = [];
    for (const name of names) {
      const called = (await this.people.find(turn.scope, name)).filter((person) => person.name === name);
      const [person, another] = called;
      if (another) return { unclear: sayPerson.whichPerson(name, called.length) };
      if (person) found.push(person);
      else if (found.length > 0) return { unclear: sayPerson.noSuchPerson(name) };
      else return null;
    }
    const [person, another] = found;
    if (!person) return null;
    if (!another) return { audience: { kind: 'person', personId: person.id }, who: person.name, text };
    return { ...some(found, found.map(({ name }) => name).join('、')), text };
  }

  private async group(
    turn: Turn,
    kind: Exclude<AudienceGroup, 'everybody'>,
    words: string,
    { said, text }: Addressees,
  ): Promise<Addressed | Unclear> {
    const { slots, certain } = particularsOf('on-duty', words, { now: turn.now, zone: turn.scope.zone });
    const none = words === '';
    if (!none && (!certain || !isParticular(slots))) return { unclear: sayNotify.whoElse(said) };
    switch (kind) {
      case 'families':
      case 'waiting':
        return this.families(turn, kind, slots, text);
      case 'unconfirmed':
        return { ...some(await this.unconfirmed(turn, slots), said), text };
      case 'unreported':
        return { ...some(await this.unreported(turn), said), text };
      case 'serving':
        if (none) return { unclear: sayNotify.whichDay(said) };
        return { ...some(await this.serving(turn, slots), said), text };
      case 'free':
        if (slots.when === undefined) return { unclear: sayNotify.whichDay(said) };
        return { ...some(await this.free(turn, slots), said), text };
    }
  }

  private async serving(turn: Turn, slots: Slots): Promise<PersonSummary[]> {
    const window = windowOf(slots, turn.now, turn.scope.zone, AHEAD_DAYS, true);
    const duties = match((await this.rota.duties(turn.scope, window)).map(inSetting), slots, turn.scope.zone).exact;
    const ids = new Set(
      duties.flatMap(({ people }) => people.filter(({ state }) => state !== 'no-show').map(({ personId }) => personId)),
    );
    return (await this.people.everybody(turn.scope)).filter(({ id }) => ids.has(id));
  }

  private async free(turn: Turn, { when }: Slots): Promise<PersonSummary[]> {
    const serving = new Set((await this.serving(turn, { when })).map(({ id }) => id));
    return (await this.people.withRole(turn.scope, 'volunteer')).filter(({ id }) => !serving.has(id));
  }

  private async unconfirmed(turn: Turn, slots: Slots): Promise<PersonSummary[]> {
    const window = windowOf(slots, turn.now, turn.scope.zone, UNCONFIRMED_DAYS);
    const seats = match((await this.rota.unconfirmed(turn.scope, window)).map(inSetting), slots, turn.scope.zone).exact;
    const ids = new Set(seats.map(({ personId }) => personId));
    return (await this.people.everybody(turn.scope)).filter(({ id }) => ids.has(id));
  }

  private async unreported(turn: Turn): Promise<PersonSummary[]> {
    const owing = new Set(await this.tallies.owing(turn.scope, turn.now));
    return (await this.people.everybody(turn.scope)).filter(({ id }) => owing.has(id));
  }

  private async families(
    turn: Turn,
    kind: 'families' | 'waiting',
    slots: Slots,
    text: string,
  ): Promise<Addressed | Unclear> {
    const { scope, now, today } = turn;
    const range = { from: startOfDay(today, scope.zone), to: startOfDay(addDays(today, AHEAD_DAYS), scope.zone) };
    const sessions = (await this.planned.within(scope, range)).filter(
      (one) => one.signUp !== null && one.end > now - DAY,
    );
    const fitting = match(
      sessions.map((session) => plannedReferent(session, today)),
      slots,
      scope.zone,
    ).exact;
    const [session, another] = fitting;
    if (!session || another) return { unclear: sayNotify.whichSession(fitting.map((one) => one.line)) };
    const { sessionId, signUp } = session.session;
    if (kind === 'families')
      return {
        audience: { kind: 'families', sessionId },
        who: sayNotify.familiesOf(session.line, signUp?.waiting ?? 0),
        text,
      };
    const { waiting } = await this.planned.concerned(scope, sessionId, now);
    const people = waiting.map(({ personId: id, name }) => ({ id, name, key: '' }));
    return { ...some(people, sayNotify.waitingFor(session.line)), text };
  }
}

/** Exactly these people, as they were found when the notice was shown. */
const some = (people: readonly PersonSummary[], called: string): Pick<Addressed, 'audience' | 'who'> => ({
  audience: { kind: 'people', personIds: people.map(({ id }) => id), called },
  who: called,
});

const isParticular = ({ when, every, dayPart, programme, post, ...more }: Slots): boolean =>
  [when, dayPart, programme, post].some((slot) => slot !== undefined) &&
  every === undefined &&
  Object.keys(more).length === 0;
