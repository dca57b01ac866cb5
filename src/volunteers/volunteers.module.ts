import { Module } from '@nestjs/common';
import { ActsModule } from '../acts/acts.module';
import { OrganisationsModule } from '../organisations/organisations.module';
import { BringVolunteers } from './bring-volunteers.service';
import { ChangeAvailability } from './change-availability.service';
import { LookAtVolunteers } from './look-at-volunteers.service';
import { RosterWishes } from './roster-wishes.service';
import { TakeLeave } from './take-leave.service';
import { VolunteerHoldings } from './volunteer-holdings.service';
import { VolunteersService } from './volunteers.service';

const SERVICES = [BringVolunteers, VolunteersService, LookAtVolunteers, ChangeAvailability, TakeLeave, RosterWishes];

@Module({
  imports: [ActsModule, OrganisationsModule],
  providers: [...SERVICES, VolunteerHoldings],
  exports: SERVICES,
})
export class VolunteersModule {}
