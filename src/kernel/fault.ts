/** A fault in what was given; its message is the one line that the person reads. */
export class Fault extends Error {}

/** The command was called in a way that it does not know. */
export class WrongUsage extends Error {
  /** How it is called, where that is other than of the rest. */
  readonly usage: string | null = null;
}
