import ts from "typescript";
import { docstringOf, type Docstring } from "./docstring";
import { nodesOf, type Sources } from "./sources";

/** What a module exports, in the order of its index. */
export interface Api {
  readonly types: readonly TypeDoc[];
  readonly classes: readonly ClassDoc[];
  readonly functions: readonly FunctionDoc[];
}

/** An interface, or a type that is one of several. */
export interface TypeDoc {
  readonly name: string;
  readonly node: ts.Node;
  readonly doc: Docstring | undefined;
  /** Members, those of extended interfaces of the module included; none for a type alias. */
  readonly members: readonly MemberDoc[];
  /** What a type alias stands for. */
  readonly alias: string | undefined;
}

/** A property, a getter or a method. */
export interface MemberDoc {
  /** With its parameters where it is a method. */
  readonly name: string;
  readonly node: ts.Node;
  readonly type: string;
  readonly optional: boolean;
  readonly doc: Docstring | undefined;
}

export interface ClassDoc {
  readonly name: string;
  readonly node: ts.Node;
  readonly doc: Docstring | undefined;
  /** Public members without the constructor. */
  readonly members: readonly MemberDoc[];
}

export interface FunctionDoc {
  readonly name: string;
  readonly node: ts.Node;
  readonly doc: Docstring | undefined;
  /** Names of the parameters. */
  readonly parameters: string;
  readonly returns: string;
}

/** Reads what `index.ts` exports by name. */
export function readApi(sources: Sources): Api {
  const exported = exportsOf(sources);
  const types = exported.flatMap((node) => {
    if (ts.isInterfaceDeclaration(node)) return [typeDoc(node, membersOf(node, sources), undefined)];
    if (ts.isTypeAliasDeclaration(node)) return [typeDoc(node, [], aliasText(node.type))];
    return [];
  });
  return {
    types: types.filter(({ name }) => !isOnlyExtended(name, exported)),
    classes: exported.flatMap((node) => (ts.isClassDeclaration(node) ? [classDoc(node, sources)] : [])),
    functions: exported.flatMap((node) => (ts.isFunctionDeclaration(node) ? [functionDoc(node)] : [])),
  };
}

type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration | ts.FunctionDeclaration;

function isDeclaration(node: ts.Node): node is Declaration {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isFunctionDeclaration(node)
  );
}

/**
 * Declarations file by file, so that a group of props comes after the props that have it. The files that hold the props of
 * classes come first, in the order of the classes.
 */
function exportsOf(sources: Sources): Declaration[] {
  const declarations = inOrderOfIndex(sources);
  const files = declarations.filter(ts.isClassDeclaration).flatMap((node) => {
    const constructor = node.members.find(ts.isConstructorDeclaration);
    const types = (constructor?.parameters ?? []).map(({ type }) => typeText(type));
    return declarations.filter(({ name }) => types.includes(name?.text ?? "")).map((props) => props.getSourceFile());
  });
  const place = (node: Declaration) => (files.includes(node.getSourceFile()) ? files.indexOf(node.getSourceFile()) : files.length);
  return declarations.toSorted((a, b) => place(a) - place(b));
}

function inOrderOfIndex({ files }: Sources): Declaration[] {
  const names = new Map<string, Set<string>>();
  for (const statement of files.get("index")?.statements ?? []) {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) continue;
    if (!ts.isStringLiteral(statement.moduleSpecifier) || !statement.exportClause) continue;
    const file = statement.moduleSpecifier.text.replace(/^\.\//, "");
    const clause = statement.exportClause;
    const listed = ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : [];
    names.set(file, new Set([...(names.get(file) ?? []), ...listed]));
  }
  return [...names].flatMap(([file, wanted]) => {
    const statements = [...(files.get(file)?.statements ?? [])];
    return statements.filter(isDeclaration).filter(({ name }) => wanted.has(name?.text ?? ""));
  });
}

function typeDoc(node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration, members: MemberDoc[], alias: string | undefined): TypeDoc {
  return { name: node.name.text, node, doc: docstringOf(node), members, alias };
}

function membersOf(node: ts.InterfaceDeclaration, sources: Sources): MemberDoc[] {
  const own = node.members.flatMap((member) => {
    if (!ts.isPropertySignature(member) && !ts.isMethodSignature(member)) return [];
    return [memberDoc(member, member.questionToken !== undefined)];
  });
  const bases = basesOf(node).flatMap((base) => {
    const declaration = declared(base, sources, ts.isInterfaceDeclaration);
    return declaration === undefined ? [] : membersOf(declaration, sources);
  });
  return [...own, ...bases];
}

