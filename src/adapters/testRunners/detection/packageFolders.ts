/** What makes a folder a project of its own, in many languages. */
const MANIFEST =
  /^(?:(.+)\/)?(package\.json|pyproject\.toml|setup\.(py|cfg)|pytest\.ini|go\.mod|Cargo\.toml|pom\.xml|build\.gradle(\.kts)?|Gemfile|composer\.json|CMakeLists\.txt|[^/]+\.slnx?)$/;
/** Folders whose projects are material for tests, documents or tools, and no packages beside the code. */
const MATERIAL =
  /(^|\/)(\..*|tests?|specs?|__\w+__|fixtures?|testdata|examples?|samples?|demos?|docs?|templates?|vendor|third_party|bench(marks?)?)(\/|$)/i;
/** In a project, packages lie no deeper: `packages/web`. */
const MAX_DEPTH = 2;
/** More packages than this are chosen by a command of the user's. */
const MAX_PACKAGES = 40;

/** Whether the root is a project itself, by these files. */
export function isProject(files: readonly string[]): boolean {
  return files.some((file) => !file.includes('/') && MANIFEST.test(file));
}

/**
 * The folders below the root that are projects of their own and lie in no other one, sorted. In a root that is a project itself only those
 * that may be packages of it.
 */
export function packageFolders(files: readonly string[]): readonly string[] {
  const folders = [...new Set(files.flatMap((file) => MANIFEST.exec(file)?.[1] ?? []))].sort();
  const outermost = folders.filter(
    (folder) => !folders.some((other) => folder.startsWith(`${other}/`)),
  );
  const packages = isProject(files) ? outermost.filter(mayBePackage) : outermost;
  return packages.slice(0, MAX_PACKAGES);
}

function mayBePackage(folder: string): boolean {
  return !MATERIAL.test(folder) && folder.split('/').length <= MAX_DEPTH;
}
