/** What may be asked of the server and what it answers, by address: read off its own description of itself (api.d.ts). */
import type { paths } from './api';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `/api/shifts/{id}/claim` as the address that it is with any id. */
type Filled<P extends string> = P extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : P;

type Operations<P extends keyof paths, M extends Method> =
  paths[P] extends Readonly<Record<Lowercase<M>, infer O extends object>> ? O : never;

/** The operation behind an address; never when the server has none there. */
type Operation<A extends string, M extends Method> = A extends unknown
  ? { [P in keyof paths]: [A, Filled<P>] extends [Filled<P>, A] ? Operations<P, M> : never }[keyof paths]
  : never;

type Content<T> = T extends { readonly content: infer C } ? C[keyof C] : undefined;
type Succeeded<R> = Content<R[keyof R & (200 | 201 | 204)]>;

/** The address itself when the server has it; otherwise a fault of types. */
export type Known<A extends string, M extends Method = 'GET'> = [Operation<A, M>] extends [never]
  ? 'the server has no such address'
  : A;

/** What is answered; undefined for an act that has nothing to say. */
export type Answer<A extends string, M extends Method = 'GET'> =
  Operation<A, M> extends { readonly responses: infer R } ? Succeeded<R> : never;

/** What is sent, as JSON. */
export type Body<A extends string, M extends Method = 'POST'> =
  Operation<A, M> extends { readonly requestBody: infer B } ? Content<B> : Record<string, never>;

/** What stands behind the question mark. */
export type Query<A extends string, M extends Method = 'GET'> =
  Operation<A, M> extends { readonly parameters: { readonly query?: infer Q } } ? NonNullable<Q> : never;

/** The last arguments of an act: its body, which may be left out where nothing in it need be said. */
export type Sent<A extends string, M extends Method = 'POST'> =
  Record<string, never> extends Body<A, M> ? [json?: Body<A, M>] : [json: Body<A, M>];
