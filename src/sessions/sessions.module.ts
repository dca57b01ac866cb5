import { Module } from '@nestjs/common';
import { ActsModule } from '../acts/acts.module';
import { AsksModule } from '../asks/asks.module';
import { MessagingModule } from '../messaging/messaging.module';
import { OrganisationsModule } from '../organisations/organisations.module';
import { ProgrammesModule } from '../programmes/programmes.module';
import { RegistrationsModule } from '../registrations/registrations.module';
import { RotaModule } from '../rota/rota.module';
import { ChangeProgramme } from './change-programme.service';
import { AuditLines } from './audit-lines.service';
import { LookAtPlanned } from './look-at-planned.service';
import { MoveSession } from './move-session.service';
import { PlanFollower } from './plan-follower.service';
import { ProgrammeWriter } from './programme-writer.service';
import { SessionActs } from './session-acts.service';
import { SessionAppearance } from './session-appearance.service';
import { SessionCloser } from './session-closer.service';
import { SessionCorrector } from './session-corrector.service';
import { SessionMaker } from './session-maker.service';
import { SessionMover } from './session-mover.service';
import { SessionPlanner } from './session-planner.service';

/** What happens to sessions: planned ahead, moved, cancelled, brought in line with a changed programme. */
@Module({
  imports: [
    ActsModule,
    AsksModule,
    MessagingModule,
    OrganisationsModule,
    ProgrammesModule,
    RegistrationsModule,
    RotaModule,
  ],
  providers: [
    ChangeProgramme,
    AuditLines,
    LookAtPlanned,
    MoveSession,
    PlanFollower,
    ProgrammeWriter,
    SessionActs,
    SessionAppearance,
    SessionCloser,
    SessionCorrector,
    SessionMaker,
    SessionMover,
    SessionPlanner,
  ],
  exports: [
    ChangeProgramme,
    AuditLines,
    LookAtPlanned,
    MoveSession,
    ProgrammeWriter,
    SessionActs,
    SessionCloser,
    SessionCorrector,
    SessionMaker,
    SessionPlanner,
  ],
})
export class SessionsModule {}
