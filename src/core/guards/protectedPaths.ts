/** Why a path must not be changed by a proposal. */
export type Protection = 'test' | 'snapshot' | 'configuration' | 'lock file' | 'tooling';

/** Tools that run, build or check code, and what configures tests by its name, wherever the file lies. */
const TOOL_CONFIGURATIONS: readonly RegExp[] = [
  /(^|[/._-])(vitest|vite|jest|babel|playwright|cypress|mocha|karma|eslint|nyc|c8)[^/]*\.config[^/]*$/,
  /(^|[/._-])(webpack|rollup|rspack|rstest|esbuild|tsup|swc|nuxt|stryker|wdio)[^/]*\.config[^/]*$/,
  /(^|[/._-])(prettier|stylelint|postcss|tailwind|svelte|protractor|testcafe)[^/]*\.config[^/]*$/,
  // Also parts of plain words, as in `avatar` and `testimonials`.
  /(^|[/._-])(ava|next|vue|astro|metro|tests?|e2e)([._-][^/]*)?\.config[^/]*$/,
  /(^|\/)(vitest|jest)\.(setup|workspace)\.[^/]*$/,
];

/** What is never open comes first: a configuration in a folder of tests is still one. */
const RULES: readonly (readonly [Protection, RegExp])[] = [
  ...TOOL_CONFIGURATIONS.map((pattern) => ['configuration', pattern] as const),
  // Below these folders the name is an application's own, as in `src/database.config.ts`.
  ['configuration', notBelow('src|lib|app|server', String.raw`[^/]+\.config\.[cm]?[jt]s$`)],
  ['configuration', /(^|\/)set-?up-?tests?\.[^/]*$|(^|\/)(site|user)customize\.py$/],
  ['tooling', /(^|\/)(_?pytest|pluggy|vitest|node_test)(\.py$|\/)/],
  ['configuration', /(^|\/)(package\.json|tsconfig[^/]*\.json|jsconfig\.json|deno\.jsonc?)$/],
  [
    'configuration',
    /(^|\/)(\.?pytest\.(ini|toml)|tox\.ini|setup\.(py|cfg)|pyproject\.toml|\.coveragerc|noxfile\.py)$/,
  ],
  ['configuration', /(^|\/)(makefile|rakefile|gemfile|cmakelists\.txt|[^/]+\.cmake)$/],
  [
    'configuration',
    /(^|\/)(cargo\.toml|build\.rs|go\.(mod|work)|composer\.json|phpunit\.xml[^/]*)$/,
  ],
  [
    'configuration',
    /(^|\/)(pom\.xml|mvnw[^/]*|gradlew[^/]*|gradle\.properties|[^/]+\.gradle(\.kts)?)$/,
  ],
  [
    'configuration',
    /(^|\/)([^/]+\.(csproj|fsproj|vbproj|slnx?|props|targets)|global\.json|\.?runsettings)$/,
  ],
  ['tooling', /(^|\/)gradle\/wrapper\//],
  ['configuration', /(^|\/)(pnpm-workspace\.yaml|(lerna|nx|turbo|vercel|netlify)\.json)$/],
  // What continuous integration, containers and task runners obey.
  [
    'tooling',
    /(^|\/)(jenkinsfile[^/]*|(azure|bitbucket)-pipelines[^/]*\.ya?ml|appveyor\.ya?ml|buildspec\.ya?ml|cloudbuild\.ya?ml|codemagic\.ya?ml)$/,
  ],
  [
    'tooling',
    /(^|\/)((docker|container)file[^/]*|(docker-)?compose[^/]*\.ya?ml|vagrantfile|procfile|justfile|taskfile\.ya?ml|gnumakefile|lefthook[^/]*\.ya?ml|mise[^/]*\.toml|pip\.conf|mcp\.json|[^/]+\.nix)$/,
  ],
  [
    'lock file',
    /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$/,
  ],
  [
    'lock file',
    /(^|\/)(poetry\.lock|uv\.lock|pipfile\.lock|requirements[^/]*\.txt|cargo\.lock|go\.(work\.)?sum|gemfile\.lock|composer\.lock|gradle\.lockfile)$/,
  ],
  ['tooling', /(^|\/)\.[^/]+(\/|$)/],
  // In the root they would be imported in place of what the reporter of test results uses.
  [
    'tooling',
    /^(fixpoint_[a-z]+|pytest|hmac|json|hashlib|unittest)(\.(py[cd]?|so)|\/__init__\.py)$/,
  ],
  ['tooling', /\.code-workspace$/],
  ['tooling', /(^|\/)(node_modules|site-packages)\//],
  [
    'tooling',
    /(^|\/)(agents?|claude|gemini|copilot-instructions|skill|[^/]+\.(instructions|prompt))(\.(local|override))?\.md$/,
  ],
  ['snapshot', /(^|\/)__snapshots__\/|\.snap$/],
  ['test', /(^|\/)(tests?|__tests__|__mocks__|e2e|cypress|fixtures|__fixtures__)\//],
  // Projects of .NET, as in `Shop.Tests`.
  ['test', /(^|\/)[^/]+\.(unit|integration|functional|acceptance)?tests?\//],
  ['test', /(^|\/)(testing|test[-_]?(utils?|helpers?|support|data)|goldens?)\//],
  ['test', /(^|\/)(snapshots|mocks|stubs|fakes)\//],
  // In an application's sources the word also means a specification; there the file's own name decides.
  ['test', notBelow('src|lib|app', 'specs?/')],
  ['test', /(^|\/)specs?\/(.*\/)?([^/]+specs?|(spec|test)[-_.][^/]*|spec[-_]?helpers?)\.[^./]+$/],
  ['test', /\.(test|spec|e2e)\.[cm]?[jt]sx?$/],
  ['test', /(^|\/)(test_[^/]*|[^/]*_test|tests?|conftest)\.py$/],
  ['test', /(^|\/)(test-[^/]*|[^/]*[-_]test|test)\.[cm]?[jt]sx?$/],
  ['test', /(^|\/)(spec|test)_helper\.rb$/],
  ['test', /(^|\/)test[-_]?(utils?|helpers?|support|data)\.[^/]+$/],
  ['test', /[^/]_(test\.(go|rs|rb|c|cc|cpp|cxx|m)|spec\.rb)$|(^|\/)tests\.rs$/],
  ['test', /\.(mocks?|fixtures?)\.[^/]+$|\.(golden|expected)(\.[^/]+)?$/],
];

/** Classes of tests by their names, in which a capital begins a word: `LatestTest.java`, but not `Latest.java`. */
const TEST_CLASS = /[\p{Ll}\d](Tests?|TestCase|Spec)\.(java|kt|groovy|scala|cs|php)$/u;

/** What some file systems leave out when they compare names. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Why `path` is protected, or undefined when it may be edited. Compared without case and without Unicode variants;
 * `testFiles` are the files that the runner reported tests from.
 */
export function protectionOf(path: string, testFiles: ReadonlySet<string>): Protection | undefined {
  if (testFiles.has(path) || TEST_CLASS.test(path)) return 'test';
  const folded = path.replace(INVISIBLE, '').normalize('NFKC').toLowerCase();
  return RULES.find(([, pattern]) => pattern.test(folded))?.[0];
}

/** `tail` right below the root, a package of a monorepo (whatever its name), or folders none of which is in `sources`. */
function notBelow(sources: string, tail: string): RegExp {
  const inPackage = String.raw`((packages|apps|libs|projects)/(@[^/]+/)?(?!src/)[^/]+/)?`;
  return new RegExp(`^${inPackage}((?!(${sources})/)[^/]+/)*${tail}`);
}
