/**
 * Asks a stand-in what terraform would ask: the schema, a plan and an apply of one helm release. Prints the answers.
 * Run by standin.mjs, which says in TF_REATTACH_PROVIDERS where the stand-in listens.
 */
import path from "node:path";
import { fileURLToPath } from "node:url";
import grpc from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { fromWire, readable, toWire } from "../lib/values.mjs";

const proto = path.join(path.dirname(fileURLToPath(import.meta.url)), "../lib/tfplugin6.proto");
const { tfplugin6 } = grpc.loadPackageDefinition(
  loadSync(proto, { keepCase: true, longs: Number, enums: String, oneofs: true })
);
const { Addr: address } = JSON.parse(process.env.TF_REATTACH_PROVIDERS)["hashicorp/helm"];
const client = new tfplugin6.Provider(`unix:${address.String}`, grpc.credentials.createInsecure());
const ask = (rpc, request) =>
  new Promise((resolve, reject) => client[rpc](request, (error, answer) => (error ? reject(error) : resolve(answer))));

const { resource_schemas: schemas } = await ask("GetProviderSchema", {});
const { attributes } = schemas.helm_release.block;
const empty = Object.fromEntries(attributes.map(({ name }) => [name, null]));
const proposed = toWire({ ...empty, name: "web", chart: "nginx" });
const nothing = toWire(null);
const planned = await ask("PlanResourceChange", {
  type_name: "helm_release",
  prior_state: nothing,
  proposed_new_state: proposed,
  config: proposed,
});
const applied = await ask("ApplyResourceChange", {
  type_name: "helm_release",
  prior_state: nothing,
  planned_state: planned.planned_state,
  config: proposed,
});

console.log(
  JSON.stringify({
    types: Object.keys(schemas),
    required: attributes.filter(({ required }) => required).map(({ name }) => name),
    planned: readable(fromWire(planned.planned_state)),
    applied: readable(fromWire(applied.new_state)),
  })
);
client.close();
