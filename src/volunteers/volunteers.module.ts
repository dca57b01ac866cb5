import { Module } from '@nestjs/common';
import { ActsModule } from '../acts/acts.module';
import { ChangeAvailability } from './change-availability.service';
import { LookAtVolunteers } from './look-at-volunteers.service';
import { RosterWishes } from './roster-wishes.service';
import { TakeLeave } from './take-leave.service';
import { VolunteersService } from './volunteers.service';

const SERVICES = [VolunteersService, LookAtVolunteers, ChangeAvailability, TakeLeave, RosterWishes];

@Module({
  imports: [ActsModule],
  providers: SERVICES,
  exports: SERVICES,
})
export class VolunteersModule {}
