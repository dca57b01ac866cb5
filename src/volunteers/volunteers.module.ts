import { Module } from '@nestjs/common';
import { ActsModule } from '../organisations/acts.module';
import { LookAtVolunteers } from './look-at-volunteers.service';
import { RosterWishes } from './roster-wishes.service';
import { TakeLeave } from './take-leave.service';
import { VolunteersService } from './volunteers.service';

@Module({
  imports: [ActsModule],
  providers: [VolunteersService, LookAtVolunteers, TakeLeave, RosterWishes],
  exports: [VolunteersService, LookAtVolunteers, TakeLeave, RosterWishes],
})
export class VolunteersModule {}
