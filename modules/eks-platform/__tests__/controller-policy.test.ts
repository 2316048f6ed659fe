import { createHash } from "node:crypto";
import { certificateStatements, globalAcceleratorStatements } from "../src/controller-extras";
import { controllerPurposes, controllerStatements } from "../src/controller-policy";
import { appVersionOf, chartVersions, firstPolicyOf } from "../src/controller-versions";
import { policyLength, policyOf, type Condition, type Statement } from "../src/iam";
import type { ClusterPartition } from "../src/partition";
import { isAtLeast } from "../src/versions";

function sha256(lines: readonly string[]): string {
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}

/** Each action once. */
function actionsOf(statements: readonly Statement[]): string[] {
  return [...new Set(statements.flatMap(({ Action }) => Action))].toSorted();
}

/** What each statement allows, action by action: the action, on what, and when. How statements are cut does not matter. */
function rightsOf(statements: readonly Statement[]): string[] {
  const lines = statements.flatMap(({ Action, Resource, Condition }) =>
    [Action].flat().map((action) => `${action} ${[Resource].flat().toSorted().join(",")} ${conditionText(Condition ?? {})}`),
  );
  return [...new Set(lines)].toSorted();
}

function conditionText(condition: Condition): string {
  const byName = <T>(record: Readonly<Record<string, T>>) => Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const sorted = byName(condition).map(([operator, keys]) => {
    return [operator, Object.fromEntries(byName(keys).map(([key, values]) => [key, [values].flat().toSorted()]))];
  });
  return JSON.stringify(Object.fromEntries(sorted));
}

/**
 * Every policy that a release of the controller has published: the partition, the first and the last controller with that
 * content, how many actions it has, the SHA-256 of its sorted actions joined by line feeds, how many rights they make (an
 * action on resources under conditions), and the SHA-256 of those.
 *
 * Computed from docs/install/iam_policy*.json of github.com/kubernetes-sigs/aws-load-balancer-controller at each release tag.
 */
