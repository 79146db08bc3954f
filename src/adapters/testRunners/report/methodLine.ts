import { escapePattern } from '../selection/namePattern';

/** How types begin in Java, Kotlin, Groovy, Scala, C#, F# and Visual Basic. */
const TYPE = '(?:class|object|record|struct|type|module|Class|Structure|Module)';

/**
 * The line of a method's declaration, 1-based, in the part of a source text behind its class; `classes` are the class and
 * those around it, outermost first.
 */
export function methodLine(
  text: string,
  classes: readonly string[],
  method: string,
): number | undefined {
  const start = classes.reduce((from, name) => {
    const at = text.slice(from).search(new RegExp(`\\b${TYPE}\\s+${escapePattern(name)}\\b`));
    return at < 0 ? from : from + at;
  }, 0);
  const declared = new RegExp(
    `(?<![\\w.$])${escapePattern(method)}\`{0,2}\\s*(?:<[^>(]*>\\s*)?\\(`,
  );
  const at = text.slice(start).search(declared);
  return at < 0 ? undefined : text.slice(0, start + at).split('\n').length;
}
