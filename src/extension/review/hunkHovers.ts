import * as vscode from 'vscode';
import { verdictText } from '../sessions/verdictText';
import { reviewHunks, type ReviewHunk } from './fileReview';
import { hunkActions } from './hunkActions';
import { hunkAt } from './hunkAt';
import { hunkDiff } from './hunkDiff';
import { hunkTarget } from './hunkLenses';
import { markedFile } from './markedFile';
import { quietMarkdown } from './quietMarkdown';
import type { ReviewedFile, Reviews } from './reviews';
import { REVISION_SCHEME } from './reviewUri';
import { reasonOf } from './whyText';

/** Characters of a reason that a hover has room for; the whole is in the thread of "Why". */
const MAX_REASON = 300;
/** Lines of a hunk that a hover has room for. */
const MAX_LINES = 16;

/** Shows a proposed hunk with its actions where the mouse rests: in the diff, and at the marks of plain editors. */
export function registerHunkHovers(reviews: Reviews): vscode.Disposable {
  const selector = [{ scheme: REVISION_SCHEME }, { scheme: 'file' }];
  return vscode.languages.registerHoverProvider(selector, {
    provideHover: ({ uri }, { line }) => {
      const isProposal = uri.scheme === REVISION_SCHEME;
      const found = isProposal ? reviews.ofShown(uri) : markedFile(reviews, uri);
      const hunk = found && hunkAt(reviewHunks(found.file), line, isProposal ? 'new' : 'old');
      if (!hunk) return undefined;
      const shown = { ...found, hunk };
      return new vscode.Hover([saidOf(reviews, shown), linksOf(shown)]);
    },
  });
}

type ShownHunk = ReviewedFile & { readonly hunk: ReviewHunk };

/** The words of a model are in here, so nothing in it may run a command. */
function saidOf(reviews: Reviews, { hunk, ...found }: ShownHunk): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.appendMarkdown(`**${vscode.l10n.t('Fixpoint: revision {0}', found.set.revision)}**`);
  const { verdict, revision } = reviews.stateOf(found.set) ?? {};
  if (verdict) text.appendMarkdown(` · ${quietMarkdown(verdictText(verdict))}`);
  if (hunk.conflict) text.appendMarkdown(`\n\n$(warning) ${conflictSentence()}`);
  text.appendCodeblock(hunkDiff(hunk, MAX_LINES), 'diff');
  const reason = reasonOf(revision?.explanation ?? '');
  return text.appendMarkdown(quietMarkdown(shortened(reason)));
}

function linksOf({ hunk, ...found }: ShownHunk): vscode.MarkdownString {
  const actions = [...hunkActions(hunk), openDiff()];
  // A parenthesis in the name of a file would end the link.
  const target = encodeURIComponent(JSON.stringify([hunkTarget(found, hunk)])).replace(
    /[()]/g,
    (sign) => (sign === '(' ? '%28' : '%29'),
  );
  const links = actions.map(
    ({ title, icon, command, tooltip }) =>
      `[$(${icon}) ${title}](command:${command}?${target} "${tooltip}")`,
  );
  const text = new vscode.MarkdownString(links.join(' &nbsp; '), true);
  text.isTrusted = { enabledCommands: actions.map(({ command }) => command) };
  return text;
}

function conflictSentence(): string {
  return vscode.l10n.t('You changed these lines too. Yours are kept until you decide.');
}

function openDiff(): ReturnType<typeof hunkActions>[number] {
  return {
    title: vscode.l10n.t('Open Diff'),
    icon: 'diff-single',
    command: 'fixpoint.showRevision',
    tooltip: vscode.l10n.t('Open the diff of this file'),
  };
}

function shortened(text: string): string {
  return text.length > MAX_REASON ? `${text.slice(0, MAX_REASON - 1)}…` : text;
}
