/** The help of `fixpoint clear`. */
export const CLEAR_HELP = `Usage: fixpoint clear [options]

Removes what Fixpoint keeps of a project: its sessions, what they taught, and the output of its last
tests; and copies that a session of any project left behind when it was killed. A session that is
running stays. The project itself is not touched.

  --cwd DIR          the project (default: this folder)
  --dry-run          only say what would be removed
  --verbose          show stack traces of errors

Exit codes: 0 removed, 2 usage or configuration, 3 environment.
`;
