/** What makes a folder a project of its own, in many languages. */
const MANIFEST =
  /^(?:(.+)\/)?(package\.json|pyproject\.toml|setup\.(py|cfg)|pytest\.ini|go\.mod|Cargo\.toml|pom\.xml|build\.gradle(\.kts)?|Gemfile|composer\.json|CMakeLists\.txt)$/;
/** More packages than this are chosen by a command of the user's. */
const MAX_PACKAGES = 40;

/**
 * The folders below the root that are projects of their own and lie in no other one, sorted; none when the root is a
 * project itself.
 */
export function packageFolders(files: readonly string[]): readonly string[] {
  if (files.some((file) => !file.includes('/') && MANIFEST.test(file))) return [];
  const folders = [...new Set(files.flatMap((file) => MANIFEST.exec(file)?.[1] ?? []))].sort();
  const outermost = folders.filter(
    (folder) => !folders.some((other) => folder.startsWith(`${other}/`)),
  );
  return outermost.slice(0, MAX_PACKAGES);
}
