import { Module } from '@nestjs/common';
import { Acts } from './acts.service';
import { AuditLog } from './audit-log.service';
import { Undo } from './undo.service';

/** What every act needs: one transaction with its answer, the operation log, and the way back. */
@Module({ providers: [Acts, AuditLog, Undo], exports: [Acts, AuditLog, Undo] })
export class ActsModule {}
