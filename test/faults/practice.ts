import { onAnything, poor } from '../support/answers.ts';
import type { Shown } from './alone.ts';
import type { Chat, Person } from './chat.ts';
import type { Chance } from './settings.ts';

/** Who practises. */
interface Cast {
  /** Alone with the bot. */
  readonly alone: readonly Person[];
  /** Who interview each other. */
  readonly pair?: readonly [Person, Person];
  readonly reminded: readonly Person[];
  readonly onVacation?: Person;
}

const regulars: Cast = {
  alone: ['maya', 'leo', 'nina', 'omar'],
  pair: ['maya', 'leo'],
  reminded: ['maya', 'leo', 'nina'],
  onVacation: 'nina',
};

/** What somebody sent with a form. */
export interface Sent {
  readonly kind: 'answer' | 'reply' | 'mark' | 'point' | 'whole';
  readonly person: Person;
  readonly text: string;
  /** Whether it must have been stored; else it may have. */
  readonly isSure: boolean;
}

/** People who practise by themselves: mock interviews, alone and in a pair, and recall. Each does one thing after the other. */
export class Practice {
  readonly sent: Sent[] = [];
  /** How often what was pressed or asked for was answered, by its name. */
  readonly done = new Map<string, number>();
  /** Whose vacation was acknowledged, and its last day. */
  readonly onVacation = new Map<Person, string>();
  /** How often somebody asked for their data, and how often that was acknowledged. */
  readonly exports = new Map<Person, { asked: number; acknowledged: number }>();
  readonly #chat: Chat;
  readonly #chance: Chance;
  readonly #cast: Cast;
  #texts = 0;

  constructor(chat: Chat, chance: Chance, cast: Cast = regulars) {
    this.#chat = chat;
    this.#chance = chance;
    this.#cast = cast;
  }

