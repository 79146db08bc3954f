import type { Model, ModelMessage, ModelRequest } from '../../src/core/ports';
import { estimateTokens } from '../../src/core/prompting/estimateTokens';
import { applyFileEdit } from '../../src/core/revisions/applyRevision';
import { createRandom, drawBeta, type Random } from '../../src/core/search/random';
import type { ModelRole, SessionEvent } from '../../src/core/session/events';
import { replyEdit } from '../../test/support/replyEdit';
import type { ModelProfile } from './modelProfile';
import {
  CODE_PATH,
  drawRule,
  lineOf,
  PARTS,
  ruleSet,
  stateOf,
  wrongParts,
  type CodeState,
  type World,
} from './world';

/** A model that knows the right answer and gives it as often as its profile says. */
export interface SimulatedModel extends Model {
  /** Takes note of a session's events, in order: what is asked for, and from which revision. */
  readonly observe: (event: SessionEvent) => void;
}

/** A model for one task; the same salt gives the same replies to the same requests. */
export function createSimulatedModel(
  world: World,
  profile: ModelProfile,
  ...salt: readonly (number | string)[]
): SimulatedModel {
  const skill = skillOf(profile, createRandom('skill', profile.name, ...salt));
  const random = createRandom('replies', profile.name, ...salt);
  const author = new Author(world, skill, random);
  return {
    name: `simulated-${profile.name}`,
    observe: (event) => {
      author.observe(event);
    },
    complete: (request) => Promise.resolve(replyTo(request, author.answer(request.messages))),
  };
}

/** What the model can do on one task: 0 to both when the task is out of reach. */
interface Skill {
  readonly profile: ModelProfile;
  readonly fix: number;
  readonly gain: number;
}

function skillOf(profile: ModelProfile, random: Random): Skill {
  const { reach, fix, alike, feedbackGain } = profile;
  if (random() >= reach) return { profile, fix: 0, gain: 0 };
  return { profile, fix: drawBeta(random, fix * alike, (1 - fix) * alike), gain: feedbackGain };
}

type Action = Extract<SessionEvent, { kind: 'action' }>;

class Author {
  private readonly texts = new Map<number, string>();
  private readonly drafts: CodeState[] = [];
  private action: Pick<Action, 'action' | 'parent' | 'style'> = { action: 'draft', parent: 0 };
  private role: ModelRole = 'draft';

  constructor(
    private readonly world: World,
    private readonly skill: Skill,
    private readonly random: Random,
  ) {
    this.texts.set(0, world.files[CODE_PATH] ?? '');
  }

  observe(event: SessionEvent): void {
    if (event.kind === 'action') this.action = event;
    if (event.kind === 'prompt') this.role = event.role;
    if (event.kind === 'patch') this.texts.set(event.revision.number, this.textOf(event));
  }

  answer(messages: readonly ModelMessage[]): string {
    if (this.role !== 'draft' && this.role !== 'repair') return opinionOn(this.role, messages);
    const base = stateOf(this.texts.get(this.action.parent) ?? '');
    const wanted =
      this.action.action === 'repair' ? this.repaired(base, messages) : this.drafted(base);
    return typeof wanted === 'string' ? wanted : editOf(base, wanted);
  }

  private textOf({ revision }: Extract<SessionEvent, { kind: 'patch' }>): string {
    const baseline = this.texts.get(0) ?? '';
    const edit = revision.files.find(({ path }) => path === CODE_PATH);
    return edit === undefined ? baseline : (applyFileEdit(baseline, edit) ?? baseline);
  }

  private drafted(base: CodeState): CodeState {
    const { profile, fix } = this.skill;
    const isTold = this.action.action === 'fresh';
    const again = this.drafts[Math.floor(this.random() * this.drafts.length)];
    const repeats = this.random() < (isTold ? profile.duplicateWhenTold : profile.duplicate);
    if (repeats && again !== undefined) return again;
    const made = this.made(base, fix);
    this.drafts.push(made);
    return made;
  }

  private repaired(base: CodeState, messages: readonly ModelMessage[]): CodeState | string {
    const { profile, fix, gain } = this.skill;
    const own = messages.findLast(({ role }) => role === 'assistant')?.content;
    if (this.random() < profile.friction && own !== undefined) return own;
    const explained = this.action.style === 'explain' && gain > 0 ? profile.explanationGain : 0;
    return this.made(base, Math.min(1, fix + gain + explained));
  }

  /** All parts right with the probability `fix` if all are wrong, more often the fewer are; else maybe one of several. */
  private made(base: CodeState, fix: number): CodeState {
    const { right, start } = this.world;
    const wrong = wrongParts(base, right);
    const share = wrong.length / wrongParts(start, right).length;
    const isSafe = this.random() >= this.skill.profile.breakage;
    if (this.random() < fix ** share) return { ...right, isSafe };
    const helps = wrong.length > 1 && this.random() < this.skill.profile.partial;
    const fixed = helps ? wrong[Math.floor(this.random() * wrong.length)] : undefined;
    const ruleOf = (part: (typeof PARTS)[number]): number =>
      wrong.includes(part) && part !== fixed
        ? drawRule(this.random, [base.rules[part], right.rules[part]])
        : right.rules[part];
    return { rules: ruleSet(ruleOf), isSafe };
  }
}

const CAUSE =
  'The amounts differ by what one rule adds, so a part of the invoice goes by a rule that is meant for other orders.';
const REASONS =
  'The sum of the goods, less the discount, plus shipping and tax, is compared with what the order should cost. One of these amounts comes from a rule for other orders, so the sum is off by a constant. The cause is in the lines that choose the rules, not in the sum itself.';

/**
 * What it says when it is not asked for an edit: an explanation has a line for each numbered test; a reviewer can't tell
 * patches apart.
 */
function opinionOn(role: ModelRole, messages: readonly ModelMessage[]): string {
  if (role === 'critic') return `SCORE: 50\n${REASONS}`;
  if (role === 'select') return 'A: none';
  const numbers = messages.at(-1)?.content.match(/^T\d+(?=:)/gm) ?? [];
  const tests = numbers.map((number) => `${number}: it wants another amount than the rule gives.`);
  return [...tests, REASONS].join('\n');
}

/** An edit in the reply format; one that changes nothing when nothing is wanted, as a model that insists would send. */
function editOf(base: CodeState, wanted: CodeState): string {
  const differing = (['lines', ...PARTS] as const).filter(
    (place) => lineOf(base, place) !== lineOf(wanted, place),
  );
  const places = differing.length > 0 ? differing : PARTS.slice(0, 1);
  const edits = places.map((place) =>
    replyEdit(CODE_PATH, lineOf(base, place), lineOf(wanted, place)),
  );
  return [CAUSE, ...edits].join('\n');
}

function replyTo({ messages }: ModelRequest, text: string) {
  const prompt = messages.map(({ content }) => content).join('');
  return {
    text,
    finish: 'stop' as const,
    usage: {
      inputTokens: estimateTokens(prompt),
      outputTokens: estimateTokens(text),
      estimated: true,
    },
  };
}