const published: readonly (readonly [ClusterPartition, string, string, number, string, number, string])[] = [
  ["aws", "2.5.0", "2.6.2", 70, "0ea13c64875773a94bf8cabc13e2bfa56a01d908ff471017d37bc1d723e2f69b", 76, "1644940d345ae649a3088e374425ceedcb4baa6a5ea4a744958678ea6f8299c7"],
  ["aws", "2.7.0", "2.8.3", 71, "eded66a15c0a26f3a91251e9af01f5495482e90f1a725f558a522707cfcff55f", 77, "2ad78b63a4154667070b5fe82fcec087b3873c4380607bf3220eab6c820f82c8"],
  ["aws", "2.9.0", "2.9.2", 73, "c113cf747688002d02720a9e6016025f7a4ca645c4a2a31874e8f719981dfddb", 79, "46a8b56a4e956f971ef3b080978fb85042207bbb64bd33c55635bfefe5488229"],
  ["aws", "2.10.0", "2.10.1", 74, "b3de4b9e3308f044f9a7a40e9bf2873a2e1b223c292a966a759bf3c8ae8bb859", 80, "3b2d9f7b661578d408b21dbe3b709084f99e0395ee5a0c392585e327ceeeb955"],
  ["aws", "2.11.0", "2.11.0", 76, "e067939efdcecb2d52ffa4cfddf8eacbdcd29b390d192ad69c9a05146ba4c885", 82, "ae3cfeb08e8da974026cf063310f860afdd9c4274a690e0c7cc5a0e33af7fa10"],
  ["aws", "2.12.0", "2.12.0", 79, "48614eb552098ed328103bae8704cf07b5e823397e14854c3e29444e817f9f53", 85, "cc62ea3e4775964bc3c91e2185bfa7378c819e00fb6fb31e9b1a20951b7a3388"],
  ["aws", "2.13.0", "3.5.0", 80, "0546317d09c0214dfee43a2a19fcad57626e086340bcdc2db754b5e7af666b67", 86, "f6e92b30ddc66caeb4dc28ef2f3914d84f76fc6cce2d1de6a2753f33eb2cccdd"],
  ["aws-cn", "2.5.0", "2.7.2", 70, "0ea13c64875773a94bf8cabc13e2bfa56a01d908ff471017d37bc1d723e2f69b", 76, "451a9d03ba93f617db7be2da4058f40e011d744bba4ea37147e059841388cc3f"],
  ["aws-cn", "2.8.0", "2.8.3", 71, "eded66a15c0a26f3a91251e9af01f5495482e90f1a725f558a522707cfcff55f", 77, "34dbe8ac240dcb82e6a9cafc30e20d184555bd2f51c73fe848b503b39a264cf1"],
  ["aws-cn", "2.9.0", "2.9.2", 73, "c113cf747688002d02720a9e6016025f7a4ca645c4a2a31874e8f719981dfddb", 79, "5900365a2811e225eb4172b3345fec04f1f70f77ae391674f80a43c4b01cb50b"],
  ["aws-cn", "2.10.0", "2.10.1", 74, "b3de4b9e3308f044f9a7a40e9bf2873a2e1b223c292a966a759bf3c8ae8bb859", 80, "3e8b909139188579eb2a603edde9c50dc83a10d19541e75aaf6afe97b4cc8eca"],
  ["aws-cn", "2.11.0", "2.11.0", 76, "e067939efdcecb2d52ffa4cfddf8eacbdcd29b390d192ad69c9a05146ba4c885", 82, "8c7a31e9fcc0edb4036afcdc32cb3488f132cbb8b14f1e36e61b36c92d64b28f"],
  ["aws-cn", "2.12.0", "2.12.0", 79, "48614eb552098ed328103bae8704cf07b5e823397e14854c3e29444e817f9f53", 85, "0c8f9a08456901438eabd9fda5c6e74a298e48858019ec5d2ed23a71079b1523"],
  ["aws-cn", "2.13.0", "3.5.0", 80, "0546317d09c0214dfee43a2a19fcad57626e086340bcdc2db754b5e7af666b67", 86, "0844f429e9314356fc7b8b001c07e671dda7dda0a106042a882c679a0c8e1265"],
  ["aws-eusc", "2.15.0", "3.5.0", 80, "0546317d09c0214dfee43a2a19fcad57626e086340bcdc2db754b5e7af666b67", 86, "0df03cb78f9fb423834fc3634fd65fd85de75dade98f520261e3cab4f75a5b3a"],
  ["aws-iso", "2.5.3", "2.9.2", 70, "0ea13c64875773a94bf8cabc13e2bfa56a01d908ff471017d37bc1d723e2f69b", 76, "a454d2a55ae54e52ce0f090b8e7807a689df8b46cb77d5be016fd902e2d42164"],
  ["aws-iso", "2.10.0", "2.11.0", 71, "ae9f4572b8f5891d7706978cba705eca62a8d9c8a7fac98fa0aad1781bd134d9", 77, "ab73055f0f749f667c9897688c6bed9125b7aa79b88602b82e8cf7f0da7a8652"],
  ["aws-iso", "2.12.0", "2.12.0", 74, "454c4b82e3adb41ad36329ee00f30d1bffde549fcec966af402bed1e1caedcd3", 80, "e172324cdddcf4bdf5648f0059395d4b4815b009f2db603f59538069bd02d94c"],
  ["aws-iso", "2.13.0", "3.5.0", 75, "5b39b0f10699f5e0a523f4fbec7fe68fe96b4d79cea09017ba1c5b5f155953cb", 81, "c14646fbea65db48a8fe19b97aa154777584aca3b1c08b2a18c139795306e3e8"],
  ["aws-iso-b", "2.5.3", "2.9.2", 70, "0ea13c64875773a94bf8cabc13e2bfa56a01d908ff471017d37bc1d723e2f69b", 76, "8ae168261a85fb8b95108c29e901dd549b60b2fc28b2225be80ed1622a5e7f57"],
  ["aws-iso-b", "2.10.0", "2.11.0", 71, "ae9f4572b8f5891d7706978cba705eca62a8d9c8a7fac98fa0aad1781bd134d9", 77, "29ad235954ba41702fc76e60a267d46c5598a5217a948299707fe904001b050f"],
  ["aws-iso-b", "2.12.0", "2.12.0", 74, "454c4b82e3adb41ad36329ee00f30d1bffde549fcec966af402bed1e1caedcd3", 80, "ee0146386351984e5f4b6061f8fecc234235c226c20848768645c99f21c5e39b"],
  ["aws-iso-b", "2.13.0", "3.5.0", 75, "5b39b0f10699f5e0a523f4fbec7fe68fe96b4d79cea09017ba1c5b5f155953cb", 81, "06822aae200e3f1c834b13b68a635583ef650d3889aea63b7d8752d2825ad970"],
  ["aws-iso-e", "2.12.0", "2.12.0", 74, "454c4b82e3adb41ad36329ee00f30d1bffde549fcec966af402bed1e1caedcd3", 80, "814edd2c6ad78456fb3e6cff559c18045791adc088254b678e48adeb50a45494"],
  ["aws-iso-e", "2.13.0", "3.5.0", 75, "5b39b0f10699f5e0a523f4fbec7fe68fe96b4d79cea09017ba1c5b5f155953cb", 81, "09b29f71c7b4da2d39ecc456eab2d5ec1d8cc962ed384bd9a070091d1d552720"],
  ["aws-iso-f", "2.12.0", "2.12.0", 74, "454c4b82e3adb41ad36329ee00f30d1bffde549fcec966af402bed1e1caedcd3", 80, "25d3f379b04a38e58fa4b0d289dfb020405863dce7b2a9727596bdca65dc6991"],
  ["aws-iso-f", "2.13.0", "3.5.0", 75, "5b39b0f10699f5e0a523f4fbec7fe68fe96b4d79cea09017ba1c5b5f155953cb", 81, "0a0f0fd654b1a40f598db274421b075b125367224e31bfcc678b2d40ba0f7fb3"],
  ["aws-us-gov", "2.5.0", "2.6.2", 70, "0ea13c64875773a94bf8cabc13e2bfa56a01d908ff471017d37bc1d723e2f69b", 76, "41a2ddb3f39f2d96f0a99676568a851d41b5b68367f21cae1f97a15d2e531e2d"],
  ["aws-us-gov", "2.7.0", "2.8.3", 71, "eded66a15c0a26f3a91251e9af01f5495482e90f1a725f558a522707cfcff55f", 77, "c8f1ae1773a2d622a11171cd8909176f1e1fe13c25748a363ae825d5a8ccbd58"],
  ["aws-us-gov", "2.9.0", "2.9.2", 73, "c113cf747688002d02720a9e6016025f7a4ca645c4a2a31874e8f719981dfddb", 79, "8122c48ed145d3c8f961fa687d0f5df20f284277b61ce876a4d30f6ba0e5a421"],
  ["aws-us-gov", "2.10.0", "2.10.1", 74, "b3de4b9e3308f044f9a7a40e9bf2873a2e1b223c292a966a759bf3c8ae8bb859", 80, "0116f45799f8166f3f9fe3bc57a3c7ee1d46d500e822427bc5fde7b174825d88"],
  ["aws-us-gov", "2.11.0", "2.11.0", 76, "e067939efdcecb2d52ffa4cfddf8eacbdcd29b390d192ad69c9a05146ba4c885", 82, "ede47366f2fbee0e4c35e876e06a55a9e7875230ccab293fe2aad01cc015151e"],
  ["aws-us-gov", "2.12.0", "2.12.0", 79, "48614eb552098ed328103bae8704cf07b5e823397e14854c3e29444e817f9f53", 85, "3485be225485f626ab99097442fe3f9d49d8b8d994d2a5e632050ce1a128a12f"],
  ["aws-us-gov", "2.13.0", "3.5.0", 80, "0546317d09c0214dfee43a2a19fcad57626e086340bcdc2db754b5e7af666b67", 86, "2c3a3673a44d7a9e21b42f48ba7c9b7aceb0c2d8049931607dec4b57b614dcf9"],
];