  /** Until it is told to stop; what is begun is brought to its end. */
  async act(until: AbortSignal): Promise<void> {
    const again = async (step: () => Promise<void>) => {
      while (!until.aborted) {
        await step();
        await this.#chance.moment(200);
      }
    };
    const { alone, reminded, pair } = this.#cast;
    await Promise.all([
      ...alone.map((person) => again(() => this.#interview(person))),
      ...alone.map((person) => again(() => this.#takeAlongAtTimes(person))),
      ...reminded.map((person) => again(() => this.#remember(person))),
      ...(pair ? [again(() => this.#interviewEachOther(pair))] : []),
    ]);
  }

  async prepare(): Promise<void> {
    const { reminded, onVacation } = this.#cast;
    for (const person of reminded) {
      const wanted = { at: '00:00', zone: 'UTC' };
      while (!(await this.#ask(person, 'recall set', wanted))?.words.includes('remind you at'));
    }
    while (onVacation && !this.onVacation.has(onVacation)) await this.#leave(onVacation);
  }

  /** The next step of a mock interview, of a new one if there is none. */
  async #interview(person: Person): Promise<void> {
    const shown = await this.#ask(person, 'mock', { track: 'backend', minutes: '10m' });
    if (!shown) return;
    const { buttons } = shown;
    const kind = this.#chance.next();
    if (buttons.includes('Pause') && kind < 0.1) await this.#press(person, shown, 'Pause');
    else if (buttons.includes('Skip') && kind < 0.2) await this.#press(person, shown, 'Skip');
    else if (buttons.includes('Answer')) await this.#fill(person, shown, 'Answer', 'answer');
    else if (buttons.includes('Reply') && kind < 0.9) await this.#fill(person, shown, 'Reply', 'reply');
    else
      await this.#pressFirst(person, shown, ['Resume', 'Look again', 'Next question', 'Finish'], kind < 0.95);
  }

  /** `all` presses the first that is there, otherwise the last. */
  async #pressFirst(person: Person, shown: Shown, labels: readonly string[], all: boolean): Promise<void> {
    const there = labels.filter((label) => shown.buttons.includes(label));
    const label = all ? there[0] : there.at(-1);
    if (label) await this.#press(person, shown, label);
  }

  async #interviewEachOther([first, second]: readonly [Person, Person]): Promise<void> {
    const [person, other] = this.#chance.next() < 0.5 ? [first, second] : [second, first];
    const shown = await this.#ask(person, 'mock with', { member: other, track: 'backend' });
    if (!shown) return;
    const kind = this.#chance.next();
    if (shown.buttons.includes('Call it off')) {
      const invitation = this.#chat.alone.told(other).findLast(({ buttons }) => buttons.includes('Accept'));
      if (invitation) await this.#press(other, invitation, 'Accept');
    } else if (shown.buttons.includes('Mark the answer') && kind < 0.7) {
      await this.#fill(person, shown, 'Mark the answer', 'comment', 'mark');
    } else if (kind > 0.85) {
      await this.#pressFirst(person, shown, ['Swap roles', 'Finish'], true);
    }
  }

  /**
   * Says what they are asked again, and changes the hour of reminders now and then. Without a reminder, as when a crash left it in
   * doubt, they ask by themselves.
   */
  async #remember(person: Person): Promise<void> {
    if (this.#chance.next() < 0.2) {
      const at = new Date(Date.now() + 60_000).toISOString().slice(11, 16);
      await this.#ask(person, 'recall set', { at, zone: 'UTC' });
      return;
    }
    const reminder = this.#chat.alone.told(person).findLast(({ buttons }) => buttons.includes('Start'));
    const shown = reminder
      ? await this.#press(person, reminder, 'Start')
      : await this.#ask(person, 'recall', {});
    if (!shown) return;
    const kind = shown.buttons.includes('I don’t know') ? 'point' : 'whole';
    if (shown.buttons.includes('Answer') && this.#chance.next() < 0.8)
      await this.#fill(person, shown, 'Answer', 'answer', kind);
    else await this.#pressFirst(person, shown, ['I don’t know', 'One more', 'Skip'], true);
  }

  async #takeAlongAtTimes(person: Person): Promise<void> {
    if (this.#chance.next() < 0.02) await this.takeAlong(person);
  }

  /** Asks for a file with all that is theirs. */
  async takeAlong(person: Person): Promise<void> {
    const count = this.exports.get(person) ?? { asked: 0, acknowledged: 0 };
    this.exports.set(person, count);
    count.asked += 1;
    const shown = await this.#ask(person, 'data export', {});
    if (shown?.words.includes('I’m putting your file together')) count.acknowledged += 1;
  }

  async #leave(person: Person): Promise<void> {
    const until = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    const shown = await this.#ask(person, 'vacation', { until });
    if (shown && /vacation/i.test(shown.words)) this.onVacation.set(person, until);
  }

  async #ask(
    person: Person,
    name: string,
    options: Readonly<Record<string, string>>,
  ): Promise<Shown | undefined> {
    return this.#count(name, await this.#chat.alone.command(person, name, options));
  }

  async #press(person: Person, shown: Shown, label: string): Promise<Shown | undefined> {
    return this.#count(label, await this.#chat.alone.press(person, shown, label));
  }

  async #fill(
    person: Person,
    shown: Shown,
    label: string,
    field: 'answer' | 'reply' | 'comment',
    kind: Sent['kind'] = field === 'reply' ? 'reply' : 'answer',
  ): Promise<void> {
    this.#texts += 1;
    const text = `${this.#chance.of([onAnything, poor])} That is what ${person} said ${this.#texts}.`;
    const outcome = await this.#chat.alone.fill(person, shown, label, field, text);
    if (!outcome) return;
    this.sent.push({ kind, person, text, isSure: outcome === 'said' });
  }

  #count(what: string, shown: Shown | undefined): Shown | undefined {
    if (shown) this.done.set(what, (this.done.get(what) ?? 0) + 1);
    return shown;
  }
}
