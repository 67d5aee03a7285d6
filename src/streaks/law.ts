/** How many freezes a member can have. */
export const mostFreezes = 2;

/** What a member's streak follows from; days are `YYYY-MM-DD`. */
export interface History {
  /** On which the workspace had a scheduled question, since the member's first answer. */
  readonly asked: readonly string[];
  readonly answered: ReadonlySet<string>;
  /** On which the member earned a freeze, as often as they did. */
  readonly earned: readonly string[];
  /** Holidays and vacation: a question of such a day need not be answered. */
  isOff(day: string): boolean;
}

export interface Streak {
  /** The days in a row that were asked and answered. */
  readonly streak: number;
  readonly freezesLeft: number;
  /** Missed days in the streak on which a freeze was used. */
  readonly frozenDays: readonly string[];
}

/**
 * A missed day uses a freeze, whatever the streak, or else ends the streak; days without a question neither count nor end it, and today doesn't end it
 * yet. A streak that ends therefore leaves no freeze, so whoever has more of them at any time never has the shorter streak later.
 */
export function streakIn({ asked, answered, earned, isOff }: History, today: string): Streak {
  const isAsked = new Set(asked);
  const earnedOn = Map.groupBy(earned, (day) => day);
  let [streak, freezesLeft, frozenDays] = [0, 0, [] as string[]];
  for (const day of [...new Set([...asked, ...earned])].sort()) {
    freezesLeft = Math.min(mostFreezes, freezesLeft + (earnedOn.get(day)?.length ?? 0));
    if (!isAsked.has(day)) continue;
    if (answered.has(day)) streak += 1;
    else if (day === today || isOff(day)) continue;
    else if (freezesLeft > 0) {
      freezesLeft -= 1;
      if (streak > 0) frozenDays.push(day);
    } else [streak, frozenDays] = [0, []];
  }
  return { streak, freezesLeft, frozenDays };
}
