/** The names that are commonly confused with a name, in the given language; empty for most names. */
export function counterpartsOf(name: string, inPython: boolean): readonly string[] {
  const groups = [...SHARED, ...(inPython ? PYTHON : SCRIPT)].filter((group) =>
    group.includes(name),
  );
  return [...new Set(groups.flat())].filter((other) => other !== name);
}

type Groups = readonly (readonly string[])[];

const SHARED: Groups = [
  ['min', 'max'],
  ['floor', 'ceil', 'round', 'trunc'],
  ['first', 'last'],
  ['left', 'right'],
  ['next', 'previous', 'prev'],
  ['start', 'end'],
  ['begin', 'end'],
  ['before', 'after'],
  ['width', 'height'],
  ['x', 'y'],
  ['keys', 'values'],
  ['key', 'value'],
  ['add', 'remove'],
  ['add', 'delete'],
  ['get', 'set'],
  ['head', 'tail'],
  ['parent', 'child'],
  ['source', 'target'],
  ['sin', 'cos'],
];

const PYTHON: Groups = [
  ['any', 'all'],
  ['append', 'extend', 'insert'],
  ['append', 'appendleft'],
  ['pop', 'popleft'],
  ['startswith', 'endswith'],
  ['upper', 'lower'],
  ['strip', 'lstrip', 'rstrip'],
  ['find', 'rfind', 'index'],
  ['split', 'rsplit'],
  ['union', 'intersection', 'difference'],
  ['update', 'add'],
  ['sorted', 'reversed'],
  ['sort', 'reverse'],
  ['values', 'items', 'keys'],
  ['read', 'readline', 'readlines'],
  ['isdigit', 'isalpha', 'isalnum'],
  ['heappush', 'heappop', 'heapreplace', 'heappushpop'],
];

const SCRIPT: Groups = [
  ['some', 'every'],
  ['push', 'unshift'],
  ['pop', 'shift'],
  ['slice', 'splice'],
  ['startsWith', 'endsWith'],
  ['indexOf', 'lastIndexOf'],
  ['toUpperCase', 'toLowerCase'],
  ['trim', 'trimStart', 'trimEnd'],
  ['padStart', 'padEnd'],
  ['find', 'filter', 'findIndex', 'some'],
  ['map', 'flatMap', 'filter', 'forEach'],
  ['values', 'entries', 'keys'],
  ['replace', 'replaceAll'],
  ['length', 'size'],
  ['parseInt', 'parseFloat', 'Number'],
  ['all', 'allSettled', 'race', 'any'],
  ['addEventListener', 'removeEventListener'],
  ['setTimeout', 'setInterval'],
];
