import { parseSync, Visitor } from 'oxc-parser';
import type { Mutant } from './mutant.ts';

/** Each operator with what it becomes; text that is joined by `+` stays. */
const operators: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '-': '+',
  '*': '/',
  '/': '*',
  '&&': '||',
  '||': '&&',
};

interface Node {
  readonly start: number;
  readonly end: number;
}

/**
 * What is changed, one at a time: comparisons, their limits, logic, arithmetic, numbers and truth; conditions that always or never hold; and
 * calls whose result nobody takes, which aren't made. Texts aren't changed: no test should repeat them.
 */
export function smallChanges(file: string, text: string): Mutant[] {
  const found: Mutant[] = [];
  const replace = ({ start, end }: Node, instead: string) =>
    found.push({ file, from: start, to: end, instead });
  const operatorOf = (node: Node & { left: Node; right: Node; operator: string }) => {
    const instead = operators[node.operator];
    if (instead === undefined) return;
    const from = node.left.end + text.slice(node.left.end, node.right.start).indexOf(node.operator);
    replace({ start: from, end: from + node.operator.length }, instead);
  };
  const always = (test: Node) => {
    replace(test, 'true');
    replace(test, 'false');
  };
  const visitor = new Visitor({
    BinaryExpression: operatorOf,
    LogicalExpression: operatorOf,
    IfStatement: ({ test }) => always(test),
    ConditionalExpression: ({ test }) => always(test),
    UnaryExpression: (node) => {
      if (node.operator === '!') replace(node, text.slice(node.argument.start, node.argument.end));
    },
    Literal: (node) => {
      if (typeof node.value === 'number') replace(node, String(node.value + 1));
      if (typeof node.value === 'boolean') replace(node, String(!node.value));
    },
    ExpressionStatement: (node) => {
      const { type } = node.expression;
      if (type === 'AwaitExpression' || type === 'CallExpression') replace(node, ';');
    },
  });
  visitor.visit(parseSync(file, text).program);
  return found.filter(({ from }) => !isType(text, from));
}

/** Literals in types and imports are no code. */
function isType(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return /^\s*(import|export type|type|readonly)\b/.test(line);
}
