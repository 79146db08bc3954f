import type { Language } from '../../ports';
import type { WantedImport } from './wantedImport';

/** The import that a well-known name of the standard library needs, judged by how the text uses it; undefined for others. */
export function standardImport(
  name: string,
  language: Language,
  text: string,
): WantedImport | undefined {
  return language === 'python' ? pythonImport(name, text) : scriptImport(name, text);
}

function pythonImport(name: string, text: string): WantedImport | undefined {
  if (name === 'datetime') {
    const isModule = /\bdatetime\.(datetime|date|time|timedelta|timezone)\b/.test(text);
    return isModule ? whole(name, name) : named(name, name);
  }
  if (PYTHON_MODULES.has(name)) return isUsedAsModule(name, text) ? whole(name, name) : undefined;
  const module = PYTHON_NAMES.get(name);
  return module === undefined ? undefined : named(name, module);
}

function scriptImport(name: string, text: string): WantedImport | undefined {
  if (name === 'assert') return { name, module: 'node:assert', as: 'default' };
  if (NODE_MODULES.has(name)) {
    return isUsedAsModule(name, text) ? whole(name, `node:${name}`) : undefined;
  }
  const module = NODE_NAMES.get(name);
  return module === undefined ? undefined : named(name, `node:${module}`);
}

function isUsedAsModule(name: string, text: string): boolean {
  return new RegExp(`(?<![\\w$.])${name}\\s*\\.\\s*\\w`).test(text);
}

function whole(name: string, module: string): WantedImport {
  return { name, module, as: 'whole' };
}

function named(name: string, module: string): WantedImport {
  return { name, module, as: 'named' };
}

const PYTHON_MODULES: ReadonlySet<string> = new Set(
  (
    'abc argparse asyncio base64 bisect collections contextlib copy csv dataclasses decimal enum functools ' +
    'glob hashlib heapq inspect io itertools json logging math operator os pathlib pickle random re ' +
    'shutil statistics string subprocess sys tempfile textwrap threading time traceback typing uuid warnings'
  ).split(' '),
);

const PYTHON_NAMES: ReadonlyMap<string, string> = inModules({
  abc: 'ABC abstractmethod',
  bisect: 'bisect_left bisect_right insort',
  collections: 'ChainMap Counter OrderedDict defaultdict deque namedtuple',
  contextlib: 'contextmanager suppress',
  copy: 'deepcopy',
  dataclasses: 'asdict dataclass',
  datetime: 'timedelta timezone',
  decimal: 'Decimal ROUND_HALF_EVEN ROUND_HALF_UP',
  enum: 'Enum IntEnum',
  fractions: 'Fraction',
  functools: 'cached_property lru_cache partial reduce singledispatch total_ordering',
  heapq: 'heapify heappop heappush',
  itertools: 'accumulate combinations groupby islice permutations zip_longest',
  operator: 'attrgetter itemgetter',
  pathlib: 'Path PurePath PurePosixPath',
  statistics: 'mean median stdev',
  typing:
    'Any Callable ClassVar Dict Final Generic Iterable Iterator List Literal Mapping NamedTuple Optional ' +
    'Protocol Sequence Set Tuple Type TypedDict TypeVar Union',
  uuid: 'uuid4',
});

const NODE_MODULES: ReadonlySet<string> = new Set(
  'crypto fs http https os path readline stream url util zlib'.split(' '),
);

/** Names that several modules of Node have, such as `readFile` and `join`, are left out. */
const NODE_NAMES: ReadonlyMap<string, string> = inModules({
  async_hooks: 'AsyncLocalStorage',
  child_process: 'execFileSync execSync spawn spawnSync',
  crypto: 'createHash createHmac randomBytes randomInt randomUUID timingSafeEqual',
  events: 'EventEmitter',
  fs: 'createReadStream createWriteStream existsSync mkdirSync mkdtempSync readdirSync readFileSync rmSync statSync writeFileSync',
  os: 'homedir tmpdir',
  path: 'basename dirname extname',
  readline: 'createInterface',
  stream: 'Duplex PassThrough Readable Transform Writable',
  string_decoder: 'StringDecoder',
  url: 'fileURLToPath pathToFileURL',
  util: 'inspect isDeepStrictEqual promisify',
  worker_threads: 'Worker',
});

function inModules(names: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(names).flatMap(([module, list]) =>
      list.split(' ').map((name) => [name, module] as const),
    ),
  );
}
