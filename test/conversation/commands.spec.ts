import { COMMANDS, FOR_OTHERS } from '../../src/conversation/commands/commands';
import { COORDINATING } from '../../src/conversation/dialogue/readers/requests';
import { COMMAND, type Act } from '../../src/conversation/grammar/reading';
import { verb } from '../../src/conversation/wording/acts';
import { corpus } from '../language/corpus';

/** What is answered before any command: whoever binds is not known yet, and a danger to life waits for nothing. */
const BEFORE: readonly Act[] = ['bind', 'crisis', 'none'];

const actsOf = (commands: typeof COMMANDS): Act[] => commands.map((command) => new command().act);

describe('the commands of the conversation', () => {
  const acts = Object.keys(COMMAND) as Act[];

  it('are one for each act that the grammar reads', () => {
    expect(actsOf(COMMANDS).sort()).toEqual(acts.filter((act) => !BEFORE.includes(act)).sort());
  });

  it('have each act in the corpus, as people say it', () => {
    const said = new Set(
      corpus().flatMap(([, lines]) => lines.flatMap(({ readings }) => readings.map(({ act }) => act))),
    );
    expect(acts.filter((act) => !said.has(act))).toEqual([]);
  });

  it('that only coordinators may ask for are proposed to nobody else', () => {
    const theirs = COMMANDS.map((command) => new command()).filter(
      ({ audience }) => audience === 'coordinators' || audience === 'counting',
    );
    expect(theirs.map(({ act }) => act).sort()).toEqual([...COORDINATING].sort());
  });

  it('can be carried out for somebody else only where they are among them', () => {
    expect(FOR_OTHERS.filter((command) => !COMMANDS.includes(command))).toEqual([]);
    expect(actsOf(FOR_OTHERS).map(verb).join('、')).toBe(
      '认领、退班、求替、确认、到岗、离岗、晚到、请假、取消请假、报名、取消报名',
    );
  });
});
