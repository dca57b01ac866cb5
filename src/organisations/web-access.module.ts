import { Module } from '@nestjs/common';
import { Actors } from './actors.service';
import { SampleVoices } from './sample-voices.service';
import { WebSessions } from './web-sessions.service';

/** Who a browser is: sessions, the people behind them, and the people of the sample as whom anybody may speak. */
@Module({ providers: [Actors, SampleVoices, WebSessions], exports: [Actors, SampleVoices, WebSessions] })
export class WebAccessModule {}
