import { Module } from '@nestjs/common';
import { ActRecords } from './act-records.service';
import { Acts } from './acts.service';
import { AuditLog } from './audit-log.service';
import { Changes } from './changes.service';
import { LookAtAudit } from './look-at-audit.service';
import { Undo } from './undo.service';

/** What every act needs: one transaction with its answer, the operation log, and the way back. */
@Module({
  providers: [ActRecords, Acts, AuditLog, Changes, LookAtAudit, Undo],
  exports: [ActRecords, Acts, AuditLog, Changes, LookAtAudit, Undo],
})
export class ActsModule {}
