import { StatisticsHoldings } from './statistics-holdings.service';
import { OrganisationsModule } from '../organisations/organisations.module';
import { Module } from '@nestjs/common';
import { ActsModule } from '../acts/acts.module';
import { ProgrammesModule } from '../programmes/programmes.module';
import { Statistics } from './statistics.service';
import { Tallies } from './tallies.service';
import { TallyLedger } from './tally-ledger.service';
import { ReportsHeard } from './reports-heard.service';
import { UndoReport } from './undo-report.service';

@Module({
  imports: [OrganisationsModule, ActsModule, ProgrammesModule],
  providers: [StatisticsHoldings, Statistics, Tallies, TallyLedger, UndoReport, ReportsHeard],
  exports: [Statistics, Tallies, TallyLedger, ReportsHeard],
})
export class StatisticsModule {}
