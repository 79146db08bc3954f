/** Test classes of the JVM by the places and names that its build tools look for. */
export const JAVA_TEST =
  /(^|\/)(src\/test|test)\/.*\.(java|kt|groovy|scala)$|(^|\/)[^/]*Test\.(java|kt)$/;
