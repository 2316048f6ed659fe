import { show, type Problem } from "@terrace/core";
import { directory, largestId, pages, secondaryGroups } from "./limits";
import type { AccessPointSettings } from "./settings";

/** Access points: names, directories, users. */
export function checkAccessPoints(accessPoints: Readonly<Record<string, AccessPointSettings>>): Problem[] {
  return Object.entries(accessPoints).flatMap(([name, settings]) => {
    const path = `accessPoints.${name}`;
    const problems: Problem[] = [];
    if (!/^[a-z][a-z0-9-]*$/.test(name)) {
      const expected = "lower-case letters, digits and hyphens, starting with a letter";
      problems.push({ code: "access-point-name", path, got: `named ${show(name)}`, expected });
    }
    return [...problems, ...checkPath(`${path}.path`, settings), ...checkUser(`${path}.user`, settings), ...checkOwner(`${path}.directory`, settings)];
  });
}

function checkPath(path: string, { path: root, owner, exists }: AccessPointSettings): Problem[] {
  const see = pages.rootDirectory;
  if (root.length > directory.length || !directory.pattern.test(root)) {
    const expected = `/, or up to ${directory.depth} names after a / each, ${directory.length} characters in all, without $#<>;\`|&?{}^*`;
    return [{ code: "access-point-path", path, got: show(root), expected, see }];
  }
  if (owner !== undefined || exists) return [];
  const expected = `user or directory, so that EFS makes it, or directory: "existing"`;
  return [{ code: "directory-missing", path, got: `${show(root)}, which nothing makes`, expected, see, severity: "warning" }];
}

function checkUser(path: string, { user }: AccessPointSettings): Problem[] {
  if (user === undefined) return [];
  const { uid, gid, secondaryGids = [] } = user;
  const others = secondaryGids.map((id, index) => [`secondaryGids[${index}]`, id]);
  const problems = checkIds(path, { uid, gid, ...Object.fromEntries(others) });
  if (secondaryGids.length > secondaryGroups) {
    const got = `${secondaryGids.length} groups`;
    problems.push({ code: "secondary-gids", path: `${path}.secondaryGids`, got, expected: `at most ${secondaryGroups}`, see: pages.accessPoint });
  }
  return problems;
}

function checkOwner(path: string, { path: root, owner }: AccessPointSettings): Problem[] {
  if (owner === undefined) return [];
  const problems = checkIds(path, { uid: owner.uid, gid: owner.gid });
  if (!/^[0-7]{3,4}$/.test(owner.permissions)) {
    const expected = "3 or 4 octal digits, such as 0755";
    problems.push({ code: "directory-permissions", path: `${path}.permissions`, got: show(owner.permissions), expected, see: pages.rootDirectory });
  }
  if (root === "/") {
    const expected = "no such prop, or a path of its own";
    problems.push({ code: "directory-owner", path, got: "given for /, which EFS never makes", expected, see: pages.rootDirectory, severity: "warning" });
  }
  return problems;
}

function checkIds(path: string, ids: Readonly<Record<string, number>>): Problem[] {
  return Object.entries(ids)
    .filter(([, id]) => !Number.isInteger(id) || id < 0 || id > largestId)
    .map(([prop, id]) => ({
      code: "posix-id",
      path: `${path}.${prop}`,
      got: show(id),
      expected: `an integer from 0 to ${largestId}`,
      see: pages.accessPoint,
    }));
}
