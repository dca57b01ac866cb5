import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { understandAt } from '../../src/conversation/grammar/parse';
import { COMPOUND_NAMES, FAMILY_NAMES, FAMILY_WORDS } from '../../src/conversation/grammar/entities/family-names';
import type { Reading } from '../../src/conversation/grammar/reading';

const CONTEXT = { wall: '2026-11-24T10:00', numbered: 6 };

/** Sentences in which a person, and nobody else, can be meant; `~` is her name. */
const NAMING: readonly (readonly [string, Reading['act']])[] = [
  ['代~认领3', 'act-for'],
  ['帮~请假12月5号', 'act-for'],
  ['换班 3 给~', 'give'],
  ['让~替我周五的班', 'give'],
  ['我跟~换12月4号的晚班', 'swap'],
  ['我和~换班', 'swap'],
  ['周五晚班和~换一下', 'swap'],
  ['安排~周五晚班', 'fill'],
  ['周五晚班安排~', 'fill'],
  ['~这个月几个班', 'on-duty'],
  ['~在班吗', 'on-duty'],
];

/** Where a name is not read, or another act is. */
function unread(form: string, act: Reading['act'], names: readonly string[], people?: readonly string[]): string[] {
  const context = people ? { ...CONTEXT, vocabulary: { people } } : CONTEXT;
  return names.filter((name) => {
    const [only, ...more] = understandAt(form.replace('~', name), context);
    return more.length > 0 || only?.act !== act || only.slots.person !== name;
  });
}

const words = (file: string): string[] =>
  readFileSync(join(__dirname, 'names', file), 'utf8')
    .split(/\s+/u)
    .filter((word) => word !== '');

describe('names without a register', () => {
  // 乜 is the dialect's word for what.
  const families = [...FAMILY_NAMES, ...FAMILY_WORDS, ...COMPOUND_NAMES].filter((name) => name !== '乜');

  it('has all the family names of 百家姓 and the common ones of today', () => {
    expect(families.length).toBeGreaterThan(600);
  });

  it.each(NAMING)('reads every family name in %s', (form, act) => {
    for (const given of ['丽', '小燕', '建国'])
      expect(
        unread(
          form,
          act,
          families.map((family) => family + given),
        ),
      ).toEqual([]);
  });

  it.each(NAMING)('reads names that are written by their sound, and rare characters, in %s', (form, act) => {
    expect(unread(form, act, ['热娜·艾力', '古丽米热', '迪丽热巴·迪力木拉提', '次仁卓玛', '刘𬍛', '韦㛃'])).toEqual([]);
  });

  it.each([...NAMING.map(([form]) => form), '3换~', '~请假', '~，我认领3', '认领3，~', '我想跟~说一下'])(
    'takes no other word for a person in %s',
    (form) => {
      const taken = words('no-names.txt').filter((word) =>
        understandAt(form.replace('~', word), CONTEXT).some(({ slots }) => slots.person !== undefined),
      );
      expect(taken).toEqual([]);
    },
  );
});

describe('names of the register', () => {
  const people = words('people.txt');

  it.each(NAMING)('are read whatever their characters in %s', (form, act) => {
    expect(unread(form, act, people, people)).toEqual([]);
  });

  it.each([
    ['代热娜·艾力认领3', '热娜·艾力'],
    ['代热娜•艾力认领3', '热娜·艾力'],
    ['代热娜・艾力认领3', '热娜·艾力'],
    ['代热娜‧艾力认领3', '热娜·艾力'],
    ['代热娜艾力认领3', '热娜·艾力'],
    ['代热娜认领3', '热娜'],
    ['代小燕认领3', '小燕'],
    ['代周一帆认领3', '周一帆'],
    ['代周天明认领3', '周天明'],
    ['代古丽米热老师认领3', '古丽米热'],
  ])('%s is for %s', (text, person) => {
    expect(understandAt(text, { ...CONTEXT, vocabulary: { people: [...people, '周一帆', '周天明'] } })).toMatchObject([
      { act: 'act-for', doing: 'claim', slots: { person, numbers: [3] }, ask: null },
    ]);
  });

  it('give no name to somebody else who is called alike', () => {
    const context = { ...CONTEXT, vocabulary: { people: ['王芳'] } };
    expect(understandAt('3给王芳芳', context)[0]?.slots.person).toBe('王芳芳');
  });

  it.each(NAMING.map(([form]) => form))('leave other words alone in %s', (form) => {
    const taken = words('no-names.txt').filter(
      (word) =>
        !people.includes(word) &&
        understandAt(form.replace('~', word), { ...CONTEXT, vocabulary: { people } }).some(
          ({ slots }) => slots.person !== undefined,
        ),
    );
    expect(taken).toEqual([]);
  });
});

describe('somebody who cannot be read', () => {
  it.each(['我跟隔壁组的换周五晚班', '我和那个新来的换周五', '把周五晚班给隔壁组', '代新来的那位认领3'])(
    'is asked about in %s',
    (text) => {
      const [only] = understandAt(text, CONTEXT);
      expect(only?.ask?.about).toBe('person');
      expect(only?.slots.person).toBeDefined();
    },
  );
});
