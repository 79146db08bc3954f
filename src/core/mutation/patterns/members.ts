import { counterpartsOf } from '../counterparts';
import { brief, insertAt, replaceNode } from '../mutation';
import type { Pattern } from '../mutation';
import { memberParts } from '../nameIndex';
import { calleeOf, roleOf } from '../roles';

/** The sibling of a well-known name: `max` for `min`, `every` for `some`, `append` for `extend`. */
export const counterpart: Pattern = function* ({ node }, { text, dialect }) {
  const named = calleeOf(node);
  const name = named?.type === 'identifier' ? named : memberParts(node)?.member;
  if (name === undefined) return;
  const own = text(name);
  for (const replacement of counterpartsOf(own, dialect.nothing === 'None')) {
    const description = `Use ${replacement} instead of ${own}.`;
    yield replaceNode(name, { pattern: 'counterpart', replacement, description });
  }
};

/** Another member that the file reads from the same receiver. */
export const otherMember: Pattern = function* ({ node }, scope) {
  const parts = memberParts(node);
  if (parts === undefined) return;
  const receiver = scope.text(parts.receiver);
  const own = scope.text(parts.member);
  for (const replacement of scope.names.members.get(receiver) ?? []) {
    if (replacement === own) continue;
    const description = `Use ${replacement} of ${brief(receiver)} instead of ${own}.`;
    yield replaceNode(parts.member, { pattern: 'other-member', replacement, description });
  }
};

/** The receiver itself instead of its member, or a member that the file reads from a value elsewhere. */
export const otherAccess: Pattern = function* (at, scope) {
  if (roleOf(at) === undefined) return;
  const receiver = memberParts(at.node)?.receiver;
  if (receiver !== undefined) {
    const description = `Use ${brief(scope.text(receiver))} itself instead of ${brief(scope.text(at.node))}.`;
    const replacement = scope.text(receiver);
    yield replaceNode(at.node, { pattern: 'dropped-access', replacement, description });
  }
  if (at.node.type !== 'identifier') return;
  const own = scope.text(at.node);
  for (const member of scope.names.members.get(own) ?? []) {
    const description = `Use ${own}.${member} instead of ${own}.`;
    yield insertAt(at.node.end, {
      pattern: 'added-access',
      replacement: `.${member}`,
      description,
    });
  }
};

/** Another function that the same file calls or defines, with the arguments as they are. */
export const otherFunction: Pattern = function* ({ node }, scope) {
  const callee = calleeOf(node);
  if (callee?.type !== 'identifier') return;
  const own = scope.text(callee);
  for (const name of scope.names.functions.filter((other) => other !== own)) {
    const description = `Call ${name} instead of ${own}.`;
    yield replaceNode(callee, { pattern: 'other-function', replacement: name, description });
  }
};
