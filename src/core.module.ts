import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { ConversationModule } from './conversation/conversation.module';
import { CalendarModule } from './calendar/calendar.module';
import { RefreshCalendars } from './beat/refresh-calendars.service';
import { Invitations } from './calendar/invitations.service';
import { CallBacks } from './messaging/call-backs.service';
import { DispatchOutbox } from './messaging/dispatch-outbox.service';
import { DISPATCH_PROVIDERS, MessagingModule, transportFor } from './messaging/messaging.module';
import { Transport } from './messaging/transport';
import { ImportModule } from './import/import.module';
import { AccountsModule } from './accounts/accounts.module';
import { DraftsModule } from './drafts/drafts.module';
import { SessionsModule } from './sessions/sessions.module';
import { SettingsModule } from './settings/settings.module';
import { OrganisationsModule } from './organisations/organisations.module';
import { PlatformModule, type Platform } from './platform.module';
import { ProgrammesModule } from './programmes/programmes.module';
import { SessionPlanner } from './sessions/session-planner.service';
import { QuestionsModule } from './questions/questions.module';
import { RegistrationsModule } from './registrations/registrations.module';
import { AuditMessages, OUTSIDE } from './watching/audit-messages.service';
import { BackUpDaily } from './installation/back-up.service';
import { heldDuring, Maintenance } from './installation/maintenance.service';
import type { DueWork } from './kernel/due-work';
import { ForgetOldRows } from './beat/forget-old-rows.service';
import { HandoverLadder } from './watching/handover-ladder.service';
import { ScheduleSlots } from './database/schedule-slots.service';
import { BEATING, DUE_WORK, Heartbeat } from './beat/heartbeat.service';
import { WatchShifts } from './watching/watch-shifts.service';
import { WatchingModule } from './watching/watching.module';
import { RingClockwork } from './rota/ring-clockwork.service';
import { RotaClockwork } from './rota/rota-clockwork.service';
import { RotaModule } from './rota/rota.module';
import { StatisticsModule } from './statistics/statistics.module';

const FEATURES = [
  OrganisationsModule,
  ProgrammesModule,
  AccountsModule,
  SettingsModule,
  SessionsModule,
  DraftsModule,
  ImportModule,
  RotaModule,
  WatchingModule,
  RegistrationsModule,
  StatisticsModule,
  CalendarModule,
  QuestionsModule,
  MessagingModule,
  ConversationModule,
];

/** The whole service without its doors to the network: what the simulator runs and what the server builds upon. */
@Module({})
export class CoreModule {
  /** `beating`: whether the machine's timer drives what falls due, as opposed to a simulator. */
  static with(platform: Platform, options: { beating: boolean }): DynamicModule {
    return {
      module: CoreModule,
      // A simulator beats by itself: without the machine's timer nothing runs but what it winds to.
      imports: [PlatformModule.with(platform), ...(options.beating ? [ScheduleModule.forRoot()] : []), ...FEATURES],
      providers: [
        ...DISPATCH_PROVIDERS,
        { provide: Transport, useFactory: () => transportFor(platform.configuration.redisUrl, platform.database) },
        ForgetOldRows,
        RefreshCalendars,
        ScheduleSlots,
        AuditMessages,
        BackUpDaily,
        { provide: OUTSIDE, useValue: platform.configuration.heartbeatUrl },
        { provide: BEATING, useValue: options.beating },
        {
          provide: DUE_WORK,
          useFactory: (maintenance: Maintenance, ...works: DueWork[]) =>
            works.map((work) => heldDuring(maintenance, work)),
          inject: [
            Maintenance,
            SessionPlanner,
            RotaClockwork,
            RingClockwork,
            WatchShifts,
            HandoverLadder,
            Invitations,
            CallBacks,
            DispatchOutbox,
            ForgetOldRows,
            RefreshCalendars,
            ...(options.beating ? [AuditMessages, BackUpDaily] : []),
          ],
        },
        Heartbeat,
      ],
      exports: [...FEATURES, Heartbeat, DispatchOutbox, Transport],
    };
  }
}
