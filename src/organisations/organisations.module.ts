import { Module } from '@nestjs/common';
import { ActsModule } from './acts.module';
import { Actors } from './actors.service';
import { BindingCodes } from './binding-codes.service';
import { Identities } from './identities.service';
import { Organisations } from './organisations.service';
import { People } from './people.service';
import { SampleVoices } from './sample-voices.service';
import { Secrets } from './secrets.service';
import { WebSessions } from './web-sessions.service';

@Module({
  imports: [ActsModule],
  providers: [Actors, Organisations, People, Identities, BindingCodes, Secrets, SampleVoices, WebSessions],
  exports: [ActsModule, Actors, Organisations, People, Identities, BindingCodes, Secrets, SampleVoices, WebSessions],
})
export class OrganisationsModule {}
