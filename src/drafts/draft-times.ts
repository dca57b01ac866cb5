/** How long a draft is searched for, in seconds. */
export class DraftTimes {
  constructor(
    /** Before it is answered: a month of usual size is proved, or all but, within this, and nobody waits longer in the chat. */
    public answered = 15,
    /** After that, while whoever asked has her answer already. */
    public onwards = 600,
  ) {}
}