function basesOf(node: Declaration): string[] {
  if (!ts.isInterfaceDeclaration(node) && !ts.isClassDeclaration(node)) return [];
  return (node.heritageClauses ?? []).flatMap(({ types }) => types.map(({ expression }) => expression.getText()));
}

function declared<T extends Declaration>(name: string, { files }: Sources, isKind: (node: ts.Node) => node is T): T | undefined {
  return [...files.values()].flatMap(({ statements }) => statements.filter(isKind)).find((declaration) => declaration.name?.text === name);
}

/** True for an interface that others extend and nothing else names: its members stand in their tables. */
function isOnlyExtended(name: string, exported: readonly Declaration[]): boolean {
  const isExtended = exported.some((node) => basesOf(node).includes(name));
  const word = new RegExp(`\\b${name}\\b`);
  const isNamed = exported.some((node) => {
    if (ts.isInterfaceDeclaration(node)) return node.members.some((member) => word.test(member.getText()));
    return ts.isTypeAliasDeclaration(node) && node.name.text !== name && word.test(node.type.getText());
  });
  return isExtended && !isNamed;
}

function classDoc(node: ts.ClassDeclaration, sources: Sources): ClassDoc {
  return { name: node.name?.text ?? "", node, doc: docstringOf(node), members: classMembers(node, sources) };
}

/** Public members without the constructor; those of a class of the module that it extends come first. */
function classMembers(node: ts.ClassDeclaration, sources: Sources): MemberDoc[] {
  const own = node.members.flatMap((member) => {
    const isHidden = ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected);
    if (isHidden || member.name === undefined) return [];
    const isShown = ts.isPropertyDeclaration(member) || ts.isGetAccessor(member) || ts.isMethodDeclaration(member);
    return isShown ? [memberDoc(member, false)] : [];
  });
  const bases = basesOf(node).flatMap((base) => {
    const declaration = declared(base, sources, ts.isClassDeclaration);
    return declaration === undefined ? [] : classMembers(declaration, sources);
  });
  return [...bases, ...own];
}

type Member =
  | ts.PropertySignature
  | ts.MethodSignature
  | ts.PropertyDeclaration
  | ts.GetAccessorDeclaration
  | ts.MethodDeclaration;

function memberDoc(node: Member, optional: boolean): MemberDoc {
  const isMethod = ts.isMethodSignature(node) || ts.isMethodDeclaration(node);
  return {
    name: isMethod ? `${node.name.getText()}(${namesOf(node.parameters)})` : node.name.getText(),
    node,
    type: typeText(node.type),
    optional,
    doc: docstringOf(node),
  };
}

function functionDoc(node: ts.FunctionDeclaration): FunctionDoc {
  return {
    name: node.name?.text ?? "",
    node,
    doc: docstringOf(node),
    parameters: namesOf(node.parameters),
    returns: typeText(node.type),
  };
}

/** Parameters by name; one that is taken apart at once by its type. */
function namesOf(parameters: ts.NodeArray<ts.ParameterDeclaration>): string {
  return parameters
    .map(({ name, type }) => (ts.isIdentifier(name) ? name.text : lowerFirst(typeText(type).replace(/<.*>$/, ""))))
    .join(", ");
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** What a type alias stands for; the keys themselves where it is the keys of a constant of the same file. */
function aliasText(type: ts.TypeNode): string {
  const [, table] = /^keyof typeof (\w+)$/.exec(type.getText()) ?? [];
  const constants = type.getSourceFile().statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) => [...declarationList.declarations]);
  const literal = nodesOf(constants.find(({ name }) => name.getText() === table) ?? type).find(ts.isObjectLiteralExpression);
  if (literal === undefined) return typeText(type);
  return literal.properties.map(({ name }) => JSON.stringify((name?.getText() ?? "").replace(/"/g, ""))).join(" | ");
}

/** The type as the source writes it, on one line and without `readonly`, which everything here is. */
function typeText(type: ts.TypeNode | undefined): string {
  return (type?.getText() ?? "")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/\breadonly /g, "")
    .replace(/\bReadonly<(Record<(?:[^<>]|<[^<>]*>)*>)>/g, "$1")
    .replace(/^\| /, "");
}
