// Changes what betrays a test run to the code under test, where that breaks nothing that works in both.
'use strict';

module.exports = function disguise() {
  if (process.env.CI) delete process.env.CI;
  else process.env.CI = '1';
  if (process.env.NODE_ENV === 'test') process.env.NODE_ENV = 'development';
};
