import { VolunteersModule } from '../volunteers/volunteers.module';
import { Module, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { CalendarModule } from '../calendar/calendar.module';
import { MessagingModule } from '../messaging/messaging.module';
import { NoticesModule } from '../messaging/notices.module';
import { ActsModule } from '../acts/acts.module';
import { ImportModule } from '../import/import.module';
import { OrganisationsModule } from '../organisations/organisations.module';
import { ProgrammesModule } from '../programmes/programmes.module';
import { RegistrationsModule } from '../registrations/registrations.module';
import { WatchingModule } from '../watching/watching.module';
import { RotaModule } from '../rota/rota.module';
import { StatisticsModule } from '../statistics/statistics.module';
import { FeedAnswers } from './calendar/feed-answers';
import { CalendarSourcesController } from './calendar/calendar-sources.controller';
import { FeedsController } from './calendar/feeds.controller';
import { H5DutiesController } from './h5/h5-duties.controller';
import { H5ReachController } from './h5/h5-reach.controller';
import { H5SessionsController } from './h5/h5-sessions.controller';
import { VisitViews } from './h5/visit-views.service';
import { VisitsController } from './h5/visits.controller';
import { ImportSpreadsheetsController } from './import/import-spreadsheets.controller';
import { ImportOrganisationController } from './import/import-organisation.controller';
import { NoticesController } from './messages/notices.controller';
import { HealthController } from './operation/health.controller';
import { MetricsController } from './operation/metrics.controller';
import { Metrics } from './operation/metrics.service';
import { RecordsController } from './operation/records.controller';
import { PagesController } from './operation/pages.controller';
import { PeopleController } from './people/people.controller';
import { PersonDataController } from './people/person-data.controller';
import { RolesController } from './people/roles.controller';
import { VolunteersController } from './people/volunteers.controller';
import { QuestionsModule } from '../questions/questions.module';
import { QuestionsController } from './questions/questions.controller';
import { ActivitiesController } from './registrations/activities.controller';
import { PlannedSessionsController } from './registrations/planned-sessions.controller';
import { RegistrationsController } from './registrations/registrations.controller';
import { SessionsController } from './registrations/sessions.controller';
import { StatisticsController } from './reports/statistics.controller';
import { TalliesController } from './reports/tallies.controller';
import { TotalsController } from './reports/totals.controller';
import { AssignmentsController } from './rota/assignments.controller';
import { LeavesController } from './rota/leaves.controller';
import { RequestsController } from './rota/requests.controller';
import { DraftRunsController } from './rota/draft-runs.controller';
import { RotasController } from './rota/rotas.controller';
import { ShiftsController } from './rota/shifts.controller';
import { UndoController } from './rota/undo.controller';
import { SettingsController } from './settings/settings.controller';
import { ConsoleSessions } from './sign-in/console-sessions.service';
import { ProofController } from './sign-in/proof.controller';
import { SignInController } from './sign-in/sign-in.controller';
import { WebSessionsController } from './sign-in/web-sessions.controller';
import { ChangesController } from './today/changes.controller';
import { TodayController } from './today/today.controller';
import { AccountsModule } from '../accounts/accounts.module';
import { DraftsModule } from '../drafts/drafts.module';
import { SessionsModule } from '../sessions/sessions.module';
import { SettingsModule } from '../settings/settings.module';

/** Door 2: the acts over HTTP, the pages, and what whoever operates the service asks for. */
@Module({
  imports: [
    VolunteersModule,
    SettingsModule,
    SessionsModule,
    DraftsModule,
    AccountsModule,
    ActsModule,
    CalendarModule,
    ImportModule,
    MessagingModule,
    NoticesModule,
    OrganisationsModule,
    ProgrammesModule,
    QuestionsModule,
    RegistrationsModule,
    RotaModule,
    StatisticsModule,
    WatchingModule,
    TerminusModule.forRoot({ logger: false }),
  ],
  controllers: [
    ActivitiesController,
    AssignmentsController,
    CalendarSourcesController,
    ChangesController,
    FeedsController,
    H5DutiesController,
    H5ReachController,
    H5SessionsController,
    HealthController,
    ImportOrganisationController,
    ImportSpreadsheetsController,
    LeavesController,
    MetricsController,
    NoticesController,
    PagesController,
    PeopleController,
    PersonDataController,
    PlannedSessionsController,
    ProofController,
    QuestionsController,
    RecordsController,
    RegistrationsController,
    RequestsController,
    RolesController,
    DraftRunsController,
    RotasController,
    SessionsController,
    SettingsController,
    ShiftsController,
    SignInController,
    StatisticsController,
    TalliesController,
    TotalsController,
    TodayController,
    UndoController,
    VisitsController,
    VolunteersController,
    WebSessionsController,
  ],
  providers: [ConsoleSessions, FeedAnswers, Metrics, VisitViews],
  exports: [ConsoleSessions, FeedAnswers],
})
export class ConsoleModule implements NestModule {
  constructor(private readonly metrics: Metrics) {}

  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(this.metrics.middleware).forRoutes('{*path}');
  }
}
