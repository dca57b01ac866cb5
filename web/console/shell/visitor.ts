import type { InjectionKey, Ref } from 'vue';
import type { VisitorAnswer } from '../../shared/api';

/** Who sits here. */
export const VISITOR: InjectionKey<Ref<VisitorAnswer | null>> = Symbol('visitor');
