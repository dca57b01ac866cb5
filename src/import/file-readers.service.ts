import { join } from 'node:path';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { SECOND, type Instant } from '../kernel/clock';
import { refused, type Result } from '../kernel/result';
import { JobThread, TookTooMuch } from '../threads/job-thread';
import type { CheckedFile } from './check-organisation-file';
import type { FaultyFile } from './faulty-import';
import type { SentFile } from './read-organisation-file.job';
import { MOST_BYTES, type Sheet, type SpreadsheetFault } from './spreadsheet';

const LIMITS = { mostMs: 10 * SECOND, megabytes: 512 };

/** Reads what people upload in threads of their own, one file of a kind at a time: the service goes on answering. */
@Injectable()
export class FileReaders implements OnModuleDestroy {
  private readonly sheets = new JobThread<Uint8Array, Result<Sheet[], SpreadsheetFault>>(
    join(__dirname, 'read-spreadsheet.job'),
    LIMITS,
  );
  private readonly files = new JobThread<SentFile, Result<CheckedFile, FaultyFile>>(
    join(__dirname, 'read-organisation-file.job'),
    LIMITS,
  );

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.sheets.close(), this.files.close()]);
  }

  async spreadsheet(bytes: Buffer): Promise<Result<Sheet[], SpreadsheetFault>> {
    if (bytes.length > MOST_BYTES) return refused('too-large');
    return inTime(this.sheets.run(bytes), 'too-hard');
  }

  /** An organisation file as it was sent, JSON in UTF-8; what is over by `now` is history. */
  async organisationFile(bytes: Buffer, now: Instant): Promise<Result<CheckedFile, FaultyFile>> {
    const tooHard: FaultyFile = { rule: 'faulty-file', faults: ['/: took longer to read than a file may'] };
    return inTime(this.files.run({ bytes, now }), tooHard);
  }
}

async function inTime<T, R>(reading: Promise<Result<T, R>>, tooHard: R): Promise<Result<T, R>> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof TookTooMuch) return refused(tooHard);
    throw error;
  }
}
