import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpus } from './corpus';

export type Tone = 'explicit' | 'veiled' | 'none';

/** One utterance, and whether it is a sign of danger to a life; each sign of a theme has a look-alike beside it. */
export interface CrisisLine {
  readonly theme: string;
  readonly voice: string;
  readonly tone: Tone;
  readonly text: string;
}

/** What the score is trained on, and what it never sees. */
export type CrisisPart = 'learnt' | 'kept';

const here =
  [__dirname, join(__dirname, '../../../test/language')].find((at) => existsSync(join(at, 'crisis'))) ?? __dirname;

/** The pairs of a part: a file a theme, a line `tone | voice | sign | look-alike` each. */
export function crisisLines(part: CrisisPart): CrisisLine[] {
  const folder = join(here, 'crisis', part);
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const theme = name.replace('.txt', '');
      const lines = readFileSync(join(folder, name), 'utf8').trim().split('\n');
      return lines.flatMap((line) => {
        const [tone, voice, sign, alike] = line.split(' | ');
        if (!voice || !sign || !alike || (tone !== 'explicit' && tone !== 'veiled'))
          throw new Error(`${name}: ${line}`);
        return [
          { theme, voice, tone, text: sign },
          { theme, voice, tone: 'none' as const, text: alike },
        ];
      });
    });
}

/** Signs that were missed at first hearing, and single look-alikes, without a partner each. */
export function singleLines(): CrisisLine[] {
  return (['veiled', 'none'] as const).flatMap((tone) =>
    readFileSync(join(here, 'crisis', `single-${tone}.txt`), 'utf8')
      .trim()
      .split('\n')
      .map((text) => ({ theme: 'single', voice: 'plain', tone, text })),
  );
}

/** What people say on ordinary days, with the cries for help among it. */
export function ordinaryLines(): CrisisLine[] {
  return [...corpus(), ...corpus('regression')].flatMap(([theme, said]) =>
    said.map(({ text, readings }) => ({
      theme,
      voice: 'ordinary',
      tone: readings.some(({ act }) => act === 'crisis') ? ('explicit' as const) : ('none' as const),
      text,
    })),
  );
}
