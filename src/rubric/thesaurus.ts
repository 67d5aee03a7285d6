import groups from './thesaurus.json' with { type: 'json' };

/** Words that candidates use for the same thing. A word may be in several groups; only what is safe out of context belongs there. */
const groupsOf = new Map<string, string[]>();
for (const [index, group] of groups.entries())
  for (const word of group.split(' ')) groupsOf.set(word, [...(groupsOf.get(word) ?? []), `~${index}`]);

/** Names of the groups that a word belongs to. */
export function groupsWith(word: string): readonly string[] {
  return groupsOf.get(word) ?? [];
}

export function isGroup(form: string): boolean {
  return form.startsWith('~');
}
