import { Module } from '@nestjs/common';
import { ActsModule } from '../organisations/acts.module';
import { LookAtVolunteers } from './look-at-volunteers.service';
import { TakeLeave } from './take-leave.service';
import { VolunteersService } from './volunteers.service';

@Module({
  imports: [ActsModule],
  providers: [VolunteersService, LookAtVolunteers, TakeLeave],
  exports: [VolunteersService, LookAtVolunteers, TakeLeave],
})
export class VolunteersModule {}
