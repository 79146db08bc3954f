// A language model of VS Code whose answers come from the OpenAI-compatible server that FIXPOINT_TEST_MODEL names.
const vscode = require('vscode');

const FAMILY = 'actor';
const CHARACTERS_PER_TOKEN = 4;

exports.activate = (context) => {
  const provider = {
    provideLanguageModelChatInformation: () => [
      {
        id: 'actor-1',
        name: 'Scripted Actor',
        family: FAMILY,
        version: '1',
        maxInputTokens: 100_000,
        maxOutputTokens: 8_000,
        // Otherwise the chat's agent mode, which is where a new chat begins, would not offer it.
        capabilities: { toolCalling: true },
      },
    ],
    provideLanguageModelChatResponse: async (model, messages, _options, progress, token) => {
      for (const piece of await answer(messages, token)) {
        progress.report(new vscode.LanguageModelTextPart(piece));
      }
    },
    provideTokenCount: async (_model, text) =>
      Math.ceil(textOf(text).length / CHARACTERS_PER_TOKEN),
  };
  context.subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider('scripted', provider),
    vscode.commands.registerCommand('scripted.invokeTool', invokeTool),
    vscode.chat.createChatParticipant('scripted.agent', invokeReferencedTools),
  );
  // The chat knows a model only once somebody asked for it.
  void vscode.lm.selectChatModels({ vendor: 'scripted' });
};

/** Does in the chat what an agent does: calls the tools that are named with #, and shows what it was told. */
async function invokeReferencedTools(request, _context, stream, token) {
  const target = request.prompt.replaceAll(/#\S+/g, '').trim();
  for (const { name } of request.toolReferences) {
    try {
      const { toolInvocationToken } = request;
      const input = { targets: [target] };
      const result = await vscode.lm.invokeTool(name, { input, toolInvocationToken }, token);
      stream.markdown(result.content.map(({ value }) => value).join(''));
    } catch (problem) {
      stream.markdown(`The tool was refused: ${problem.message}`);
    }
  }
}

/** Does what an agent outside of the chat does, and shows what it was told. */
async function invokeTool() {
  const input = { targets: ['adds the prices'], instruction: 'Keep `names` & *all* <b>else</b>.' };
  try {
    const options = { input, toolInvocationToken: undefined };
    const result = await vscode.lm.invokeTool('fixpoint_fix_tests', options);
    vscode.window.showInformationMessage(result.content.map(({ value }) => value).join(''));
  } catch (problem) {
    vscode.window.showWarningMessage(`The tool was refused: ${problem.message}`);
  }
}

async function answer(messages, token) {
  const abort = new AbortController();
  token.onCancellationRequested(() => abort.abort());
  const response = await fetch(`${process.env.FIXPOINT_TEST_MODEL}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: FAMILY,
      messages: messages.map((message) => ({
        role: message.role === vscode.LanguageModelChatMessageRole.User ? 'user' : 'assistant',
        content: textOf(message),
      })),
    }),
    signal: abort.signal,
  });
  const body = await response.json();
  if (!response.ok) throw failure(response.status, body.error.message);
  return body.choices[0].message.content.match(/[\s\S]{1,40}/g);
}

function failure(status, message) {
  if (status === 403) return vscode.LanguageModelError.NoPermissions(message);
  if (status === 404) return vscode.LanguageModelError.NotFound(message);
  if (status === 429) return vscode.LanguageModelError.Blocked(message);
  return new Error(message);
}

function textOf(message) {
  if (typeof message === 'string') return message;
  return message.content.map((part) => part.value ?? '').join('');
}
