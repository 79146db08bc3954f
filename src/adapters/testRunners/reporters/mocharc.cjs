// The project's own mocha configuration without its list of files, to which mocha would add the selected ones.
'use strict';

const fs = require('node:fs');
const nodePath = require('node:path');

const place = nodePath.join(process.env.FIXPOINT_MOCHA_FOLDER, 'lib/cli/config');
const loader = require([place + '.cjs', place + '.js'].find((one) => fs.existsSync(one)));
const file = process.env.FIXPOINT_MOCHA_CONFIG || loader.findConfig();
const own = Object.assign({}, ofPackage(), file ? loader.loadConfig(file) : {});
delete own.spec;
delete own._;
module.exports = own;

function ofPackage() {
  try {
    return JSON.parse(fs.readFileSync('package.json', 'utf8')).mocha || {};
  } catch {
    return {};
  }
}
