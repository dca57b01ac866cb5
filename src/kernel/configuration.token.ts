/** Injection token of the frozen Configuration. */
export const CONFIGURATION = Symbol('CONFIGURATION');
