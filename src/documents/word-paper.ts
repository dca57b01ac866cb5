import type { FileChild, IRunOptions, ISectionOptions } from 'docx';
import type { Paper, PaperTable } from './paper';

type Docx = typeof import('docx');

/** A character of the body is 16 points high; sizes of Word are half points. */
const SIZES = { title: 44, body: 32, table: 24, page: 28 } as const;
/** Named in all four places, or Word gives Chinese text another font. Whoever has none of these is given her own program's choice. */
const FONTS = { title: '方正小标宋简体', heading: '黑体', body: '仿宋_GB2312', page: '宋体' } as const;
const TWO_CHARACTERS = 640;
/** A4 with the type area of an official paper (GB/T 9704-2012): 156 × 225 mm, in twentieths of a point. */
const PAGE = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 2098, left: 1588, right: 1474, bottom: 1984, footer: 1587 },
} as const;
const AREA = 8844;
/** 22 lines a page: 225 mm ÷ 22. */
const LINE = 579;
/** 28 characters a line, 156 mm ÷ 28, by drawing them a quarter of a point closer: a grid of characters looks otherwise in every program. */
const CLOSER = -5;

/** The paper as a Word document in the form of an official paper. */
export async function wordPaper(paper: Paper): Promise<Buffer> {
  const docx = await import('docx');
  const document = new docx.Document({
    creator: '心约 Xinyue',
    title: paper.title,
    evenAndOddHeaderAndFooters: true,
    sections: [section(docx, paper)],
  });
  return docx.Packer.toBuffer(document);
}

function section(docx: Docx, { title, blocks }: Paper): ISectionOptions {
  const { AlignmentType, DocumentGridType, Footer, LineRuleType, PageNumber, Paragraph, TextRun } = docx;
  const page = (alignment: 'left' | 'right') =>
    new Footer({
      children: [
        new Paragraph({
          alignment,
          indent: alignment === 'left' ? { left: TWO_CHARACTERS / 2 } : { right: TWO_CHARACTERS / 2 },
          children: [new TextRun({ ...run(FONTS.page, SIZES.page), children: ['— ', PageNumber.CURRENT, ' —'] })],
        }),
      ],
    });
  const heading = new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 289, line: 640, lineRule: LineRuleType.AT_LEAST },
    children: [new TextRun({ ...run(FONTS.title, SIZES.title), text: title })],
  });
  const children: FileChild[] = blocks.map((block) => {
    if (block.kind === 'table') return tableOf(docx, block.table);
    const font = block.kind === 'heading' ? FONTS.heading : FONTS.body;
    return new Paragraph({
      indent: { firstLine: TWO_CHARACTERS },
      keepNext: block.kind === 'heading',
      children: [new TextRun({ ...run(font, SIZES.body), characterSpacing: CLOSER, text: block.text })],
    });
  });
  return {
    properties: { page: PAGE, grid: { type: DocumentGridType.LINES, linePitch: LINE } },
    footers: { default: page('right'), even: page('left') },
    children: [heading, ...children],
  };
}

const run = (font: string, size: number): Pick<IRunOptions, 'font' | 'size'> => ({
  font: { ascii: font, hAnsi: font, eastAsia: font, cs: font },
  size,
});

function tableOf(docx: Docx, { columns, rows }: PaperTable): FileChild {
  const { AlignmentType, LineRuleType, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } = docx;
  const all = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.floor((AREA * width) / all));
  const line = (texts: readonly string[], head: boolean) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: columns.map(
        ({ counts }, i) =>
          new TableCell({
            width: { size: widths[i] ?? 0, type: WidthType.DXA },
            margins: { left: 80, right: 80 },
            children: [
              new Paragraph({
                alignment: counts && !head ? AlignmentType.RIGHT : AlignmentType.LEFT,
                spacing: { line: 400, lineRule: LineRuleType.EXACT },
                children: [
                  new TextRun({ ...run(head ? FONTS.heading : FONTS.body, SIZES.table), text: texts[i] ?? '' }),
                ],
              }),
            ],
          }),
      ),
    });
  const titles = columns.map(({ title }) => title);
  return new Table({ columnWidths: widths, rows: [line(titles, true), ...rows.map((row) => line(row, false))] });
}
