import { writeSpreadsheet } from '../import/spreadsheet';
import type { PeriodReport } from '../statistics/domain/period-report';
import { pdfPaper } from './pdf-paper';
import { reportPaper } from './report-paper';
import { reportSheets } from './report-sheets';
import { titleOf } from './report-texts';
import { wordPaper } from './word-paper';

export const REPORT_FORMATS = ['xlsx', 'docx', 'pdf'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface ReportFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

const TYPES: Readonly<Record<ReportFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

/** The report as a file to be kept, sent and printed. */
export async function reportFile(report: PeriodReport, format: ReportFormat): Promise<ReportFile> {
  const { organisations, period } = report.counts;
  const title = titleOf(organisations[0]?.name ?? '', period);
  return { name: `${title}.${format}`, type: TYPES[format], bytes: await bytesOf(report, format) };
}

function bytesOf(report: PeriodReport, format: ReportFormat): Promise<Buffer> {
  switch (format) {
    case 'xlsx':
      return writeSpreadsheet(reportSheets(report));
    case 'docx':
      return wordPaper(reportPaper(report));
    case 'pdf':
      return pdfPaper(reportPaper(report));
  }
}
