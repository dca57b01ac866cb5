import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOT_IN_FONT } from './report-texts';
import type { Block, Paper, PaperTable } from './paper';

/** Noto Sans SC: Latin letters and the 7 900 characters of everyday Chinese; its licence lies beside it. */
const FONT = join(__dirname, 'fonts', 'noto-sans-sc.ttf');
const MM = 72 / 25.4;
const MARGINS = [28 * MM, 30 * MM, 26 * MM, 30 * MM];

/** The paper as a PDF with its font in it, so that it looks the same everywhere and is readable in ten years. */
export async function pdfPaper(paper: Paper): Promise<Buffer> {
  const { default: pdfmake } = await import('pdfmake');
  pdfmake.setFonts({ sans: { normal: FONT, bold: FONT } });
  // Nothing that a paper says makes the machine fetch or open anything but the font.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === FONT);
  const spell = await speller();
  const content = [
    { text: spell.say(paper.title), fontSize: 18, alignment: 'center', margin: [0, 0, 0, 14] },
    ...paper.blocks.map((block) => contentOf(block, spell.say)),
  ];
  const note = spell.missing() ? [{ text: NOT_IN_FONT, margin: [0, 12, 0, 0], fontSize: 9 }] : [];
  return pdfmake
    .createPdf({
      info: { title: paper.title, creator: '心约 Xinyue' },
      pageSize: 'A4',
      pageMargins: MARGINS,
      defaultStyle: { font: 'sans', fontSize: 10.5, lineHeight: 1.35 },
      footer: (page: number, pages: number) => ({
        text: `— ${String(page)} / ${String(pages)} —`,
        alignment: 'center',
        fontSize: 9,
        margin: [0, 20, 0, 0],
      }),
      content: [...content, ...note],
    })
    .getBuffer();
}

function contentOf(block: Block, say: (text: string) => string): object {
  switch (block.kind) {
    case 'heading':
      return { text: say(block.text), fontSize: 13, margin: [0, 14, 0, 6] };
    case 'paragraph':
      return { text: say(`${'\u3000'.repeat(2)}${block.text}`), alignment: 'justify' };
    case 'line':
      return { text: say(block.text), margin: [0, 4, 0, 2] };
    case 'table':
      return tableOf(block.table, say);
  }
}

function tableOf({ columns, rows }: PaperTable, say: (text: string) => string): object {
  const all = columns.reduce((sum, { width }) => sum + width, 0);
  return {
    margin: [0, 2, 0, 8],
    layout: 'lightHorizontalLines',
    table: {
      headerRows: 1,
      dontBreakRows: true,
      // A star takes what is left, so that the parts fill the line whatever the space between them is.
      widths: columns.map(({ width }, i) => (i === 0 ? '*' : `${String(Math.floor((95 * width) / all))}%`)),
      body: [
        columns.map(({ title, counts }) => ({ text: say(title), alignment: counts ? 'right' : 'left' })),
        ...rows.map((row) =>
          row.map((text, i) => ({ text: say(text), alignment: columns[i]?.counts ? 'right' : 'left' })),
        ),
      ],
    },
  };
}

interface Speller {
  /** The text with every character that the font lacks written as its number, so that none is silently left out. */
  readonly say: (text: string) => string;
  /** Something was written so. */
  readonly missing: () => boolean;
}

async function speller(): Promise<Speller> {
  const known = await characters();
  let missing = false;
  return {
    say: (text) =>
      [...text]
        .map((one) => {
          const code = one.codePointAt(0) ?? 0;
          if (code < 0x20 || known.has(code)) return one;
          missing = true;
          return `〔U+${code.toString(16).toUpperCase()}〕`;
        })
        .join(''),
    missing: () => missing,
  };
}

let inFont: Promise<ReadonlySet<number>> | null = null;

/** What the font can draw, read once. */
function characters(): Promise<ReadonlySet<number>> {
  inFont ??= import('fontkit').then(({ create }) => new Set(create(readFileSync(FONT)).characterSet));
  return inFont;
}
