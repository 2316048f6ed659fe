import ts from "typescript";
import { nodesOf, type Sources } from "./sources";

/** A code that a module reports, gathered from every place that reports it. */
export interface ErrorCode {
  readonly code: string;
  /** Props, with `<name>` for a part that is decided at run time. */
  readonly props: readonly string[];
  readonly expected: readonly string[];
  /** `error`, `dated`, `warning`, or several of them. */
  readonly severities: readonly string[];
}

/**
 * Finds the codes in object literals with the properties `code` and `expected`.
 *
 * A code that is a parameter of the function around it is looked up in the calls of that function.
 */
export function findErrorCodes({ files }: Sources): ErrorCode[] {
  const nodes = [...files.values()].flatMap(nodesOf);
  const found = nodes.filter(ts.isObjectLiteralExpression).flatMap((literal) => {
    const code = propertyOf(literal, "code");
    if (code === undefined || propertyOf(literal, "expected") === undefined) return [];
    if (ts.isStringLiteral(code)) return [readCode(code.text, literal, { nodes })];
    return callsOf(literal, nodes).flatMap((call) => {
      const argument = argumentFor(code.getText(), literal, call);
      return argument !== undefined && ts.isStringLiteral(argument) ? [readCode(argument.text, literal, { nodes, call })] : [];
    });
  });
  return merge(found);
}

/** Where a text is read: all nodes of the module, and the call that the function around it is read for. */
interface Context {
  readonly nodes: readonly ts.Node[];
  readonly call?: ts.CallExpression;
}

function readCode(code: string, literal: ts.ObjectLiteralExpression, context: Context): ErrorCode {
  const paths = wordsOf(propertyOf(literal, "path"), context).map((path) => path.replace(/^<[^>]*>\.?/, ""));
  const severities = nodesOf(literal).flatMap((node) => {
    const isSeverity = ts.isPropertyAssignment(node) && node.name.getText() === "severity";
    return isSeverity ? wordsOf(node.initializer, context) : [];
  });
  const isAlways = propertyOf(literal, "severity") !== undefined;
  return {
    code,
    props: paths.filter((path) => path !== ""),
    expected: wordsOf(propertyOf(literal, "expected"), context),
    severities: isAlways ? severities : ["error", ...severities],
  };
}

/** The value of a property, also where it is written in short. */
function propertyOf(literal: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = literal.properties.find((member) => member.name?.getText() === name);
  if (property === undefined) return undefined;
  if (ts.isPropertyAssignment(property)) return property.initializer;
  return ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}

/** The calls of the function that `node` stands in, from outside of it. */
function callsOf(node: ts.Node, nodes: readonly ts.Node[]): ts.CallExpression[] {
  const around = ts.findAncestor(node, ts.isFunctionDeclaration);
  return nodes
    .filter(ts.isCallExpression)
    .filter((call) => call.expression.getText() === around?.name?.text)
    .filter((call) => ts.findAncestor(call, (outer) => outer === around) === undefined);
}

/** What a call gives for a parameter of the function that `node` stands in. */
function argumentFor(name: string, node: ts.Node, call: ts.CallExpression): ts.Expression | undefined {
  const parameters = ts.findAncestor(node, ts.isFunctionDeclaration)?.parameters ?? [];
  return call.arguments[parameters.findIndex((parameter) => parameter.name.getText() === name)];
}

/**
 * The texts that an expression can be, as far as the source tells: `<name>` stands for what is decided at run time, or for
 * more than four alternatives.
 */
function wordsOf(expression: ts.Expression | undefined, context: Context): string[] {
  if (expression === undefined) return [];
  if (ts.isStringLiteralLike(expression) || ts.isNumericLiteral(expression)) return [expression.text];
  if (ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression)) return wordsOf(expression.expression, context);
  if (ts.isConditionalExpression(expression)) {
    const ways = [expression.whenTrue, expression.whenFalse].filter((way) => way.getText() !== "undefined");
    return ways.flatMap((way) => wordsOf(way, context));
  }
  if (ts.isTemplateExpression(expression)) {
    return expression.templateSpans.reduce(
      (texts, span) => wordsOf(span.expression, context).flatMap((word) => texts.map((text) => text + word + span.literal.text)),
      [expression.head.text],
    );
  }
  const unknown = [`<${nounOf(expression)}>`];
  const values = ts.isIdentifier(expression) ? valuesOf(expression, context) : [];
  const words = values.filter(({ value }) => isText(value)).flatMap((read) => wordsOf(read.value, read.context));
  const unique = [...new Set(words)];
  return unique.length === 0 || unique.length > 4 ? unknown : unique;
}

/** What a name stands for: a constant above it, or what callers give for a parameter, each in the words of its own place. */
function valuesOf(name: ts.Identifier, context: Context): { value: ts.Expression; context: Context }[] {
  const constant = constantAbove(name);
  if (constant !== undefined) return [{ value: constant, context }];
  const calls = context.call === undefined ? callsOf(name, context.nodes) : [context.call];
  return calls.flatMap((call) => {
    const value = argumentFor(name.text, name, call);
    return value === undefined ? [] : [{ value, context: { nodes: context.nodes } }];
  });
}

function isText(value: ts.Expression): boolean {
  return (
    ts.isStringLiteralLike(value) ||
    ts.isTemplateExpression(value) ||
    ts.isConditionalExpression(value) ||
    ts.isIdentifier(value) ||
    isJoined(value)
  );
}

/** `list.join(", ")`: a text that is named after its list. */
function isJoined(value: ts.Expression): boolean {
  return ts.isCallExpression(value) && /\.join\([^()]*\)$/.test(value.getText());
}

/** The `const` that a name stands for, in the nearest block around it. */
function constantAbove(name: ts.Identifier): ts.Expression | undefined {
  for (let scope: ts.Node | undefined = name.parent; scope !== undefined; scope = scope.parent) {
    if (!ts.isBlock(scope) && !ts.isSourceFile(scope) && !ts.isCaseClause(scope)) continue;
    const declarations = scope.statements
      .filter(ts.isVariableStatement)
      .flatMap(({ declarationList }) => [...declarationList.declarations]);
    const declaration = declarations.find((one) => ts.isIdentifier(one.name) && one.name.text === name.text);
    if (declaration?.initializer !== undefined) return declaration.initializer;
  }
  return undefined;
}

/** What a computed value is about: `zones` in `zones.join(", ")` and in `Object.keys(zones)`, `longest` in `sizes.longest`. */
function nounOf(expression: ts.Expression): string {
  if (ts.isCallExpression(expression)) {
    const { expression: callee } = expression;
    const [first] = expression.arguments;
    const isAboutArgument = /^(show|Object\.\w+)$/.test(callee.getText());
    if (isAboutArgument && first !== undefined) return nounOf(first);
    return ts.isPropertyAccessExpression(callee) ? nounOf(callee.expression) : callee.getText();
  }
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  if (ts.isBinaryExpression(expression)) return nounOf(expression.left);
  return ts.isIdentifier(expression) ? expression.text : "number";
}

function merge(found: readonly ErrorCode[]): ErrorCode[] {
  const names = [...new Set(found.map(({ code }) => code))].toSorted();
  return names.map((code) => {
    const same = found.filter((one) => one.code === code);
    const unique = (values: readonly string[]) => [...new Set(values)];
    return {
      code,
      props: unique(same.flatMap(({ props }) => props)),
      expected: unique(same.flatMap(({ expected }) => expected)),
      severities: unique(same.flatMap(({ severities }) => severities)),
    };
  });
}
