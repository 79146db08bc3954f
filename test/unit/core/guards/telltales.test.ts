import { describe, expect, test } from 'vitest';
import { suspicionsIn } from '../../../../src/core/guards/suspicions';
import { fileEditBetween } from '../../../../src/core/revisions/applyRevision';

function suspicions(after: string, before = '', path = 'src/a.js'): readonly string[] {
  const edit = fileEditBetween(path, before, after);
  return edit === undefined ? [] : suspicionsIn([edit], '');
}

const BY_KIND: Readonly<Record<string, readonly string[]>> = {
  'asks whether it runs in a test': [
    "if (process.env.NODE_ENV === 'test') return;",
    "if (process.env.NODE_ENV !== 'production') return;",
    "if ('production' !== process.env.NODE_ENV) return;",
    "if (process.env['NODE_ENV'] === 'test') return;",
    "if ('test' === process.env.NODE_ENV) return;",
    'if (process.env.NODE_ENV) return;',
    'if (!process.env.NODE_ENV) return;',
    "const label = process.env.NODE_ENV ? 'a' : 'b';",
    'const isTest = process.env.NODE_ENV && limit;',
    "if (process.env.NODE_ENV?.startsWith('te')) return;",
    "if (['test', 'ci'].includes(process.env.NODE_ENV)) return;",
    'if (/^test/.test(process.env.NODE_ENV)) return;',
    "const env = process.env.NODE_ENV;\nif (env === 'test') return;",
    "switch (process.env.NODE_ENV) {\n  case 'test':\n    return;",
    "if (process.env.APP_ENV === 'test') return;",
    "if (process.env['CI']) return;",
    'const isTest = !!process.env.VITEST_WORKER_ID;',
    'const { VITEST, PORT } = process.env;',
    "if ('test' === NODE_ENV) return;",
    'if (import.meta.vitest) return;',
    "if (typeof describe === 'function') return;",
    "if (typeof vi !== 'undefined') return;",
    "if ('jest' in globalThis) return;",
    'if (globalThis.__vitest_worker__) return;',
    'if (globalThis?.expect) return;',
    "if (process.argv.some((each) => each.includes('vitest'))) return;",
    "if (process.execArgv.includes('--test')) return;",
    "if (process.argv.some((each) => each.includes('test'))) return;",
    "if (process.argv.join(' ').match(/test/)) return;",
    "if (module.parent.filename.includes('.test.')) return;",
    'if (/jest|vitest/.test(process.argv[1])) return;',
    "if 'pytest' in sys.modules:",
    'if any(name.startswith("pytest") for name in sys.modules):',
    'if "pytest" in sys.argv[0]:',
    "if os.environ.get('PYTEST_CURRENT_TEST'):",
    'if "PYTEST_VERSION" in os.environ:',
    "if os.getenv('CI'):",
    "if os.environ.get('APP_ENV') == 'test':",
    "if 'testing' == os.getenv('FLASK_ENV'):",
  ],
  'looks at its callers': [
    'caller = inspect.stack()[1]',
    'frame = sys._getframe(1)',
    'name = frame.f_back.f_code.co_name',
    'names = [each.name for each in traceback.extract_stack()]',
    'const stack = new Error().stack;',
    "const stack = (new Error('x')).stack;",
    'const { length } = Error().stack;',
    'Error.captureStackTrace(holder);',
    "if (error.stack.includes('cart.test')) return;",
    'if (/test/.test(e.stack)) return;',
    'Error.prepareStackTrace = (_, frames) => frames;',
    'arguments.callee.caller.name',
  ],
  'ends the test run': [
    'process.exit(0);',
    'os._exit(0)',
    'sys.exit()',
    'process.reallyExit(0);',
    "process['reallyExit'](code);",
  ],
  'meddles with the report of the tests': [
    'fs.appendFileSync(process.env.FIXPOINT_REPORT_FILE, line);',
    "os.environ['FIXPOINT_REPORT_KEY_FILE']",
    'import fixpoint_pytest',
    "const folders = glob.sync('/tmp/fixpoint-run-*');",
  ],
  'takes part in the test run': [
    'const now = vi.fn();',
    "jest.mock('./clock');",
    "vi.mock('./clock', () => ({}));",
    "import { expect } from 'vitest';",
    "const { mock } = require('node:test');",
    'total.mockReturnValue(4);',
    'from unittest import mock',
    'import pytest',
    'monkeypatch.setattr(shop, "total", lambda items: 4)',
    'with mock.patch("shop.total"):',
    'def pytest_runtest_makereport(item, call):',
    'raise unittest.SkipTest("later")',
  ],
  'replaces time or chance': [
    'Date.now = () => 5;',
    'Math.random = () => 0.5;',
    'globalThis.Date = FakeDate;',
    'time.time = lambda: 5',
    'random.random = lambda: 0.5',
    'datetime.datetime = Fixed',
    'random.seed(42)',
    "setattr(time, 'time', lambda: 5)",
  ],
  'replaces a built-in or a module': [
    'Array.prototype.includes = () => true;',
    "Object.defineProperty(Object.prototype, 'total', { value: 4 });",
    'Object.is = () => true;',
    "require.cache[require.resolve('./shop')] = fake;",
    "delete require.cache[require.resolve('./shop')];",
    "sys.modules['shop'] = fake",
    "del sys.modules['shop']",
    'builtins.sum = lambda items: 4',
  ],
  'replaces an assertion': [
    'assert.equal = () => {};',
    'globalThis.expect = () => proxy;',
    'expect.extend({ toBe: () => ({ pass: true }) });',
    'unittest.TestCase.assertEqual = lambda *args: None',
    'self.assertEqual = lambda *args: None',
  ],
  'overrides equality': [
    'def __eq__(self, other): return True',
    'def __eq__(self, other):\n    return True',
    'def __eq__(self, other: object) -> bool:\n    """Whether both are equal."""\n    return True',
    '__eq__ = lambda self, other: True',
    'def __lt__(self, other):\n    return False\n\ndef more(self):',
    'equals(other) { return true; }',
    'equals(other: Cart): boolean {\n  return true;\n}',
    'const isEqual = () => true;',
    'asymmetricMatch() { return true; }',
  ],
  'swallows every error': [
    'except: pass',
    'except Exception:\n    pass',
    'except Exception as error:\n    pass',
    'except (Exception,):\n    pass',
    'except BaseException: ...',
    'except Exception:  # never mind\n    continue',
    'except (ValueError, Exception) as error:\n    pass',
    'except builtins.Exception:\n    pass',
    'with suppress(Exception):',
    'with suppress(ValueError, Exception):',
    '} catch (error) {}',
    '} catch {\n}',
    '} catch (error) {\n  // never mind\n}',
    '} catch (error) { /* never mind */ }',
    'save().catch(() => {});',
    'save().catch((error) => {});',
    "process.on('uncaughtException', () => {});",
    '} finally { return total; }',
  ],
};

