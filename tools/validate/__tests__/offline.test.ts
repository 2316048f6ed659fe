import { deferDataSources, offlineEnvironment, offlineProvider } from "../src/offline";

test("an offline provider keeps where the stack is and what it tags, and nothing that could reach an account", () => {
  const provider = offlineProvider({
    alias: "a",
    region: "eu-west-1",
    profile: "prd",
    assume_role: [{ role_arn: "r" }],
    allowed_account_ids: ["1"],
    default_tags: [{}],
    endpoints: [{}],
  });
  expect(provider).toMatchObject({
    alias: "a",
    region: "eu-west-1",
    default_tags: [{}],
    access_key: "offline",
    skip_credentials_validation: true,
  });
  for (const key of ["profile", "assume_role", "allowed_account_ids", "endpoints"])
    expect(provider).not.toHaveProperty(key);
});

test("no AWS variable of the caller is passed on", () => {
  const env = offlineEnvironment({
    AWS_PROFILE: "prd",
    AWS_ENDPOINT_URL_S3: "https://s3",
    AWS_ENDPOINT_URL: "https://aws",
    HOME: "/home",
  });
  expect(env).toEqual({
    AWS_PROFILE: undefined,
    AWS_ENDPOINT_URL_S3: undefined,
    AWS_ENDPOINT_URL: "http://127.0.0.1:1",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_MAX_ATTEMPTS: "1",
  });
});

test("data sources that would call AWS wait for something that no plan makes", () => {
  const region = { region: {} };
  const { json, deferred } = deferDataSources({
    data: {
      aws_caller_identity: { me: {} },
      aws_vpc: { v: { depends_on: ["aws_eip.a"] } },
      aws_region: region,
      terraform_remote_state: { n: {} },
    },
    resource: { aws_eip: { a: {} } },
  });
  expect(json).toEqual({
    data: {
      aws_caller_identity: { me: { depends_on: ["terraform_data.terrace-offline-plan"] } },
      aws_vpc: { v: { depends_on: ["aws_eip.a", "terraform_data.terrace-offline-plan"] } },
      aws_region: region,
      terraform_remote_state: { n: {} },
    },
    resource: { aws_eip: { a: {} }, terraform_data: { "terrace-offline-plan": {} } },
  });
  expect(deferred).toEqual(["data.aws_caller_identity.me", "data.aws_vpc.v"]);
});

test("a stack without such data sources is left as it is", () => {
  const json = { data: { aws_partition: { here: {} } } };
  expect(deferDataSources(json)).toEqual({ json, deferred: [] });
});
