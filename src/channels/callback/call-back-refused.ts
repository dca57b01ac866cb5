/** A call-back that is not the platform's own, or none that could be read; its message says why, for the log alone. */
export class CallBackRefused extends Error {}
