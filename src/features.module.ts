import { Module } from '@nestjs/common';

/** Every feature and the conversation, without any door: what the service, the command line and the simulator share. */
@Module({ imports: [] })
export class FeaturesModule {}
