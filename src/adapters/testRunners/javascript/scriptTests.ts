/** Files that hold tests by the names that JavaScript's runners look for. */
export const SCRIPT_TEST =
  /(^|\/)([^/]*[._-](test|spec)|test-[^/]*|test)\.[cm]?[jt]sx?$|(^|\/)tests?\/.*\.[cm]?[jt]sx?$/;