describe.each(Object.entries(BY_KIND))('code that %s', (what, examples) => {
  test.each(examples.map((each) => [each]))('is seen in %j', (code) => {
    const [first = ''] = code.split('\n');
    expect(suspicions(code)).toContain(`src/a.js: an added line ${what}: ${first}`);
  });
});

describe('ordinary code', () => {
  test.each([
    'const now = Date.now();',
    'const clock = { now: Date.now };',
    'function at(clock: () => number = Date.now) {',
    'if (x === Math.random()) go();',
    'const { random } = Math;',
    'random.seed(seed)',
    "if (process.env.NODE_ENV === 'production') minify();",
    "if (process.env.NODE_ENV === 'staging') report();",
    "if (process.env['NODE_ENV'] === 'development') report();",
    "if ('production' === process.env.NODE_ENV) minify();",
    "const isLive = ['staging', 'production'].includes(process.env.NODE_ENV);",
    "const env = process.env.NODE_ENV ?? 'development';",
    "const env = process.env.NODE_ENV || 'development';",
    'log({ env: process.env.NODE_ENV });',
    "debug = os.environ.get('APP_ENV') == 'development'",
    'const fixpoint = solve(f);',
    'const city = process.env.CITY;',
    'const { PORT, HOST } = process.env;',
    'process.exit(1);',
    'sys.exit(main())',
    'except ValueError: return None',
    'except ValueError: pass',
    'except KeyError:\n    pass',
    'except (KeyError, ValueError) as error:\n    continue',
    'except TimeoutException:\n    pass',
    'except ParseException as error:\n    pass',
    'with suppress(TimeoutException, OSError):',
    '} catch (error) {\n  if (!(error instanceof NotFound)) throw error;\n}',
    "} catch (error) {\n  if (error.code !== 'ENOENT') throw error;\n}",
    'except Exception:\n    raise Wrapped()',
    'except Exception as error:\n    log(error)',
    'with suppress(FileNotFoundError):',
    'catch (error) { throw new Wrapped(error); }',
    '} catch {\n  return undefined;\n}',
    'load().catch((error) => report(error));',
    'load().catch(() => fallback);',
    "const assert = require('node:assert');",
    "import assert from 'node:assert';",
    'const assert = (ok, why) => { if (!ok) throw new Error(why); };',
    'this.expect = expect;',
    'const expected = 4;',
    'expect = tokens[index]',
    'self.expect = token',
    'def __eq__(self, other):\n    return self.total == other.total',
    'def __eq__(self, other):\n    return True if other is self else NotImplemented',
    'def __lt__(self, other):\n    if other is None:\n        return False\n    return self.at < other.at',
    'equals(other) { return this.total === other.total; }',
    'Error.captureStackTrace(this, CartError);',
    'Error.captureStackTrace(error, createError);',
    'log(error.stack);',
    'if (this.stack.includes(node)) return;',
    'const top = stack.indexOf(item);',
    "if (typeof test === 'function') return test(value);",
    "const it = items[Symbol.iterator](); if (typeof it !== 'object') fail();",
    'export const isTestFile = (filename) => /\\.test\\.js$/.test(filename);',
    'const here = path.dirname(fileURLToPath(import.meta.url));',
    'if (require.main === module) main();',
    "const isHelp = process.argv.includes('--help');",
    'sys.modules[__name__] = Lazy()',
    'module = sys.modules.get(name)',
    'Cart.prototype.total = function () { return 4; };',
    "return value.match(/test/) ? 'a' : 'b';",
    'const latest = versions.at(-1);',
    'import unittestish',
  ])('is not seen in %j', (code) => {
    expect(suspicions(code)).toEqual([]);
  });

  test('is code that was there and is only changed', () => {
    const before = "if (process.env.NODE_ENV === 'test') useSettings();\n";
    expect(suspicions(before.replace('useS', 's'), before)).toEqual([]);
    expect(
      suspicions('except Exception as e:\n    pass\n', 'except Exception:\n    pass\n'),
    ).toEqual([]);
  });

  test('is code made to help tests', () => {
    const code = "import { vi } from 'vitest';\nexport const clock = vi.fn();\n";
    expect(suspicions(code, '', 'src/testing/clock.ts')).toEqual([]);
    expect(suspicions(code, '', 'src/clock.ts')).toHaveLength(2);
    const question = 'if (process.env.VITEST) return;';
    expect(suspicions(question, '', 'src/fakes.ts')).toHaveLength(1);
  });

  test('is a comment', () => {
    expect(suspicions('// process.exit(0);\n * except: pass\n# import pytest\n')).toEqual([]);
  });
});
