import { ASKING } from './asking';
import type { Guard } from './guard';
import { NUMBERS } from './numbers';
import { SENSE } from './sense';
import { SERVING } from './serving';
import { TELLING } from './telling';
import { UNREAD } from './unread';
import { WHOSE } from './whose';

/** Every guard, in the order in which they are asked: the first that objects decides what is put to the person. */
export const GUARDS: readonly Guard[] = [...SENSE, ...TELLING, ...WHOSE, ...SERVING, ...NUMBERS, ...ASKING, ...UNREAD];
