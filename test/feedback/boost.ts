/** Gradient boosting for yes and no: shallow trees over features cut into bins, each tree fitted to what the ones before got wrong. */
import type { Tree } from '../../src/rubric/forest.ts';

export interface Example {
  readonly row: readonly number[];
  readonly isYes: boolean;
  readonly weight: number;
}

export interface Growth {
  readonly trees: number;
  readonly depth: number;
  readonly rate: number;
  /** The least weight of examples in a leaf. */
  readonly least: number;
  readonly ridge: number;
  /** For each feature 1 where more of it may only speak for yes, -1 only against, 0 either. */
  readonly directions: readonly number[];
}

const bins = 48;

interface Leaf {
  readonly members: readonly number[];
  readonly low: number;
  readonly high: number;
  readonly depth: number;
  readonly node: number;
}

interface Cut {
  readonly gain: number;
  readonly feature: number;
  readonly bin: number;
  readonly left: number;
  readonly right: number;
}

export function boost(examples: readonly Example[], growth: Growth): { bias: number; trees: Tree[] } {
  const width = examples[0]?.row.length ?? 0;
  const edges = Array.from({ length: width }, (_, feature) =>
    edgesOf(examples.map(({ row }) => row[feature] ?? 0)),
  );
  const binned = examples.map(({ row }) =>
    Uint8Array.from(row, (value, feature) => binOf(edges[feature] ?? [], value)),
  );
  const weights = examples.map(({ weight }) => weight);
  const all = weights.reduce((sum, one) => sum + one, 0);
  const yes = examples.reduce((sum, { isYes, weight }) => sum + (isYes ? weight : 0), 0);
  const bias = Math.log(yes / (all - yes));
  const sums = new Float64Array(examples.length).fill(bias);
  const slopes = new Float64Array(examples.length);
  const curves = new Float64Array(examples.length);
  const trees: Tree[] = [];
  for (let round = 0; round < growth.trees; round++) {
    for (const [at, { isYes }] of examples.entries()) {
      const chance = 1 / (1 + Math.exp(-(sums[at] ?? 0)));
      slopes[at] = (weights[at] ?? 0) * (Number(isYes) - chance);
      curves[at] = (weights[at] ?? 0) * chance * (1 - chance);
    }
    const tree = {
      feature: [] as number[],
      value: [] as number[],
      left: [] as number[],
      right: [] as number[],
    };
    const open: Leaf[] = [
      { members: examples.map((_, at) => at), low: -Infinity, high: Infinity, depth: 0, node: add(tree) },
    ];
    for (let leaf = open.pop(); leaf; leaf = open.pop()) {
      const cut = leaf.depth < growth.depth ? bestCut(leaf) : undefined;
      if (!cut) {
        const value =
          growth.rate *
          leafValue(
            leaf.members.reduce((sum, at) => sum + (slopes[at] ?? 0), 0),
            leaf.members.reduce((sum, at) => sum + (curves[at] ?? 0), 0),
            leaf,
          );
        tree.value[leaf.node] = round6(value);
        for (const at of leaf.members) sums[at] = (sums[at] ?? 0) + value;
        continue;
      }
      const { feature, bin } = cut;
      tree.feature[leaf.node] = feature;
      tree.value[leaf.node] = edges[feature]?.[bin] ?? 0;
      const goesLeft = (at: number) => (binned[at]?.[feature] ?? 0) <= bin;
      const middle = (cut.left + cut.right) / 2;
      const direction = growth.directions[feature] ?? 0;
      const [left, right] = [add(tree), add(tree)];
      tree.left[leaf.node] = left;
      tree.right[leaf.node] = right;
      const common = { depth: leaf.depth + 1, low: leaf.low, high: leaf.high };
      open.push(
        {
          ...common,
          members: leaf.members.filter(goesLeft),
          node: left,
          ...(direction > 0 && { high: middle }),
          ...(direction < 0 && { low: middle }),
        },
        {
          ...common,
          members: leaf.members.filter((at) => !goesLeft(at)),
          node: right,
          ...(direction > 0 && { low: middle }),
          ...(direction < 0 && { high: middle }),
        },
      );
    }
    trees.push(tree);
  }
  return { bias, trees };

  function leafValue(slope: number, curve: number, { low, high }: Pick<Leaf, 'low' | 'high'>): number {
    return Math.min(high, Math.max(low, slope / (curve + growth.ridge)));
  }

  function bestCut(leaf: Leaf): Cut | undefined {
    let best: Cut | undefined;
    const score = (slope: number, curve: number) => (slope * slope) / (curve + growth.ridge);
    for (let feature = 0; feature < width; feature++) {
      const slope = new Float64Array(bins);
      const curve = new Float64Array(bins);
      for (const at of leaf.members) {
        const bin = binned[at]?.[feature] ?? 0;
        slope[bin] = (slope[bin] ?? 0) + (slopes[at] ?? 0);
        curve[bin] = (curve[bin] ?? 0) + (curves[at] ?? 0);
      }
      const slopeSum = slope.reduce((sum, one) => sum + one, 0);
      const curveSum = curve.reduce((sum, one) => sum + one, 0);
      let [leftSlope, leftCurve] = [0, 0];
      for (let bin = 0; bin < (edges[feature]?.length ?? 0); bin++) {
        leftSlope += slope[bin] ?? 0;
        leftCurve += curve[bin] ?? 0;
        const [rightSlope, rightCurve] = [slopeSum - leftSlope, curveSum - leftCurve];
        if (leftCurve < growth.least || rightCurve < growth.least) continue;
        const [left, right] = [
          leafValue(leftSlope, leftCurve, leaf),
          leafValue(rightSlope, rightCurve, leaf),
        ];
        if ((right - left) * (growth.directions[feature] ?? 0) < 0) continue;
        const gain = score(leftSlope, leftCurve) + score(rightSlope, rightCurve) - score(slopeSum, curveSum);
        if (gain > (best?.gain ?? 1e-3)) best = { gain, feature, bin, left, right };
      }
    }
    return best;
  }
}

function add(tree: { feature: number[]; value: number[]; left: number[]; right: number[] }): number {
  tree.feature.push(-1);
  tree.value.push(0);
  tree.left.push(-1);
  tree.right.push(-1);
  return tree.feature.length - 1;
}

/** Values between which about as many examples lie. */
function edgesOf(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const found = Array.from({ length: bins - 1 }, (_, at) =>
    round6(sorted[Math.floor(((at + 1) * sorted.length) / bins)] ?? 0),
  );
  return [...new Set(found)].filter((edge) => edge < (sorted.at(-1) ?? 0));
}

function binOf(edges: readonly number[], value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (edges[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const round6 = (value: number) => Number(value.toFixed(6));
