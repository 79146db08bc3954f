import { problemsOf, titleOf, type Target } from '../selection/targets';
import type { Frame, Problem } from '../testReport';
import { clip } from './clip';

/** Lines of a message that are worth their tokens; past these come diffs that expected and actual say again. */
const MAX_MESSAGE_LINES = 12;
/** Frames shown, innermost first. */
const MAX_FRAMES = 5;

/** One failure as text: title, message, expected and actual, workspace frames. */
export function failureText(target: Target): string {
  return [titleOf(target), ...problemsOf(target).slice(0, 2).map(problemText)].join('\n');
}

function problemText(problem: Problem): string {
  const lines = [messageOf(problem)];
  if (problem.expected !== undefined) lines.push(`expected: ${clip(problem.expected)}`);
  if (problem.actual !== undefined) lines.push(`actual: ${clip(problem.actual)}`);
  if (problem.frames.length > 0) {
    lines.push(`at ${problem.frames.slice(0, MAX_FRAMES).map(frameText).join(', ')}`);
  }
  return lines.join('\n');
}

function messageOf({ name, message }: Problem): string {
  const kept = clip(message.split('\n').slice(0, MAX_MESSAGE_LINES).join('\n').trimEnd());
  return name === undefined || kept.startsWith(name) ? kept : `${name}: ${kept}`;
}

function frameText({ file, line, function: name }: Frame): string {
  return `${file}:${String(line)}${name === undefined ? '' : ` ${name}`}`;
}
