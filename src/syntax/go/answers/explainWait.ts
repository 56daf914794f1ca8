import type { SourceQuestion, WaitFacts } from '../../../shared/model/go/goSource';
import { channelKind, sharedCapacity } from '../package/channels';
import { collectEnds } from './collectEnds';
import { findWait } from '../waits/findWait';
import type { Wait } from '../waits/findWait';
import { fixesFor } from '../fixes/fixesFor';
import { findFunction } from '../tree/functionLines';
import { childOf, lastLineOf, lineOf, oneLine, textOf } from '../tree/goNode';
import type { GoFile, GoNode } from '../tree/goNode';
import { operationsOf } from '../package/goPackage';
import type { GoPackage } from '../package/goPackage';
import { isEndless } from '../waits/endlessLoop';
import { loopsAround } from '../package/loops';
import { calledExpression } from '../package/packageTypes';
import { patternOf } from '../patterns/patternOf';
import { waysOutOf } from '../waits/waysOut';

/** Null when the line is not (any more) in the function that the question names. */
export function explainWait(goPackage: GoPackage, file: GoFile, question: SourceQuestion): WaitFacts | null {
  const around = findFunction(file, question.function);
  if (around !== null && (question.line < lineOf(around) || question.line > lastLineOf(around))) return null;
  const wait = findWait(goPackage, file, question);
  if (wait === null) return nothingFound;
  const operation = wait.kind === 'operation' ? wait.operation : null;
  const holding = operation === null ? null : goPackage.holding(operation.place);
  const isChannel = operation !== null && ['send', 'receive', 'range'].includes(operation.kind);
  const plain = isChannel && channelKind(goPackage, operation.operand) === 'channel';
  const loops = loopsAround(wait.node);
  const pattern = patternOf(goPackage, wait);
  return {
    operation: oneLine(operationText(wait)),
    operand: oneLine(operandText(wait)),
    inLoop: loops.length > 0,
    endless: loops.some((loop) => isEndless(goPackage, loop)),
    waysOut: waysOutOf(goPackage, wait),
    capacity: plain ? sharedCapacity(goPackage, holding) : null,
    otherEnds: collectEnds({ goPackage, file, question, wait }),
    pattern,
    fixes: fixesFor(goPackage, wait, pattern),
    closes: plain && holding !== null && operationsOf(holding, 'close').length > 0,
  };
}

const nothingFound: WaitFacts = {
  operation: '',
  operand: '',
  inLoop: false,
  endless: false,
  waysOut: [],
  capacity: null,
  otherEnds: [],
  pattern: null,
  fixes: [],
  closes: false,
};

function operationText(wait: Wait): string {
  switch (wait.kind) {
    case 'select':
      return selectText(wait.node);
    case 'operation':
      return wait.node.type === 'range_clause' ? `for ${textOf(wait.node)}` : textOf(wait.node);
    default:
      return callText(wait.node);
  }
}

/** The cases without their bodies. */
function selectText(select: GoNode): string {
  const cases = select.children.flatMap((each) => {
    if (each.type === 'default_case') return ['default'];
    const communication = childOf(each, 'communication');
    return communication === null ? [] : [`case ${textOf(communication)}`];
  });
  return cases.length === 0 ? 'select {}' : `select { ${cases.join('; ')} }`;
}

/** A call that gets a function literal is shown up to its body. */
function callText(call: GoNode): string {
  const literal = childOf(call, 'arguments')?.children.find(({ type }) => type === 'func_literal');
  const body = literal === undefined ? null : childOf(literal, 'body');
  return body === null ? textOf(call) : `${call.file.text.slice(call.start, body.start)}{ … })`;
}

function operandText(wait: Wait): string {
  if (wait.kind === 'operation') return textOf(wait.operation.operand);
  if (wait.kind !== 'call') return '';
  const called = calledExpression(wait.node);
  const operand = called?.type === 'selector_expression' ? childOf(called, 'operand') : null;
  return operand === null ? '' : textOf(operand);
}
