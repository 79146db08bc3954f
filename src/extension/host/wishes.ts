/** The part of VS Code's `Memento` that wishes need. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const ALWAYS = 'constraints';
const ONCE = 'hints';

/** What the developer wants of repairs in this workspace: always, or in the next one only; outlives the window. */
export class Wishes {
  constructor(private readonly memory: Memory) {}

  /** The standing constraints, oldest first. */
  get always(): readonly string[] {
    return this.read(ALWAYS);
  }

  /** What the next repair is told: the standing constraints, then what is meant for it alone. */
  get forNextSession(): readonly string[] {
    return [...this.always, ...this.read(ONCE)];
  }

  /** Keeps a standing constraint; one that is there already stays where it is. */
  async addAlways(text: string): Promise<void> {
    await this.add(ALWAYS, text);
  }

  /** Keeps a hint for the next repair. */
  async addOnce(text: string): Promise<void> {
    await this.add(ONCE, text);
  }

  /** Replaces a standing constraint; an empty text removes it. */
  async replaceAlways(old: string, text: string): Promise<void> {
    const texts = this.always.flatMap((each) => {
      if (each !== old) return each === text ? [] : [each];
      return text === '' ? [] : [text];
    });
    await this.memory.update(ALWAYS, texts);
  }

  /** Forgets the hints among `used`: a repair has had them. */
  async spend(used: readonly string[]): Promise<void> {
    const left = this.read(ONCE).filter((text) => !used.includes(text));
    await this.memory.update(ONCE, left);
  }

  private async add(key: string, text: string): Promise<void> {
    const present = this.read(key);
    if (!present.includes(text)) await this.memory.update(key, [...present, text]);
  }

  private read(key: string): readonly string[] {
    const kept = this.memory.get(key);
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
  }
}
