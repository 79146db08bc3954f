import type { ReviewTarget } from '../review/reviewTarget';

/** One row of the Repairs view, as plain data. */
export interface Row {
  /** Unique and stable, so that the view keeps what is expanded. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  /** A codicon's name. */
  readonly icon?: string;
  /** A theme colour's name, for the icon. */
  readonly colour?: string;
  /** A path whose file icon is shown. */
  readonly file?: string;
  /** What the menus look at. */
  readonly context: string;
  /** What the row stands for; commands get the row as their argument. */
  readonly target: ReviewTarget;
  readonly opens: 'expanded' | 'collapsed' | 'never';
  /** Rows inside that nothing has to be asked for. */
  readonly rows?: readonly Row[];
}
