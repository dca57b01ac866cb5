import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Configuration } from '../../config/configuration';
import { Database } from '../database/database';
import { ScheduleSlots } from '../database/schedule-slots.service';
import { DAY, HOUR, type Instant } from '../kernel/clock';
import { CONFIGURATION } from '../kernel/configuration.token';
import type { DueWork } from '../kernel/due-work';
import { noteBackup } from './backup-log';
import { makeCopy } from './copies/make-copy';
import { keepLatest, putSecond } from './keep-copies';

const JOB = 'back-up';
/** Two in the morning in China, before what is old is forgotten. */
const HOUR_OF_DAY = 18 * HOUR;

/** Makes a copy of the database once a day, whatever the number of processes, and keeps as many as it is told to. */
@Injectable()
export class BackUpDaily implements DueWork {
  readonly name = JOB;
  private readonly log = new Logger(JOB);

  constructor(
    private readonly database: Database,
    private readonly slots: ScheduleSlots,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async nextDue(now: Instant): Promise<Instant | null> {
    if (!this.wanted) return null;
    const slot = slotAt(now);
    return (await this.slots.isFree(JOB, slot, now)) ? slot : slot + DAY;
  }

  async run(now: Instant): Promise<void> {
    if (this.wanted) await this.slots.once(JOB, slotAt(now), now, () => this.backUp(now));
  }

  private get wanted(): boolean {
    const { backup, databaseUrl } = this.configuration;
    return backup.keep > 0 && databaseUrl !== 'sqlite::memory:';
  }

  private async backUp(now: Instant): Promise<void> {
    const { folder, secondFolder, keep } = this.configuration.backup;
    const made = await makeCopy(this.configuration, now);
    await this.database.write((tx) => noteBackup(tx, made, now));
    await keepLatest(folder, keep);
    if (secondFolder === null) return;
    try {
      await putSecond(made.path, secondFolder);
      await keepLatest(secondFolder, keep);
    } catch (error) {
      // the first copy stands; made again and again it would push older ones out
      this.log.error({ err: error }, 'the copy could not be put into BACKUP_SECOND_DIR');
    }
  }
}

/** The beginning of the day's slot that `now` lies in. */
function slotAt(now: Instant): Instant {
  return Math.floor((now - HOUR_OF_DAY) / DAY) * DAY + HOUR_OF_DAY;
}
