import { StatisticsHoldings } from './statistics-holdings.service';
import { OrganisationsModule } from '../organisations/organisations.module';
import { MessagingModule } from '../messaging/messaging.module';
import { Module } from '@nestjs/common';
import { ActsModule } from '../acts/acts.module';
import { ProgrammesModule } from '../programmes/programmes.module';
import { LookAtService } from './look-at-service.service';
import { Statistics } from './statistics.service';
import { Tallies } from './tallies.service';
import { TallyLedger } from './tally-ledger.service';
import { PeriodReports } from './period-reports.service';
import { PeriodTotals } from './period-totals.service';
import { ReportsHeard } from './reports-heard.service';
import { TellReporters } from './tell-reporters.service';
import { UndoReport } from './undo-report.service';

@Module({
  imports: [OrganisationsModule, ActsModule, ProgrammesModule, MessagingModule],
  providers: [
    LookAtService,
    PeriodTotals,
    PeriodReports,
    StatisticsHoldings,
    Statistics,
    Tallies,
    TallyLedger,
    TellReporters,
    UndoReport,
    ReportsHeard,
  ],
  exports: [LookAtService, PeriodTotals, PeriodReports, Statistics, Tallies, TallyLedger, ReportsHeard],
})
export class StatisticsModule {}
