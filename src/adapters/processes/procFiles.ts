import { readFile, readdir, readlink } from 'node:fs/promises';

/** What Linux's /proc says of a process; `startTicks` counts hundredths of a second since boot. */
export interface ProcStat {
  readonly name: string;
  readonly state: string;
  readonly parent: number;
  readonly group: number;
  readonly terminal: number;
  readonly startTicks: number;
}

/** Ids of all processes that /proc lists; none where there is no /proc. */
export async function listProcesses(): Promise<readonly number[]> {
  const names = await readdir('/proc').catch(() => []);
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
}

/** The status of a process, or undefined when it is gone. */
export async function readProcStat(pid: number): Promise<ProcStat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const nameEnd = text.lastIndexOf(')');
  if (nameEnd < 0) return undefined;
  const fields = text.slice(nameEnd + 2).split(' ');
  return {
    name: text.slice(text.indexOf('(') + 1, nameEnd),
    state: fields[0] ?? '',
    parent: Number(fields[1]),
    group: Number(fields[2]),
    terminal: Number(fields[4]),
    startTicks: Number(fields[19]),
  };
}

/** Whether a process was started with this `NAME=value` in its environment; false when that can't be read. */
export async function hasEnvironmentEntry(pid: number, entry: string): Promise<boolean> {
  const text = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
  return text.split('\0').includes(entry);
}

/** The working directory of a process, or undefined when that can't be read. */
export async function readWorkingDirectory(pid: number): Promise<string | undefined> {
  const path = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return path?.replace(/ \(deleted\)$/, '');
}

/** The value of a variable that a process was started with; undefined when it has none or can't be read. */
export async function readEnvironmentValue(pid: number, name: string): Promise<string | undefined> {
  const text = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
  const entry = text.split('\0').find((each) => each.startsWith(`${name}=`));
  return entry?.slice(name.length + 1);
}
