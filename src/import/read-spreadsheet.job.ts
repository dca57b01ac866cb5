import type { Result } from '../kernel/result';
import { readSpreadsheet, type Sheet, type SpreadsheetFault } from './spreadsheet';

export const job = (bytes: Uint8Array): Promise<Result<Sheet[], SpreadsheetFault>> =>
  readSpreadsheet(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
