import { systemClock, type Clock, type Instant } from './clock';

/** The clock that the service runs by; the simulator puts one of its own in this place. */
export class AppClock implements Clock {
  constructor(private readonly source: Clock = systemClock) {}

  now(): Instant {
    return this.source.now();
  }
}
