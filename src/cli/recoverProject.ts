import { recoverChanges, type RecoveredChange } from '../adapters/recovery/recoverChanges';
import { changesFolder } from './projectJournals';

/** Makes changes whole in whose middle a command was killed on the project with this real path; says what became of them. */
export async function recoverProject(root: string): Promise<void> {
  for (const change of await recoverChanges({ records: changesFolder(root), root })) {
    process.stderr.write(`${sentenceFor(change)}\n`);
  }
}

function sentenceFor({ kind, paths, copies = '' }: RecoveredChange): string {
  const files = paths.join(', ');
  switch (kind) {
    case 'finished':
      return `Fixpoint was killed while it wrote a fix; it is whole now in ${files}.`;
    case 'taken-back':
      return `Fixpoint was killed while it wrote a fix; nothing of it is left in ${files}.`;
    case 'left':
      return `Fixpoint was killed while it wrote a fix, and files were changed since, so nothing was touched: look at ${files}; copies from before and after are in ${copies}.`;
  }
}
