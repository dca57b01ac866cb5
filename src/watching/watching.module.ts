import { WatchingHoldings } from './watching-holdings.service';
import { OrganisationsModule } from '../organisations/organisations.module';
import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module';
import { ActsModule } from '../acts/acts.module';
import { RotaModule } from '../rota/rota.module';
import { AnswerCall } from './answer-call.service';
import { AskInWaves } from './ask-in-waves.service';
import { CloseVacancy } from './close-vacancy.service';
import { ComeLate } from './come-late.service';
import { CoverAsks } from './cover-asks.service';
import { Coordinators } from './coordinators.service';
import { EscalationsRepository } from './escalations.repository';
import { HandoverLadder } from './handover-ladder.service';
import { LadderPeople } from './ladder-people.repository';
import { LookAtSearches } from './look-at-searches.service';
import { ReplaceInTime } from './replace-in-time.service';
import { VacanciesRepository } from './vacancies.repository';
import { WatchCompany } from './watch-company.service';
import { WatchShifts } from './watch-shifts.service';

/** Confirm or replace, and the hotline's handover: what is looked at by itself, and the answers to what it asks. */
@Module({
  imports: [OrganisationsModule, ActsModule, MessagingModule, RotaModule],
  providers: [
    WatchingHoldings,
    WatchShifts,
    WatchCompany,
    ReplaceInTime,
    AskInWaves,
    CloseVacancy,
    HandoverLadder,
    LadderPeople,
    ComeLate,
    Coordinators,
    VacanciesRepository,
    EscalationsRepository,
    AnswerCall,
    CoverAsks,
    LookAtSearches,
  ],
  exports: [WatchShifts, HandoverLadder, AnswerCall, ComeLate, CoverAsks, LookAtSearches, Coordinators],
})
export class WatchingModule {}
