/**
 * How the hours of a duty are known: she signed off herself; a coordinator saw her at the door; the clock or her relief ended
 * what she had begun; or a coordinator entered them later, with a reason.
 */
export const SERVICE_ORIGINS = ['signed', 'door', 'clock', 'entered'] as const;
export type ServiceOrigin = (typeof SERVICE_ORIGINS)[number];

/** How each is called wherever hours are shown. */
export const ORIGIN_WORDS: Readonly<Record<ServiceOrigin, string>> = {
  signed: '本人签到签退',
  door: '现场确认',
  clock: '自动结束',
  entered: '事后补录',
};

/** Minutes of service by how they are known. */
export type MinutesByOrigin = Readonly<Record<ServiceOrigin, number>>;

export const NO_MINUTES: MinutesByOrigin = { signed: 0, door: 0, clock: 0, entered: 0 };

export function addMinutes(a: MinutesByOrigin, b: MinutesByOrigin): MinutesByOrigin {
  return {
    signed: a.signed + b.signed,
    door: a.door + b.door,
    clock: a.clock + b.clock,
    entered: a.entered + b.entered,
  };
}

export const allMinutes = (by: MinutesByOrigin): number => by.signed + by.door + by.clock + by.entered;
