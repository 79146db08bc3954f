/** The arrows between the rooms; each rule says why. */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle means that two files are one idea, or that an arrow points the wrong way.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'core-is-free-of-hosts',
      comment: 'The core runs in any host, so it knows only ports: no editor, no Node, no adapter.',
      severity: 'error',
      from: { path: '(^|/)src/core/' },
      to: {
        path: '(^|/)src/(adapters|extension|cli)/|^vscode$|@types/vscode|^node:|^(fs|path|os|child_process)$',
      },
    },
    {
      name: 'core-uses-no-node',
      comment: 'Time, files and processes reach the core through ports.',
      severity: 'error',
      from: { path: '(^|/)src/core/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'adapters-know-only-core',
      comment: 'An adapter serves every host, so it depends on none.',
      severity: 'error',
      from: { path: '(^|/)src/adapters/' },
      to: { path: '(^|/)src/(extension|cli)/|^vscode$|@types/vscode' },
    },
    {
      name: 'vscode-only-in-extension',
      comment: 'The editor is one host of two.',
      severity: 'error',
      from: { path: '(^|/)src/cli/' },
      to: { path: '(^|/)src/extension/|^vscode$|@types/vscode' },
    },
    {
      name: 'extension-knows-no-cli',
      comment: 'Hosts are siblings.',
      severity: 'error',
      from: { path: '(^|/)src/extension/' },
      to: { path: '(^|/)src/cli/' },
    },
    {
      name: 'no-test-code-in-src',
      comment: 'What ships does not lean on tests.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
