import { expect, test } from 'vitest';
import { openConnection } from '../../../../src/adapters/models/connection';
import { isLoopback, isPrivateNetwork } from '../../../../src/adapters/models/serverAddress';

const ALLOWED = ['https://api.example.com/v1', 'http://localhost:1/v1', 'http://127.9.0.1/v1'];
const KEY = 'sk-secret-0123456789';

test('fault 103: a server that is not this machine is asked over https only, so that nobody on the way reads the key', () => {
  for (const url of [...ALLOWED, 'http://[::1]:11434/v1', 'http://[::ffff:127.0.0.1]/v1']) {
    expect(openConnection(url, KEY).host).toBe(new URL(url).host);
  }
  const open = [
    'http://api.example.com/v1',
    'HTTP://api.example.com/v1',
    'http://192.168.1.5:11434/v1',
    'http://localhost.example.com/v1',
    'http://127.0.0.1.example.com/v1',
    'http://localhost@example.com/v1',
    'http://[2001:db8::1]/v1',
  ];
  for (const url of open) {
    expect(() => openConnection(url, KEY)).toThrow(/in plain sight; write https:/);
    expect(() => openConnection(url, KEY)).not.toThrow(KEY);
  }
});

test("fault 104: an address of a machine's own credentials, a file or a socket is no endpoint, however it is written", () => {
  const data = [
    'http://169.254.169.254/latest',
    'https://169.254.169.254/latest',
    'http://2852039166/',
    'http://0xA9.0xFE.0xA9.0xFE/',
    'http://0251.0376.0251.0376/',
    'https://[::ffff:169.254.169.254]/',
    'https://[fe80::1]/',
    'https://[fd00:ec2::254]/',
    'http://metadata.google.internal/computeMetadata/v1',
    'http://METADATA.google.internal./computeMetadata/v1',
    'https://100.100.100.200/',
  ];
  for (const url of data) expect(() => openConnection(url, KEY)).toThrow('its own credentials');
  const others = ['file:///etc/passwd', 'unix:/run/docker.sock', 'ftp://h/', 'data:,x', '/run/x'];
  for (const url of others) expect(() => openConnection(url, KEY)).toThrow('not an http or https');
});

test('fault 104: a server in a private network is known as one, to be told', () => {
  const inside = ['https://10.1.2.3/v1', 'https://172.20.0.1', 'https://[fd12::1]', 'https://nas'];
  const named = ['https://llm.corp/v1', 'https://box.local', 'https://0.0.0.0/'];
  expect([...inside, ...named].filter((url) => !isPrivateNetwork(url))).toEqual([]);
  expect(ALLOWED.filter((url) => isPrivateNetwork(url))).toEqual([]);
  expect(isPrivateNetwork()).toBe(false);
  expect(isLoopback('http://127.example.com')).toBe(false);
});
