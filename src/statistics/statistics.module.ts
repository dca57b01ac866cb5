import { Module } from '@nestjs/common';
import { ActsModule } from '../acts/acts.module';
import { ProgrammesModule } from '../programmes/programmes.module';
import { Statistics } from './statistics.service';
import { Tallies } from './tallies.service';
import { TallyLedger } from './tally-ledger.service';
import { UndoReport } from './undo-report.service';

@Module({
  imports: [ActsModule, ProgrammesModule],
  providers: [Statistics, Tallies, TallyLedger, UndoReport],
  exports: [Statistics, Tallies, TallyLedger],
})
export class StatisticsModule {}
