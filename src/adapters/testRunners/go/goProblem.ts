import type { RawFrame, RawProblem } from '../report/runnerEvents';
import { clipText } from '../report/clipText';
import { statedValues } from './statedValues';

/** What the runtime prints when it ends a program. */
const PANIC = /^(panic|fatal error): ([\s\S]*?)(?: \[recovered[^\]]*\])?(?=\n|$)/m;
/** A function of a stack, and the place in the line below it. */
const STACK_FRAME =
  /^(?:created by )?(\S.*?)(?:\(.*\))?(?: in goroutine \d+)?\n\t(.+?):(\d+)(?: .*)?$/gm;
/** What `t.Log`, `t.Error` and their like print: place, then text whose further lines are indented. */
const ENTRY = /^ {4,}([^\s:][^:\n]*\.go):(\d+): ?(.*(?:\n {8}.*)*)$/gm;

/**
 * What went wrong by the output of a failed test: a panic with its stack, else what the test said, with the values that
 * it states. `folder` is that of its package, for file names; undefined when nothing was said.
 */
export function goProblem(output: string, folder: string): RawProblem | undefined {
  return panicIn(output) ?? saidIn(output, folder) ?? exampleIn(output);
}

/** The panic in an output, frames innermost first. */
export function panicIn(output: string): RawProblem | undefined {
  const match = PANIC.exec(output);
  if (match === null) return undefined;
  const [, name = 'panic', message = ''] = match;
  return {
    kind: 'throw',
    name,
    message: clipText(message),
    frames: framesIn(output.slice(match.index)),
  };
}

/** An output without the panic that ends it, whose stack is different in each run. */
export function beforePanic(output: string): string {
  const at = output.search(PANIC);
  return at < 0 ? output : output.slice(0, at);
}

/** The stack of the goroutine that ended the program comes first. */
function framesIn(text: string): readonly RawFrame[] {
  const [, stack = ''] = text.split(/^goroutine \d+ .*\n/m);
  return [...stack.matchAll(STACK_FRAME)].map(([, called = '', file = '', line]) => ({
    file,
    line: Number(line),
    function: called.replace(/^.*\//, '').replace(/^[^.]*\./, ''),
  }));
}

interface Entry {
  readonly text: string;
  readonly frame: RawFrame;
}

/** Notes and errors look alike; the first that states values tells most, else the last one, which ended the test. */
function saidIn(output: string, folder: string): RawProblem | undefined {
  const entries = [...output.matchAll(ENTRY)].map(([, file = '', line, text = '']): Entry => ({
    text: text.replaceAll(/^ {8}/gm, '').trim(),
    frame: { file: folder === '' ? file : `${folder}/${file}`, line: Number(line) },
  }));
  const telling = entries.find(({ text }) => statedValues(text)) ?? entries.at(-1);
  if (telling === undefined) return undefined;
  const others = entries.filter((entry) => entry !== telling);
  return {
    kind: 'assert',
    message: clipText(entries.map(({ text }) => text).join('\n')),
    ...statedValues(telling.text),
    frames: [telling, ...others].map(({ frame }) => frame),
  };
}

function exampleIn(output: string): RawProblem | undefined {
  const values = /^got:\n[\s\S]*\nwant:\n/m.test(output) ? statedValues(output) : undefined;
  return values && { kind: 'assert', message: "The example's output differs.", ...values };
}
