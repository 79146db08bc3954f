import * as vscode from 'vscode';
import { problemSentence } from '../host/nextSteps';
import type { SessionView } from '../sessions/repairSession';
import { showOutcome } from '../sessions/showOutcome';
import { runRepair, type RepairHost, type RepairRequest } from '../sessions/startRepair';
import { chatLine } from './chatLine';
import type { ChatMetadata } from './chatFollowups';
import { chatTargets } from './chatTargets';
import { existingFile, namesInFolder, repairFolder } from './repairFolder';
import { resultMarkdown, stoppedText } from './resultMarkdown';
import { sessionResult } from './sessionResult';
import { answerReview, offerRevision } from './answerReview';
import { tellFolder } from './tellFolder';

/** Answers one request to `@fixpoint`: runs the repair it asks for and tells how it goes, until its end. */
export async function answerChat(
  host: RepairHost,
  request: vscode.ChatRequest,
  { stream, token }: ChatExchange,
): Promise<vscode.ChatResult> {
  if (request.command === 'review') return answerReview(host.sessions, stream);
  const repair = await repairFor(request);
  if (typeof repair === 'string') return failed(repair);
  tellFolder(stream, repair.folder);
  const tellProgress = progressTeller(stream);
  tellProgress(vscode.l10n.t('running the tests as they are'));
  try {
    const view = await runRepair(host, repair, {
      cancellation: token,
      onProgress: tellProgress,
      onEvent: (event) => {
        const line = chatLine(event);
        if (line !== undefined) stream.markdown(`${line}\n\n`);
      },
    });
    // The chat shows nothing more of an answer that was stopped.
    if (token.isCancellationRequested) tellStopped(view);
    tellFolder(stream, repair.folder);
    stream.markdown(resultMarkdown(view));
    const { session, revision } = sessionResult(view);
    if (revision > 0) offerRevision(stream, { session, revision });
    const ending = view.state.outcome?.kind ?? 'user';
    const metadata: ChatMetadata = { ending, revision, prompt: request.prompt };
    return { metadata };
  } catch (problem) {
    host.log.error(problem instanceof Error ? problem : String(problem));
    return failed(problemSentence(problem));
  }
}

/** Says in a notification what came of a repair that was stopped; what there is nothing to do about, in few words. */
function tellStopped(view: SessionView): void {
  if (sessionResult(view).revision > 0) void showOutcome(view);
  else void vscode.window.showInformationMessage(stoppedText());
}

/** Where an answer goes, and what ends it early. */
export interface ChatExchange {
  readonly stream: vscode.ChatResponseStream;
  readonly token: vscode.CancellationToken;
}

/** The repair that is asked for, or the sentence about what is missing. */
async function repairFor(request: vscode.ChatRequest): Promise<RepairRequest | string> {
  const words = request.prompt.trim();
  const isGenerate = request.command === 'generate';
  const spoken = isGenerate ? [] : await chatTargets(words, request.command, existingFile);
  const named = [...attachedFiles(request.references), ...spoken];
  const folder = await repairFolder(named, nearbyFile(request.references));
  if (!folder) return vscode.l10n.t('Open a folder with tests first.');
  if (isGenerate && words === '') {
    return vscode.l10n.t('Say what shall be written: "@fixpoint /generate a function …".');
  }
  const targets = namesInFolder(named, folder);
  return {
    title: titleOf(targets, isGenerate ? words : undefined),
    folder: folder.uri,
    targets: isGenerate ? [] : targets,
    ...(isGenerate && { instruction: words }),
    chatModel: request.model,
  };
}

function titleOf(targets: readonly string[], instruction: string | undefined): string {
  if (instruction !== undefined) return vscode.l10n.t('Generate: {0}', shortened(instruction));
  return targets.length === 0
    ? vscode.l10n.t('Fix failing tests')
    : vscode.l10n.t('Fix: {0}', shortened(targets.join(', ')));
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > MAX_TITLE ? `${line.slice(0, MAX_TITLE - 1)}…` : line;
}

/** Characters of a request that rows have room for. */
const MAX_TITLE = 60;

/** The files that the developer attached. */
function attachedFiles(references: readonly vscode.ChatPromptReference[]): readonly string[] {
  return references
    .filter((each) => !isImplicit(each))
    .flatMap(({ value }) => fileOf(value)?.fsPath ?? []);
}

/** What the developer looks at: it may tell the folder, but was not asked to be fixed. */
function nearbyFile(references: readonly vscode.ChatPromptReference[]): vscode.Uri | undefined {
  const [shown] = references.filter(isImplicit).flatMap(({ value }) => fileOf(value) ?? []);
  return shown ?? vscode.window.activeTextEditor?.document.uri;
}

/** VS Code adds the active editor by itself. */
function isImplicit({ id }: vscode.ChatPromptReference): boolean {
  return id.startsWith('vscode.implicit');
}

function fileOf(value: unknown): vscode.Uri | undefined {
  const uri = value instanceof vscode.Location ? value.uri : value;
  return uri instanceof vscode.Uri && uri.scheme === 'file' ? uri : undefined;
}

/** Tells what is being done when it has changed, but not each of a search's many small steps. */
function progressTeller(stream: vscode.ChatResponseStream): (message: string) => void {
  let last = '';
  let toldAt = 0;
  return (message) => {
    const now = Date.now();
    if (message === last || now - toldAt < PROGRESS_EVERY_MS) return;
    last = message;
    toldAt = now;
    stream.progress(message);
  };
}

/** Each piece of progress stays in the chat's history. */
const PROGRESS_EVERY_MS = 1_000;

function failed(message: string): vscode.ChatResult {
  const metadata: ChatMetadata = { ending: 'problem', revision: 0, prompt: '' };
  return { errorDetails: { message }, metadata };
}
