/** A tree as arrays: at a node with a feature, a value up to the threshold goes left; a leaf (feature -1) adds its value. */
export interface Tree {
  readonly feature: readonly number[];
  /** A leaf's value. */
  readonly value: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
}

export interface Forest {
  readonly bias: number;
  readonly trees: readonly Tree[];
}

/** How likely it is, 0 to 1, by boosted trees: https://en.wikipedia.org/wiki/Gradient_boosting */
export function likelihood({ bias, trees }: Forest, row: readonly number[]): number {
  const sum = trees.reduce((total, tree) => total + leafOf(tree, row), bias);
  return 1 / (1 + Math.exp(-sum));
}

function leafOf({ feature, value, left, right }: Tree, row: readonly number[]): number {
  let node = 0;
  for (;;) {
    const at = feature[node] ?? -1;
    if (at < 0) return value[node] ?? 0;
    node = (((row[at] ?? 0) <= (value[node] ?? 0) ? left[node] : right[node]) ?? 0) as number;
  }
}
