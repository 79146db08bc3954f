import type { ActionName, RepairStyle } from './events';

/** The way in which a revision was made, in a few words, such as `repair, explained`. */
export function strategyText({
  action,
  style,
}: {
  readonly action: ActionName;
  readonly style?: RepairStyle;
}): string {
  switch (action) {
    case 'repair':
      return `repair${STYLES[style ?? 'bare']}`;
    case 'fresh':
      return 'fresh draft';
    case 'minimise':
      return 'minimised';
    case 'draft':
    case 'autofix':
    case 'mutate':
    case 'check':
      return action;
  }
}

const STYLES: Readonly<Record<RepairStyle, string>> = {
  bare: '',
  explain: ', explained',
  trace: ', traced',
};
