/**
 * Why a message waits, was not sent or will not be, in the service's own words; kept with the message, worded by each
 * door. What a platform says of itself is kept as it says it and is none of these.
 */
export const DELIVERY_REASONS = [
  // the rules of delivery
  'quiet hours',
  'quiet until it no longer mattered',
  'many messages already',
  'too many messages at that time',
  'came too late',
  'nobody to send it to',
  'the person is no longer here',
  'no longer worth saying',
  // the way to her
  'no channel reaches the person',
  'the person has to write first on this channel',
  'no answer in time',
  'WeChat is not connected',
  'WeChat knows no such contact',
  // the dispatcher
  'its channel is busy',
  'left for the next turn',
  'it could not be made ready',
  'the process that sent it died',
  // what it was about has changed
  'the session was moved',
  'the session was cancelled',
  'another time was set',
  'arrived',
  'assignment ended',
  'registration ended',
  'request answered',
  'request refused',
  'request expired',
  'request withdrawn',
  'ring done',
  'ring refused',
  'ring expired',
  'ring withdrawn',
  'the search is over',
  'somebody is there',
  'somebody takes care of it',
  'the notice was taken back',
  'the person was erased',
] as const;

export type DeliveryReason = (typeof DELIVERY_REASONS)[number];
