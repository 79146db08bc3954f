import * as vscode from 'vscode';
import type { RepairHost } from '../sessions/startRepair';

/** Offers `@fixpoint` in the chat, and its repair as a tool for agents; what they do is loaded when they are first used. */
export function registerChat(host: RepairHost): vscode.Disposable {
  const participant = vscode.chat.createChatParticipant(
    PARTICIPANT,
    async (request, ...[, stream, token]) => {
      const { answerChat } = await import('./answerChat');
      return answerChat(host, request, { stream, token });
    },
  );
  participant.iconPath = vscode.Uri.joinPath(host.context.extensionUri, 'media', 'icon.png');
  participant.followupProvider = {
    provideFollowups: async ({ metadata }) => {
      const { chatFollowups } = await import('./chatFollowups');
      return [...chatFollowups(metadata ?? {})];
    },
  };
  const tool = vscode.lm.registerTool(TOOL, {
    prepareInvocation: async ({ input }) => {
      const { prepareFixTests } = await import('./fixTestsTool');
      return prepareFixTests(input);
    },
    invoke: async (options, token) => {
      const { invokeFixTests } = await import('./fixTestsTool');
      return invokeFixTests(host, options, token);
    },
  });
  return vscode.Disposable.from(participant, tool);
}

const PARTICIPANT = 'fixpoint.chat';
const TOOL = 'fixpoint_fix_tests';
