// Flips the variable CI, which betrays a test run to the code under test.
'use strict';

// No other variable: with another NODE_ENV, or the like, tests would open and clean up another database.
module.exports = function disguise() {
  if (process.env.CI) delete process.env.CI;
  else process.env.CI = '1';
};
