import { readBusyTimes, type Bounds } from './read-busy-times';

/** What a thread of its own is given: the text, and how it is to be read. */
export interface BusyText extends Bounds {
  readonly text: string;
}

export const job = ({ text, ...bounds }: BusyText): ReturnType<typeof readBusyTimes> => readBusyTimes(text, bounds);
