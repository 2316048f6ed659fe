/**
 * `npm run network`: what an environment's network is, what each tier reaches, and what it costs in hours.
 *
 *   npm run network -- dev                  for a person: subnets, free slots, reach, workloads, endpoints, cost
 *   npm run network -- dev --all            reach of the whole catalogue, not only of what the workloads need
 *   npm run network -- dev --json           the same as JSON
 *   npm run network -- dev --svg dev.svg    a picture
 *   npm run network -- dev --endpoint-hour 0.014 --endpoint-gb 0.01 --nat-hour 0.062 --nat-gb 0.062
 *                                           with your prices: traffic at which endpoints and NAT cost the same
 *   npm run network -- --docs               makes the page and the picture of every environment in docs/environments
 *   npm run network -- --docs --check       writes nothing, and fails where one is not up to date
 *
 * Needs no AWS account. What a network lacks is shown here, and refused by `npm run synth`.
 */
import fs from "node:fs";
import { environments } from "../../stacks/environments";
import { docsFolder, findStale, writePages } from "./src/docs";
import { readFacts } from "./src/facts";
import { parseOptions, type ShowOptions } from "./src/options";
import { pageOf } from "./src/page";
import { drawNetwork } from "./src/picture";
import { reportOn } from "./src/report";
import { toSvg } from "./src/svg";
import { textOf } from "./src/text";

function main(args: readonly string[]): number {
  const options = parseOptions(args, Object.keys(environments));
  if (options.command === "show") return show(options);
  return options.check ? checkDocs() : writeDocs();
}

function show({ environment: name, all, json, svg, prices }: ShowOptions): number {
  const environment = environments[name];
  if (environment === undefined) return 1;
  const facts = readFacts(environment);
  const report = reportOn(facts, { all, prices });
  process.stdout.write(json ? `${JSON.stringify(report, undefined, 2)}\n` : textOf(report));
  if (svg !== undefined) {
    fs.writeFileSync(svg, toSvg(drawNetwork(facts)));
    console.error(`written: ${svg}`);
  }
  return 0;
}

function pages(): ReadonlyMap<string, string> {
  return new Map(
    Object.values(environments).flatMap((environment) => {
      const facts = readFacts(environment);
      const page = pageOf(reportOn(facts, { all: false, prices: undefined }));
      return [
        [`${environment.name}.md`, page],
        [`${environment.name}.svg`, toSvg(drawNetwork(facts))],
      ] as const;
    }),
  );
}

function writeDocs(): number {
  const wanted = pages();
  for (const file of writePages(docsFolder, wanted)) console.log(`written: ${file}`);
  return report(findStale(docsFolder, wanted), wanted.size);
}

function checkDocs(): number {
  const wanted = pages();
  return report(findStale(docsFolder, wanted), wanted.size);
}

function report(findings: readonly string[], files: number): number {
  for (const finding of findings) console.error(finding);
  console.log(`${files} files in ${docsFolder}, ${findings.length} findings`);
  return findings.length > 0 ? 1 : 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
