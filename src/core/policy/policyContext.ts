import type { Plan } from './efforts';
import type { Task } from '../session/task';

/** What decisions depend on besides the state. */
export interface PolicyContext {
  readonly task: Task;
  readonly plan: Plan;
  /** Absent when the built-in search proposes. */
  readonly model?: { readonly name: string; readonly thinks?: boolean };
}
