/** Files that hold tests by the names that Python's runners look for. */
export const PYTHON_TEST = /(^|\/)(test[^/]*|[^/]*_test)\.py$/;
