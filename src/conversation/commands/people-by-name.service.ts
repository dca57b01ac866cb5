import { Injectable } from '@nestjs/common';
import type { PersonSummary } from '../../organisations/people.queries';
import { People } from '../../organisations/people.service';
import { LIST_MAX, wanting } from '../dialogue/asking';
import type { ListEntry, Step } from '../dialogue/dialogue';
import { replyPrivately, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayPerson from '../wording/people';
import * as sayQuestion from '../wording/questions';

/** A person who was meant. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export const personEntry = (id: string): ListEntry => ({ kind: 'person', id, stamp: '' });

/** Finds out who is meant by a name; two who match are asked about, and one who only sounds like it is echoed first. */
@Injectable()
export class PeopleByName {
  constructor(private readonly people: People) {}

  /** Goes on with the person, in a turn that remembers her, so that later questions do not ask for her again. */
  async settle(turn: Turn, then: (person: Named, settled: Turn) => Promise<CommandAnswer>): Promise<CommandAnswer> {
    const picked = turn.step.chosen?.find((entry) => entry.kind === 'person');
    if (picked) {
      const person = await this.people.byId(turn.scope, picked.id);
      return person ? then(person, turn) : replyPrivately(sayPerson.noSuchPerson(''));
    }
    const called = turn.step.slots.person;
    if (called === undefined) return wanting(turn, sayPerson.whoPlease(), 'person');
    const found = await this.likely(turn, await this.people.find(turn.scope, called));
    const [only] = found;
    if (!only) return replyPrivately(sayPerson.noSuchPerson(called));
    if (found.length > 1) return this.ask(turn, found, sayPerson.whichPerson(called, found.length));
    if (!isMeantBy(only.name, called)) return this.ask(turn, found, sayPerson.soundsLikePerson(called));
    return then(only, { ...turn, step: withPerson(turn.step, only.id) });
  }

  /** Of several, those who can be meant: not the speaker herself, and for a shift only those who serve. */
  private async likely(turn: Turn, found: readonly PersonSummary[]): Promise<readonly PersonSummary[]> {
    if (found.length < 2) return found;
    const others = found.filter((person) => person.id !== turn.speaker.personId);
    if (!['give', 'swap', 'fill'].includes(turn.step.act)) return others;
    const serving = new Set((await this.people.withRole(turn.scope, 'volunteer')).map((person) => person.id));
    const able = others.filter((person) => serving.has(person.id));
    return able.length > 0 ? able : others;
  }

  private ask(turn: Turn, found: readonly PersonSummary[], heading: string): CommandAnswer {
    const shown = found.slice(0, LIST_MAX);
    const twice = (name: string): boolean => shown.filter((person) => person.name === name).length > 1;
    const lines = shown.map((person) => sayPerson.personLine(person.name, person.key, twice(person.name)));
    const options = shown.map((person) => withPerson(turn.step, person.id));
    const yes = options.length === 1 ? options : undefined;
    const facets = shown.map(({ name }) => ({ name }));
    return replyPrivately(sayQuestion.choose(heading, lines, found.length - shown.length), {
      question: { options, yes, facets },
    });
  }
}

/** The full name, the end of it, or a surname with a form of address; anything else only sounds alike. */
function isMeantBy(name: string, called: string): boolean {
  const said = called.trim();
  return name.endsWith(said) || name.startsWith(said.slice(0, 1));
}

function withPerson(step: Step, id: string): Step {
  const others = (step.chosen ?? []).filter((entry) => entry.kind !== 'person');
  return { ...step, chosen: [...others, personEntry(id)] };
}