test.each(published)("in %s the policy of %s to %s has its %d actions", (partition, first, last, count, digest) => {
  for (const version of [first, last]) {
    const actions = actionsOf(controllerStatements(version, partition));
    expect(actions).toHaveLength(count);
    expect(sha256(actions)).toBe(digest);
  }
});

test.each(published)("in %s the policy of %s to %s allows them on the same resources, under the same conditions", (...row) => {
  const [partition, first, last, , , rights, digest] = row;
  for (const version of [first, last]) {
    const found = rightsOf(controllerStatements(version, partition));
    expect(found).toHaveLength(rights);
    expect(sha256(found)).toBe(digest);
  }
});

test("every controller of the table has a published policy in every partition that has one", () => {
  for (const app of chartVersions.map((chart) => appVersionOf(chart) ?? "")) {
    const partitions = Object.entries(firstPolicyOf).flatMap(([name, first]) => (isAtLeast(app, first) ? [name] : []));
    const rows = published.filter(([, first, last]) => isAtLeast(app, first) && isAtLeast(last, app));
    expect(rows.map(([partition]) => partition).toSorted()).toEqual(partitions.toSorted());
  }
});

test("every policy fits into a managed one", () => {
  const lengths = published.map(([partition, , last]) => policyLength(policyOf(controllerStatements(last, partition))));
  expect(Math.max(...lengths)).toBeLessThan(6144);
});

test("every statement has a purpose, and no two the same", () => {
  expect(new Set(controllerPurposes()).size).toBe(controllerStatements("3.5.0", "aws").length);
});

test.each([
  ["Global Accelerator", globalAcceleratorStatements("aws"), 23, "1cf7efd8429d95ddf263191e6c30e974c87ce1b67fbf163ec84f9082b637a29e", 24, "4bdea5c7cb2f6f7634ae0b29cded5be3650788beaef31fdb6e0f1c17523e597d"],
  ["certificates", certificateStatements(), 10, "03a5bfe547bb65e55ce5f3e1d992bb1e58e3dbc9b8dbc888467e6d6879c98ec8", 10, "980de21135a8d9ab2a74f82594aa4af30ca5aa1f9c46e203dbb2f509d629ec75"],
] as const)("the extra policy for %s is the published one", (_name, statements, count, digest, rights, rightsDigest) => {
  const [actions, found] = [actionsOf(statements), rightsOf(statements)];
  expect([actions.length, sha256(actions), found.length, sha256(found)]).toEqual([count, digest, rights, rightsDigest]);
});
