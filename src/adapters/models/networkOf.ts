import { BlockList, isIP } from 'node:net';

/** Where an address leads: to this machine, to what clouds tell a machine about itself, into a private network, or out. */
export type Network = 'loopback' | 'machine data' | 'private' | 'public';

/** Services at which machines of clouds get their own credentials. */
const MACHINE_DATA_NAMES = /^(metadata|instance-data)(\.|$)|\.metadata\./i;
const LOOPBACK = listOf([], ['127.0.0.0/8', '::1/128']);
/** Link-local addresses (RFC 3927, RFC 4291), and those of clouds that use others. */
const MACHINE_DATA = listOf(
  ['100.100.100.200', '168.63.129.16', '192.0.0.192', 'fd00:ec2::254', 'fd20:ce::254'],
  ['169.254.0.0/16', 'fe80::/10'],
);
/** RFC 1918, RFC 6598, RFC 4193, and "this host". */
const PRIVATE = listOf(
  [],
  ['0.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'],
);
/** Names that no public server has. */
const PRIVATE_NAME = /^[^.]+$|\.(local|internal|intranet|lan|home|corp|localdomain|home\.arpa)$/i;

/** The network of a URL's host, judged by its text: no name is looked up. */
export function networkOf(url: URL): Network {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const family = isIP(host);
  if (family === 0) return networkOfName(host);
  const type = family === 6 ? 'ipv6' : 'ipv4';
  if (LOOPBACK.check(host, type)) return 'loopback';
  if (MACHINE_DATA.check(host, type)) return 'machine data';
  return PRIVATE.check(host, type) || host === '::' ? 'private' : 'public';
}

function networkOfName(host: string): Network {
  if (host === 'localhost') return 'loopback';
  if (MACHINE_DATA_NAMES.test(host)) return 'machine data';
  return PRIVATE_NAME.test(host) ? 'private' : 'public';
}

function listOf(addresses: readonly string[], subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const address of addresses) list.addAddress(address, typeOf(address));
  for (const subnet of subnets) {
    const [net = '', bits] = subnet.split('/');
    list.addSubnet(net, Number(bits), typeOf(net));
  }
  return list;
}

function typeOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
