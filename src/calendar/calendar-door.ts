import { lookup } from 'node:dns/promises';
import { BlockList } from 'node:net';

export const CALENDAR_DOOR = Symbol('CALENDAR_DOOR');

export interface Address {
  readonly address: string;
  readonly family: number;
}

/** How calendars of others are reached, and how much of one is read. */
export interface CalendarDoor {
  /** Every address of a host. */
  resolve(host: string): Promise<readonly Address[]>;
  /** Whether an address may be connected to. */
  permits(address: Address): boolean;
  readonly protocols: readonly string[];
  /** Certificate authorities besides the usual ones, as PEM. */
  readonly ca?: string;
  /** From the beginning of the look-up to the last byte. */
  readonly timeMs: number;
  readonly mostBytes: number;
}

/** Networks that are nobody else's business, or nobody's (IANA special-purpose registries; RFC 6890). */
const CLOSED = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  CLOSED.addSubnet(net, bits, 'ipv4');
}
/** Of IPv6 only global unicast is open, and within it nothing that carries an IPv4 address inside or documents. */
const OPEN_6 = new BlockList();
OPEN_6.addSubnet('2000::', 3, 'ipv6');
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  CLOSED.addSubnet(net, bits, 'ipv6');
}

/** Whether an address lies in the public internet. */
export function isPublic({ address, family }: Address): boolean {
  if (family === 4) return !CLOSED.check(address, 'ipv4');
  return OPEN_6.check(address, 'ipv6') && !CLOSED.check(address, 'ipv6');
}

export const PUBLIC_DOOR: CalendarDoor = {
  resolve: (host) => lookup(host, { all: true }),
  permits: isPublic,
  protocols: ['https:'],
  timeMs: 10_000,
  mostBytes: 2_000_000,
};
