// Seals the lines of a report, so that only who has the run's key can write, leave out or reorder them.
'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');

// Kept from here, because some runners share their process with tests, which may replace them.
const stringify = JSON.stringify;
const createHmac = crypto.createHmac;
const update = crypto.Hmac.prototype.update;
const digest = crypto.Hmac.prototype.digest;

// The key is in a file that is gone before the code under test runs: variables stay readable in /proc.
exports.takeKey = function takeKey() {
  const file = process.env.FIXPOINT_REPORT_KEY_FILE;
  delete process.env.FIXPOINT_REPORT_KEY_FILE;
  if (!file) return undefined;
  const key = fs.readFileSync(file, 'utf8');
  fs.unlinkSync(file);
  return key;
};

// Each seal covers the one before it.
exports.createSealer = function createSealer(key) {
  let seal = '';
  return function sealed(value) {
    const text = stringify(value);
    seal = digest.call(update.call(createHmac('sha256', key), seal + text), 'hex');
    return seal + ' ' + text + '\n';
  };
};
