import {
  decideAnswer,
  reasonOf,
  wantedProviders,
  type Answer,
  type AwsLine,
  type BindingPackage,
} from "../src/suppliers";
import { stack } from "./stacks";

const aws5 = { source: "aws", version: "5.100.0" };
const aws6 = { source: "aws", version: "6.25.0" };
const helm = { source: "helm", version: "3.1.1" };
const package5: BindingPackage = { folder: "aws-5", version: "5.100.0" };
const package6: BindingPackage = { folder: "aws-6", version: "6.25.0" };

test.each<
  [
    why: string,
    provider: typeof aws5,
    failure: string | undefined,
    binding: BindingPackage | undefined,
    line: AwsLine,
    answer: Partial<Answer>
  ]
>([
  ["what can be had is real", aws6, undefined, package6, "6", { by: "provider" }],
  [
    "nothing stands in for the first line of AWS",
    aws5,
    "no such host",
    package5,
    "5",
    { by: "nobody", reason: "no such host" },
  ],
  [
    "the second line may be stood in for",
    aws6,
    "no such host",
    package6,
    "6",
    { by: "stand-in", packageFolder: "aws-6", reason: "no such host" },
  ],
  ["so may helm, on both lines", helm, "no such host", { folder: "helm", version: "3.1.1" }, "5", { by: "stand-in" }],
  ["without a binding there is no stand-in", helm, "no such host", undefined, "5", { by: "nobody" }],
  [
    "a binding of another version is no stand-in",
    { source: "aws", version: "6.34.0" },
    "no such host",
    package6,
    "6",
    { by: "nobody" },
  ],
])("%s", (_, provider, failure, binding, line, answer) => {
  expect(decideAnswer(provider, failure, binding, line)).toMatchObject(answer);
});

test("every provider is wanted once for each of its versions", () => {
  const wants = (version: string): ReturnType<typeof stack> =>
    stack("s", {
      terraform: {
        required_providers: { aws: { source: "aws", version }, helm: { source: "helm", version: "3.1.1" } },
      },
    });
  expect(wantedProviders([wants("5.100.0"), wants("6.25.0"), wants("5.100.0")])).toEqual([
    { name: "aws", provider: aws5 },
    { name: "helm", provider: helm },
    { name: "aws", provider: aws6 },
  ]);
});

test.each([
  [
    "╷\n│ Error: Failed to query available provider packages\n│ \n│ Could not retrieve the list: could not connect to the\n│ registry: no such host\n│ \n│ To see which modules are currently\n│ depending on it, run:\n╵",
    "could not connect to the registry: no such host",
  ],
  [
    "Error: Failed to query\n\nno available releases match the given constraints 6.25.0\n\nTo see which modules",
    "no available releases match the given constraints 6.25.0",
  ],
  ["Error: something else", "Error: something else"],
  ["", "terraform init failed and said nothing"],
])("of %j, the reason is %s", (words, reason) => {
  expect(reasonOf(words)).toBe(reason);
});
