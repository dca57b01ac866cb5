import type { InjectionKey, Ref } from 'vue';
import type { Visitor } from '../api/types';

/** Who sits here. */
export const VISITOR: InjectionKey<Ref<Visitor | null>> = Symbol('visitor');
